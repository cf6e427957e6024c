"""A collection follows the index of a folder, on FAISS and on a real server, and is searched from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import cli
from index import archive, files
from index.encoder import Encoder
from index.errors import RefusedShrink
from index.shards import disk, pool
from index.types import EVERYTHING, Embedder, Filter, PassageStore
from tests.index.shards.archives import archive as written
from tests.index.shards.archives import made

BAKERY = "# A bakery grows\n\nKorn and Kruste sold 4,200 loaves in March.\n\n## Ovens\n\nThe ovens run on gas.\n"
FERRY = "# The night ferry\n\nThe ferry leaves at eleven. It carries 230 cars.\n"


RENAMED = FERRY.replace("The night ferry", "The day ferry")


class Archive:
    """A folder of letters, its shards and a collection of them."""

    def __init__(self, folder: Path, store: PassageStore, hasher: Embedder) -> None:
        self.letters, self.shards, self.store, self.hasher = folder / "letters", folder / "shards", store, hasher
        self.letters.mkdir()
        self.told: list[tuple[str, int, int]] = []

    def write(self, **letters: str) -> None:
        for name, text in letters.items():
            (self.letters / f"{name}.md").write_text(text, encoding="utf-8")

    def sync(self, *, force: bool = False) -> tuple[int, int, int]:
        """Held, added and removed."""
        plan = made(self.letters, self.shards, self.hasher)
        folders = [disk.place(self.shards, shard) for shard in plan.shards]
        note = lambda *step: self.told.append(step)  # noqa: E731
        return archive.sync(folders, self.hasher.dimension, self.store, note, force=force)

    def search(self, text: str, k: int, where: Filter = EVERYTHING) -> list[tuple[str, str]]:
        """Document and text of what is found."""
        searcher = archive.Searcher(self.shards, self.store, Encoder(lambda: self.hasher, self.hasher.id))
        return [(row.document, row.text) for row, _ in searcher(text, k, where)]


def test_a_collection_follows_the_shards(
    opened: Callable[[int], PassageStore], hasher: Embedder, tmp_path: Path
) -> None:
    letters = Archive(tmp_path, opened(hasher.dimension), hasher)
    letters.write(bakery=BAKERY, ferry=FERRY)
    assert letters.sync() == (3, 3, 0)
    assert letters.told == [("sending", 3, 3)]
    assert letters.sync() == (3, 0, 0)

    asked = "How many cars does the ferry carry?"
    assert "230 cars" in letters.search(asked, 3)[0][1]
    assert {document for document, _ in letters.search(asked, 9, Filter(("bakery",)))} == {"bakery"}
    assert letters.search(" ", 3) == []

    (letters.letters / "bakery.md").unlink()
    with pytest.raises(RefusedShrink, match=r"would lose 2 of its 3 passages"):
        letters.sync()
    assert len(letters.store.ids()) == 3
    assert letters.sync(force=True) == (1, 0, 2)
    letters.write(ferry=RENAMED)  # its words are searched, so it is another passage
    assert letters.sync(force=True) == (1, 1, 1)
    # What no shard holds is passed over even before it is removed.
    for folder in disk.every(letters.shards):
        files.remove(folder)
    assert letters.search(asked, 9) == []


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.getfixturevalue("milvus").uri if request.param == "milvus" else str(tmp_path / "collections")


@pytest.mark.parametrize("place", ["faiss", "milvus"], indirect=True)
def test_the_command_fills_and_searches(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    common = ["archive", "--at", place, "--documents", str(folder), "--data", str(tmp_path / "data")]
    assert cli.run([*common, "--search", "ovens"]) == 1
    assert "have not been embedded; run it without --search first." in capsys.readouterr().err
    assert cli.run(common) == 0
    told = "1 of 1 shard made, 2 passages embedded.\nThe collection holds 2 passages; 2 sent, 0 removed.\n"
    assert capsys.readouterr().out == told
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    assert cli.run(common) == 0
    told = "1 of 1 shard made, 1 passage embedded.\nThe collection holds 3 passages; 1 sent, 0 removed.\n"
    assert capsys.readouterr().out == told

    assert cli.run([*common, "--search", "What do the ovens burn?", "--top", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["1. A bakery grows > Ovens", "   The ovens run on gas."]
    assert len(lines) == 4
    assert cli.run([*common, "--search", "ovens", "--document", "ferry"]) == 0
    assert "The ferry leaves at eleven" in capsys.readouterr().out
    assert cli.run([*common, "--search", " "]) == 2
    assert cli.run([*common, "--search", "ovens", "--document", "harbour"]) == 2
    assert "there are: bakery, ferry" in capsys.readouterr().err


def test_a_server_that_is_away_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    folders = ["--documents", str(tmp_path), "--data", str(tmp_path / "data")]
    assert cli.run(["archive", "--at", "http://127.0.0.1:9", *folders]) == 1
    *progress, problem = capsys.readouterr().err.splitlines()
    assert progress == ["Checking shards.", "Reading and embedding 1 article."]
    assert problem.startswith("article-assistant: the vector store at 127.0.0.1:9 did not answer")


def test_what_fails_is_a_line_each_and_the_rest_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no article, an article that cannot be read, and a shard over which its process is lost."""
    letters = tmp_path / "letters"
    fatal, *others = written(letters, 3)
    (letters / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing that follows from this\n")
    (letters / "notes.xyz").write_bytes(b"x")
    (letters / "zz.md").write_text(BAKERY, encoding="utf-8")
    start, told = pool._PROGRAM.split("from index.shards.pool", 1)
    dies = f"f=lambda s,p:os._exit(9) if {fatal!r} in p else w(s,p)"
    dying = f"{start}import os,index.shards.maker as m;w=m.Maker.answer;{dies};m.Maker.answer=f;"
    common = ["archive", "--at", str(tmp_path / "at"), "--documents", str(letters), "--data", str(tmp_path / "data")]
    with monkeypatch.context() as patch:
        patch.setattr(pool, "_PROGRAM", f"{dying}from index.shards.pool{told}")
        assert cli.run(common) == 3
    written_out = capsys.readouterr()
    assert written_out.out.splitlines()[0] == "3 of 4 shards made, 4 passages embedded."
    lines = [line for line in written_out.err.splitlines() if line.startswith("article-assistant: ")]
    assert [line.split()[1] for line in lines] == ["notes.xyz", "bad.pdf", fatal]
    assert lines[2].endswith(" was not embedded (its process ended with 9); run it again.")

    (letters / "bad.pdf").unlink()
    (letters / "notes.xyz").unlink()
    assert cli.run(common) == 0
    assert capsys.readouterr().out == (
        "2 of 4 shards made, 1 passage embedded.\nThe collection holds 5 passages; 1 sent, 0 removed.\n"
    )
    assert len(others) == 2


def test_a_shard_that_cannot_be_made_anew_stands_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = tmp_path / "letters"
    first, _ = written(letters, 2)
    common = ["archive", "--at", str(tmp_path / "at"), "--documents", str(letters), "--data", str(tmp_path / "data")]
    assert cli.run(common) == 0
    (letters / first).write_text(BAKERY, encoding="utf-8")
    monkeypatch.setattr(pool, "_PROGRAM", "raise SystemExit(7)")
    assert cli.run(common) == 3
    written_out = capsys.readouterr()
    assert written_out.out.splitlines()[-1] == "The collection holds 2 passages; 0 sent, 0 removed."
    assert "was not embedded (its process ended with 7)" in written_out.err


def test_a_folder_without_articles_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letters").mkdir()
    common = ["archive", "--at", str(tmp_path / "at"), "--documents", str(tmp_path / "letters")]
    common += ["--data", str(tmp_path / "data")]
    assert cli.run(common) == 1
    assert capsys.readouterr().err == (
        "article-assistant: the folder letters holds no article that can be read; add some.\n"
    )
