"""A collection of passages in this process: FAISS by meaning, tantivy by words, a folder that keeps it.

What is held is one frozen value, opened without being read (`index.stores.collection`). A write makes the next one
whole and puts it in place, so a search that is under way ends on what it began with and nothing is locked for it. That
costs time proportional to all that is held, which is right where writes are few and large; a collection that is written
to all day belongs on a server.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from index import fusion
from index.stores import collection
from index.stores.collection import Text
from index.stores.entries import DEPTH, checked
from index.types import EVERYTHING, Entry, Filter, Found, Vectors


class FaissPassages:
    """A `PassageStore` in the memory of this process, kept in a folder that one process writes to."""

    def __init__(self, folder: Path, dimension: int) -> None:
        """Open the collection in a folder, or begin an empty one. Raise IndexCorrupt where it is damaged."""
        self._folder, self._dimension = folder, dimension
        self._writing = Lock()
        self._held = collection.opened(folder, dimension)

    def add(self, entries: Sequence[Entry]) -> None:
        """Hold new passages. Raise ValueError, and hold none of them, where one is held already."""
        self._write(entries, new=True)

    def upsert(self, entries: Sequence[Entry]) -> None:
        """Hold passages, each in the place of the one with its id."""
        self._write(entries)

    def delete(self, ids: Sequence[str]) -> None:
        """Hold these no longer."""
        self._write((), without=frozenset(ids))

    def ids(self) -> frozenset[str]:
        """Return the ids of all that is held."""
        return frozenset(self._held.ids)

    def dense(self, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by cosine, ties by id; of many, those that their codes propose are compared."""
        held = self._held
        return held.named(held.store.search(vector, k, held.rows(where)))

    def lexical(self, text: str, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages that share a word with the text, by BM25, ties by id."""
        held = self._held
        return held.named(held.words.search(text, k, where.documents))

    def hybrid(self, text: str, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by reciprocal rank fusion of words and meaning, ties by id."""
        held, depth = self._held, max(DEPTH, k)
        by_meaning = held.store.search(vector, depth, held.rows(where))
        by_words = held.words.search(text, depth, where.documents)
        fused = fusion.reciprocal_rank([[row for row, _ in ranking] for ranking in (by_meaning, by_words)])
        return held.named(fused[: max(k, 0)])

    def close(self) -> None:
        """Nothing is open between calls."""

    def _write(self, entries: Sequence[Entry], *, without: frozenset[str] = frozenset(), new: bool = False) -> None:
        vectors = checked(entries, self._dimension)
        with self._writing:
            held = self._held
            if not entries and without.isdisjoint(held.ids):
                return
            if new and (twice := sorted(frozenset(held.ids) & {entry.id for entry in entries})):
                raise ValueError(f"held already: {', '.join(twice[:3])}")
            gone = without | {entry.id for entry in entries}
            kept = [row for row, id in enumerate(held.ids) if id not in gone]
            texts = [Text(entry.id, entry.document, entry.text) for entry in entries]
            self._held = collection.write(self._folder, held, kept, texts, vectors)
