"""The torture of the index finds what it looks for: a commit that is torn, a check that is blind, a call that fails."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.torture import index_faults, index_system, shard_faults, system_calls
from benchmarks.torture import small_library as small
from benchmarks.torture.children import Ended
from benchmarks.torture.system_calls import Called
from benchmarks.torture.types import Run
from index import snapshot
from index.errors import DiskFull


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("ci", 1, tmp_path, tmp_path)


def test_damage_is_reported_where_nobody_looks_for_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "many", lambda self, ci, nightly, release: 25)
    assert index_faults.damage(run).bad == 0
    again = replace(run, memory=run.memory / "again")  # what was opened before may still write beside it
    again.memory.mkdir()
    monkeypatch.setattr(snapshot, "verified", lambda folder, full=True: snapshot.read_manifest(folder))
    assert index_faults.damage(again).bad > 0


VERSIONS = {"a" * 64: 0, "b" * 64: 1}


@pytest.mark.parametrize(
    ("seen", "ended", "wrong"),
    [
        (Ended(small.Served("a" * 64, 0)), Ended(exit=-9), ""),
        (Ended(small.Served("b" * 64, 1)), Ended(exit=-9), ""),
        (Ended(small.Served("b" * 64, 1)), Ended("b" * 64), ""),
        (Ended(small.Served("a" * 64, 0)), Ended("b" * 64), "was acknowledged"),
        (Ended(small.Served("c" * 64, 1)), Ended(exit=-9), "holds version"),
        (Ended(small.Served("a" * 64, 1)), Ended(exit=-9), "holds version"),
        (Ended(small.Served("a" * 64, problem="2 articles")), Ended(exit=-9), "2 articles"),
        (Ended(error="IndexCorrupt: cut"), Ended(exit=-9), "does not open"),
        (Ended(exit=-11), Ended(exit=-9), "does not open"),
    ],
)
def test_a_crash_is_judged_by_what_a_reader_sees(seen: Ended, ended: Ended, wrong: str) -> None:
    found = index_faults._judged(seen, ended, VERSIONS, before="a" * 64, version=1)
    assert wrong in found if wrong else found == ""


def test_a_power_cut_loses_only_what_was_not_synced(tmp_path: Path) -> None:
    data, kept = tmp_path / "data", tmp_path / "kept"
    for folder in (data, kept):
        folder.mkdir()
        (folder / "CURRENT").write_text("old")
    for name in ("synced", "written"):
        (data / name).write_text("content " * 40)
    (data / "CURRENT").write_text("new")
    made = (
        Called("openat", 1, (str(data / "synced"),), creates=True),
        Called("write", 1, (str(data / "synced"),)),
        Called("fsync", 1, (str(data / "synced"),)),
        Called("fsync", 2, (str(data),)),
        Called("write", 2, (str(data / "written"),)),
        Called("rename", 1, (str(data / ".CURRENT"), str(data / "CURRENT"))),
    )
    lost: set[str] = set()
    for seed in range(40):
        scratch = tmp_path / f"cut-{seed}"
        shutil.copytree(data, scratch)
        moved = tuple(
            Called(one.name, one.number, tuple(path.replace(str(data), str(scratch)) for path in one.paths))
            for one in made
        )
        lost |= set(index_system.lose(moved, scratch, kept, Random(seed)))
        assert (scratch / "synced").read_text() == "content " * 40
    assert {"lost written", "halved written", "emptied written", "flipped written", "not renamed CURRENT"} <= lost


def test_a_call_that_fails_is_told_from_one_elsewhere(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(
        '7 openat(AT_FDCWD</srv>, "/usr/lib/a.py", O_RDONLY) = 3</usr/lib/a.py>\n'
        f'7 openat(AT_FDCWD</srv>, "{tmp_path}/data/x", O_WRONLY|O_CREAT) = 3<{tmp_path}/data/x>\n'
        f"8 write(3<{tmp_path}/data/x>, ..., 9) = -1 ENOSPC (No space left on device) (INJECTED)\n"
    )
    assert [(one.name, one.number) for one in system_calls.calls(log, tmp_path / "data")] == [
        ("openat", 2),
        ("write", 1),
    ]
    assert system_calls.struck(log, tmp_path / "data")
    assert not system_calls.struck(log, tmp_path / "other")


@pytest.fixture
def strace() -> None:
    if not system_calls.available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("strace is not installed; it fails the system calls.")


@pytest.mark.usefixtures("strace")
def test_a_full_disk_is_met_and_told(tmp_path: Path) -> None:
    library = index_system._Library(tmp_path)
    ended = library.fail("error=ENOSPC", next(one for one in library.calls if one.name == "fsync"))
    assert ended.error.startswith(DiskFull.__name__)
    assert library.wrong(ended) == ""
    library.restore()
    shutil.rmtree(small.library(library.documents, library.data) / "generations")
    assert "does not open" in library.wrong(Ended(exit=-9))


def test_shards_that_are_half_are_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "many", lambda self, ci, nightly, release: 6)
    assert [outcome.bad for outcome in shard_faults.run(run)] == [0, 0]
    for folder in run.memory.iterdir():
        shutil.rmtree(folder)
    monkeypatch.setattr(shard_faults.disk, "_same", lambda path, stored: True)
    assert [outcome.bad > 0 for outcome in shard_faults.run(run)][1]
