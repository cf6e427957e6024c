"""A collection in a folder: what is on the disk, what damage does, and that many writes come to what one does."""

from __future__ import annotations

import pytest

from index.errors import DiskFull, IndexCorrupt
from index.stores import COLLECTIONS, collection
from index.types import Filter
from tests.index.stores.test_passage_stores import DIMENSION, ENTRIES, entry, ids, unit


@pytest.mark.parametrize("file", ["texts.jsonl", "vectors", "ids.txt", "document.rows", "manifest.json"])
def test_a_damaged_folder_is_not_opened(tmp_path, file):
    COLLECTIONS["faiss"](str(tmp_path), "letters", DIMENSION, "").add(ENTRIES[:3])
    (damaged,) = tmp_path.rglob(file)
    damaged.write_bytes(damaged.read_bytes()[:-5])
    with pytest.raises(IndexCorrupt, match="delete letters and add the passages again"):
        COLLECTIONS["faiss"](str(tmp_path), "letters", DIMENSION, "")


def test_a_collection_in_a_folder_is_opened_without_its_texts(tmp_path):
    COLLECTIONS["faiss"](str(tmp_path), "letters", DIMENSION, "").add(ENTRIES)
    store = COLLECTIONS["faiss"](str(tmp_path), "letters", DIMENSION, "")
    (texts,) = tmp_path.rglob("texts.jsonl")
    texts.unlink()
    assert ids(store.dense(unit(3), 1)) == ["p003"]
    assert store.hybrid("cargo keel", unit(3), 9, Filter(("doc-3",)))


def test_a_write_that_fails_leaves_what_was_held(tmp_path, monkeypatch):
    store = COLLECTIONS["faiss"](str(tmp_path), "letters", DIMENSION, "")
    store.add(ENTRIES[:20])
    before = sorted(path.name for path in (tmp_path / "letters").iterdir())
    monkeypatch.setattr(collection, "_seal", lambda *given: (_ for _ in ()).throw(OSError(28, "no space")))
    with pytest.raises(DiskFull):
        store.add(ENTRIES[20:])
    monkeypatch.undo()
    assert sorted(path.name for path in (tmp_path / "letters").iterdir()) == before
    assert len(store.ids()) == len(COLLECTIONS["faiss"](str(tmp_path), "letters", DIMENSION, "").ids()) == 20


def test_many_writes_in_any_order_are_one_write(tmp_path):
    """What stays of a collection keeps its text, vector and document through writes before, between and after it."""
    store, twin = (COLLECTIONS["faiss"](str(tmp_path), name, DIMENSION, "") for name in ("parts", "whole"))
    for numbers in (range(20, 30), range(0, 40, 7), (3, 39, 25, 11), range(40)):
        store.upsert([entry(number, seed=number + 50) for number in numbers])
        store.delete([f"p{number:03d}" for number in numbers if number % 5 == 0])
        store.upsert([ENTRIES[number] for number in numbers])
    twin.add(ENTRIES[::-1])
    (one,) = (tmp_path / "parts").glob("0*")
    (other,) = (tmp_path / "whole").glob("0*")
    for name in ("vectors", "ids.txt", "documents.txt", "document.rows", "texts.jsonl"):
        assert (one / name).read_bytes() == (other / name).read_bytes()
    assert store.hybrid("anchor cargo", unit(4), 40) == twin.hybrid("anchor cargo", unit(4), 40)
