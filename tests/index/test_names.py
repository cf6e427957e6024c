"""What the articles name is kept when they are read, and never trusted where it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.figures import cast
from documents.figures.names import Name, Named, named
from index import names
from index.hybrid import HybridIndex
from index.update import update

FOUND = (
    Named((Name("Orrick", ("Orrick Mills",), None, 3), Name("Ada Orrick", owner="Orrick")), ("Ada Orrick",)),
    Named((), (), ("Lund",), ("Orrick",)),
)


def test_what_is_kept_is_what_was_found(tmp_path: Path) -> None:
    names.keep(tmp_path, "g1", FOUND)
    assert names.kept(tmp_path, "g1", 2) == FOUND


@pytest.mark.parametrize("fault", ["gone", "cut", "changed", "generation", "documents", "program", "none"])
def test_what_does_not_fit_is_not_kept(tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names.keep(tmp_path, "g1", FOUND)
    path = tmp_path / "names.jsonl"
    data = path.read_bytes()
    if fault == "gone":
        path.unlink()
    elif fault in ("cut", "changed"):
        path.write_bytes(data[:-9] if fault == "cut" else data.replace(b"Lund", b"Lumd"))
    elif fault == "program":
        monkeypatch.setattr(names.places, "program", lambda *packages: "another")
    generation, documents = "g2" if fault == "generation" else "g1", 3 if fault == "documents" else 2
    assert names.kept(None if fault == "none" else tmp_path, generation, documents) is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    names.keep(tmp_path / "gone" / "away", "g1", FOUND)
    names.keep(None, "g1", FOUND)
    assert names.kept(tmp_path / "gone" / "away", "g1", 2) is None


def test_reading_the_articles_keeps_what_they_name(tmp_path: Path, hasher, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text("# Mills\n\nAda Orrick runs Orrick Mills in Lund. She employs 40 people.\n", "utf-8")
    (folder / "b.md").write_text("# Ropes\n\nTova Hallin makes rope. “It holds,” says Hallin.\n", "utf-8")
    done = update(folder, tmp_path / "data", embedder=hasher)
    index = HybridIndex.open(done.library, embedder=hasher)
    expected = tuple(named(document) for document in index.documents)
    monkeypatch.setattr(cast, "spelled_names", None)
    found = names.kept(done.library, index.generation, 2)
    assert found == expected
    assert found is not None
    assert "Lund" in found[0].places
