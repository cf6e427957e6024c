"""Files that are whole or not there, errors in plain words, and the lock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import files
from index.errors import DiskFull, IndexBusy, NotWritable

ROOT = Path(__file__).resolve().parents[2]


def test_a_replaced_file_is_whole_and_leaves_nothing_behind(tmp_path: Path):
    files.replace(tmp_path / "f", b"old")
    files.replace(tmp_path / "f", b"new")
    assert (tmp_path / "f").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_a_write_that_was_swallowed_is_not_published(tmp_path: Path, monkeypatch):
    files.replace(tmp_path / "f", b"old")
    monkeypatch.setattr(files, "write", lambda path, data: path.write_bytes(b""))
    with pytest.raises(NotWritable), files.writing(tmp_path):
        files.replace(tmp_path / "f", b"new")
    assert (tmp_path / "f").read_bytes() == b"old"


def test_a_file_in_place_of_the_data_folder_is_explained(tmp_path: Path):
    (tmp_path / "data").write_text("a file")
    with (
        pytest.raises(NotWritable, match="the data folder data cannot be written"),
        files.locked(tmp_path / "data" / "lock"),
    ):
        pass


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ('An IO error occurred: Os { code: 28, kind: StorageFull, message: "No space left" }', DiskFull),
        ("An IO error occurred: 'No space left on device (os error 28)'", DiskFull),
        ("Internal error: 'Input/output error (os error 5)'", NotWritable),
        ("the field is unknown", ValueError),
    ],
)
def test_errors_of_tantivy_keep_their_number(tmp_path: Path, message: str, kind: type[Exception]):
    with pytest.raises(kind), files.writing(tmp_path):
        raise ValueError(message)


def test_bad_input_17_a_second_writer_is_told_who_is_at_work(tmp_path: Path):
    lock = tmp_path / "lock"
    with files.locked(lock):
        with (
            pytest.raises(IndexBusy, match=rf"process {os.getpid()} has been indexing this library for \d+ s"),
            files.locked(lock),
        ):
            pass
        lock.write_text("not json")
        with pytest.raises(IndexBusy, match="another process"), files.locked(lock):
            pass
    with files.locked(lock):
        assert json.loads(lock.read_text())["pid"] == os.getpid()


@pytest.mark.parametrize("content", ['{"pid": 1, "since": 0}', '{"pid": 999999999, "since": 1}', "", "\x00\xff", "[1]"])
def test_bad_input_17_a_lock_that_was_left_behind_is_taken_over(tmp_path: Path, content: str):
    (tmp_path / "lock").write_text(content)
    with files.locked(tmp_path / "lock"):
        assert json.loads((tmp_path / "lock").read_text())["pid"] == os.getpid()


HOLDER = """
import sys, time
from pathlib import Path
from index import files
with files.locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path):
    lock = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, cwd=ROOT)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(IndexBusy, match=f"process {holder.pid} "), files.locked(lock):
            pass
        holder.kill()
        holder.wait()
    with files.locked(lock):
        pass
