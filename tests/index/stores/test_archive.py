"""A collection follows the index of a folder, on FAISS and on a real server, and is searched from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import cli
from documents.types import Document
from index import archive
from index.errors import RefusedShrink
from index.hybrid import HybridIndex
from index.types import Embedder, Filter, PassageStore

BAKERY = "# A bakery grows\n\nKorn and Kruste sold 4,200 loaves in March.\n\n## Ovens\n\nThe ovens run on gas.\n"
FERRY = "# The night ferry\n\nThe ferry leaves at eleven. It carries 230 cars.\n"


def built(hasher: Embedder, *documents: Document) -> HybridIndex:
    return HybridIndex.build(documents, embedder=hasher)


def test_a_collection_follows_the_index(
    opened: Callable[[int], PassageStore], hasher: Embedder, bakery: Document, ferry: Document
) -> None:
    store, index = opened(hasher.dimension), built(hasher, bakery, ferry)
    total = len(index.passages)
    told: list[tuple[int, int]] = []
    assert archive.sync(index, store, lambda *step: told.append(step)) == archive.Synced(total, total, 0)
    assert told == [(total, total)]
    assert archive.sync(index, store) == archive.Synced(total, 0, 0)

    found = archive.search(index, store, "How many cars does the ferry carry?", 3)
    assert "230 cars" in found[0][0].text
    within = archive.search(index, store, "How many cars does the ferry carry?", 9, Filter((bakery.id,)))
    assert {passage.document for passage, _ in within} == {bakery.id}
    assert archive.search(index, store, " ", 3) == ()

    fewer = built(hasher, ferry)
    # What the index no longer holds is passed over even before it is removed.
    assert {passage.document for passage, _ in archive.search(fewer, store, "loaves", 9)} <= {ferry.id}
    with pytest.raises(RefusedShrink, match=r"would lose \d of its \d passages"):
        archive.sync(fewer, store)
    assert len(store.ids()) == total
    assert archive.sync(fewer, store, force=True) == archive.Synced(len(fewer.passages), 0, total - len(fewer.passages))
    renamed = built(hasher, replace(ferry, title="The day ferry"))  # its words are searched, so it is another passage
    assert archive.sync(renamed, store, force=True).added == len(fewer.passages)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.getfixturevalue("milvus").uri if request.param == "milvus" else str(tmp_path / "collections")


@pytest.mark.parametrize("place", ["faiss", "milvus"], indirect=True)
def test_the_command_fills_and_searches(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "bakery.md").write_text(BAKERY, encoding="utf-8")
    common = ["archive", "--at", place, "--documents", str(folder), "--data", str(tmp_path / "data")]
    assert cli.run(common) == 0
    assert capsys.readouterr().out == "The collection holds 2 passages; 2 sent, 0 removed.\n"
    (folder / "ferry.md").write_text(FERRY, encoding="utf-8")
    assert cli.run(common) == 0
    assert capsys.readouterr().out == "The collection holds 3 passages; 1 sent, 0 removed.\n"

    assert cli.run([*common, "--search", "What do the ovens burn?", "--top", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["1. A bakery grows > Ovens", "   The ovens run on gas."]
    assert len(lines) == 4
    assert cli.run([*common, "--search", "ovens", "--document", "ferry"]) == 0
    assert "The ferry leaves at eleven" in capsys.readouterr().out
    assert cli.run([*common, "--search", " "]) == 2


def test_a_server_that_is_away_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    folders = ["--documents", str(tmp_path), "--data", str(tmp_path / "data")]
    assert cli.run(["archive", "--at", "http://127.0.0.1:9", *folders]) == 1
    problem = capsys.readouterr().err
    assert problem.startswith("article-assistant: the vector store at 127.0.0.1:9 did not answer")
    assert problem.count("\n") == 1
