"""Where the index lies, and what counts as changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from index import places
from index.places import State, data_folder, look, remember, remembered


def test_the_data_folder_is_chosen_in_order(tmp_path: Path, monkeypatch):
    documents = tmp_path / "My articles!"
    monkeypatch.delenv(places.DATA_VARIABLE, raising=False)
    assert "article-assistant" in str(data_folder(documents))
    monkeypatch.setenv(places.DATA_VARIABLE, str(tmp_path / "env"))
    assert data_folder(documents).parent == tmp_path / "env"
    assert data_folder(documents, tmp_path / "flag").parent == tmp_path / "flag"
    assert data_folder(documents).name.startswith("My-articles-")


def test_each_folder_of_documents_has_its_own(tmp_path: Path, monkeypatch):
    names = {data_folder(tmp_path / name, tmp_path).name for name in ("a", "b", "a/../b", "小船", "x" * 200)}
    assert len(names) == 4
    monkeypatch.chdir(tmp_path)
    assert data_folder(Path("a"), tmp_path) == data_folder(tmp_path / "a", tmp_path)


def settle(folder: Path, monkeypatch) -> None:
    """As if the files had lain there for a while."""
    now = time.time_ns()
    monkeypatch.setattr("index.places.time.time_ns", lambda: now + 60_000_000_000)


def test_what_was_seen_is_compared(tmp_path: Path, monkeypatch):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "sub" / "b.md").write_text("two")
    (tmp_path / ".hidden").write_text("no")
    settle(tmp_path, monkeypatch)
    first = look(tmp_path, "e", "faiss")
    assert len(first.seen) == 2
    assert look(tmp_path, "e", "faiss").same_as(first)
    assert not look(tmp_path, "other", "faiss").same_as(first)
    (tmp_path / ".hidden").write_text("still no")
    assert look(tmp_path, "e", "faiss").same_as(first)
    before = (tmp_path / "a.md").stat()
    (tmp_path / "a.md").write_text("eno")
    os.utime(tmp_path / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not look(tmp_path, "e", "faiss").same_as(first)


def test_a_file_that_changed_just_now_is_looked_at_again(tmp_path: Path):
    (tmp_path / "a.md").write_text("one")
    first = look(tmp_path, "e", "faiss")
    assert not look(tmp_path, "e", "faiss").same_as(first)


@pytest.mark.parametrize("year", [0, 1_900_000_000_000_000_000, 4_070_908_800_000_000_000])
def test_odd_times_are_only_compared(tmp_path: Path, monkeypatch, year: int):
    (tmp_path / "a.md").write_text("one")
    os.utime(tmp_path / "a.md", ns=(year, year))
    settle(tmp_path, monkeypatch)
    assert look(tmp_path, "e", "faiss").same_as(look(tmp_path, "e", "faiss"))


def test_odd_files_are_seen_without_being_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "line\nbreak.md").write_text("x")
    assert len(look(tmp_path, "e", "faiss").seen) == 3
    assert look(tmp_path / "missing", "e", "faiss").seen == ()


def test_a_state_is_remembered_and_damage_forgets_it(tmp_path: Path):
    state = State("e", "faiss", "p", ("a 1",), "gen", (places.Failure("b.pdf", "encrypted", "b.pdf is locked."),))
    assert remembered(tmp_path) is None
    remember(tmp_path, state)
    assert remembered(tmp_path) == state
    for content in (b"", b"{", b"[]", b'{"embedder": 3}', b"\xff" * 90, b"[" * 90_000):
        (tmp_path / "state.json").write_bytes(content)
        assert remembered(tmp_path) is None
