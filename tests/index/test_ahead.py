"""Work that begins ahead is done, or fails, or ends, and never outlives who began it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from documents.figures.many import Told, told_of
from documents.figures.names import Named
from index.ahead import Ahead, Stopped
from index.update import update


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.md").write_text("# The night ferry\n\nIt carries 230 cars and 900 people.\n", encoding="utf-8")
    return folder


def test_what_comes_of_the_work_is_what_it_returned_and_told():
    told: list[tuple[str, int, int]] = []
    with Ahead[int](lambda *step: told.append(step)) as ahead:
        assert not ahead.begun
        ahead.begin(lambda tell: tell("embedding", 1, 2) or 42)
        assert ahead.begun
        assert ahead.result() == 42
    assert told == [("embedding", 1, 2)]


@pytest.mark.parametrize("where", ["first", "work"])
def test_what_was_raised_is_raised_to_who_waits(where: str):
    def fails(*_: object) -> int:
        raise OSError("full")

    with Ahead[int](None, fails if where == "first" else tuple) as ahead:
        ahead.begin(fails if where == "work" else lambda tell: 1)
        with pytest.raises(OSError, match="full"):
            ahead.result()


def test_one_thread_does_all_of_it():
    seen: list[threading.Thread] = []
    with Ahead[None](None, lambda: seen.append(threading.current_thread())) as ahead:
        ahead.begin(lambda tell: seen.append(threading.current_thread()))
        ahead.result()
    assert seen[0] is seen[1] is not threading.current_thread()


def test_work_that_nobody_waits_for_ends_at_its_next_step():
    ended: list[str] = []
    going = threading.Event()

    def work(tell) -> None:
        try:
            while True:
                going.set()
                tell("embedding", 0, 1)
        except Stopped:
            ended.append("stopped")

    with Ahead[None](None) as ahead:
        ahead.begin(work)
        going.wait()
    assert ended == ["stopped"]
    with Ahead[None](None):
        pass  # nor is work waited for that never came
    assert all(thread.name != "ahead" for thread in threading.enumerate())


def test_texts_are_embedded_while_figures_are_read(articles: Path, tmp_path: Path, hasher, monkeypatch):
    embedded = threading.Event()
    embed = hasher.embed
    monkeypatch.setattr(hasher, "embed", lambda texts: (embed(texts), embedded.set())[0])
    monkeypatch.setattr(
        "documents.figures.many.told_of", lambda documents: told_of(documents) if embedded.wait(60) else []
    )
    assert update(articles, tmp_path, embedder=hasher).figures > 0


def test_figures_that_are_read_anew_make_another_index_of_the_same_texts(articles, tmp_path, hasher, monkeypatch):
    first = update(articles, tmp_path, embedder=hasher)
    (articles / "ferry.md").touch()
    monkeypatch.setattr("documents.figures.many._here", lambda document: Told((), Named()))
    second = update(articles, tmp_path, embedder=hasher)
    assert (second.changed, second.figures, second.embedded, second.reused) == (True, 0, 0, first.embedded)


def test_figures_that_cannot_be_waited_for_end_the_embedding(articles: Path, tmp_path: Path, hasher, monkeypatch):
    def interrupted(documents):
        raise KeyboardInterrupt

    monkeypatch.setattr("documents.figures.many.told_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        update(articles, tmp_path, embedder=hasher)
    assert all(thread.name != "ahead" for thread in threading.enumerate())
    monkeypatch.undo()
    assert update(articles, tmp_path, embedder=hasher).changed
