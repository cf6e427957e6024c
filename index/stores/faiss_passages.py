"""A collection of passages in this process: FAISS by meaning, tantivy by words, a folder that keeps it.

What is held is one frozen value. A write makes the next one whole and puts it in place, so a search that is under way
ends on what it began with and nothing is locked for it. That costs time proportional to all that is held, which is
right where writes are few and large; a collection that is written to all day belongs on a server.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from documents.codec import from_lines, to_lines
from index import files, fusion, lexical
from index.errors import IndexCorrupt
from index.lexical import LexicalIndex, LexicalRow
from index.stores.entries import DEPTH, checked
from index.stores.faiss_store import FaissStore
from index.types import EVERYTHING, Entry, Filter, Found, Vectors

_CURRENT, _VECTORS, _TEXTS = "CURRENT", "vectors.f32", "texts.jsonl"


@dataclass(frozen=True, slots=True)
class _Text:
    """An entry without its vector, as it is kept on disk."""

    id: str
    document: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """All passages at one moment, in the order of their ids, so that ties by row are ties by id."""

    texts: tuple[_Text, ...]
    store: FaissStore
    words: LexicalIndex

    def rows(self, where: Filter) -> NDArray[np.int64] | None:
        """The rows of the documents that are named; None where none is."""
        if not where.documents:
            return None
        wanted = set(where.documents)
        return np.array([row for row, text in enumerate(self.texts) if text.document in wanted], dtype=np.int64)

    def named(self, ranking: Iterable[tuple[int, float]]) -> Found:
        """A ranking of rows as one of ids."""
        return tuple((self.texts[row].id, score) for row, score in ranking)


class FaissPassages:
    """A `PassageStore` in the memory of this process, kept in a folder that one process writes to."""

    def __init__(self, folder: Path, dimension: int) -> None:
        """Open the collection in a folder, or begin an empty one. Raise IndexCorrupt where it is damaged."""
        self._folder, self._dimension = folder, dimension
        self._writing = Lock()
        self._held = _read(folder, dimension)

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
        return frozenset(text.id for text in self._held.texts)

    def dense(self, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by cosine, all of them compared, ties by id."""
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
            known = {text.id for text in held.texts}
            if new and (twice := sorted(known & {entry.id for entry in entries})):
                raise ValueError(f"held already: {', '.join(twice[:3])}")
            gone = without | {entry.id for entry in entries}
            kept = [row for row, text in enumerate(held.texts) if text.id not in gone]
            texts = [held.texts[row] for row in kept] + [_Text(e.id, e.document, e.text) for e in entries]
            order = sorted(range(len(texts)), key=lambda at: texts[at].id)
            rows = np.concatenate([held.store.vectors(np.array(kept, dtype=np.int64)), vectors])[order]
            after = _indexed(tuple(texts[at] for at in order), rows)
            _keep(self._folder, after.texts, rows)
            self._held = after


def _indexed(texts: tuple[_Text, ...], vectors: Vectors) -> _Held:
    store = FaissStore(vectors.shape[1])
    store.add(vectors)
    # A lone surrogate is in no word; tantivy takes none.
    readable = ((text.text.encode("utf-8", "replace").decode("utf-8"), text.document) for text in texts)
    return _Held(texts, store, lexical.build(LexicalRow("", *row) for row in readable))


def _keep(folder: Path, texts: tuple[_Text, ...], vectors: Vectors) -> None:
    """Write what is held into a folder of its own, then name that folder: a crash leaves the one before it."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name) for path in folder.iterdir() if path.name.isdecimal()), default=0)
    new = folder / f"{number:08d}"
    with files.writing(folder, vectors.nbytes):
        new.mkdir()
        files.write(new / _VECTORS, vectors.astype("<f4").tobytes())
        files.write(new / _TEXTS, to_lines(texts))
        files.sync_folder(new)
        files.replace(folder / _CURRENT, f"{new.name}\n".encode("ascii"))
        for path in folder.iterdir():
            if path.name.isdecimal() and path.name != new.name:
                files.remove(path)


def _read(folder: Path, dimension: int) -> _Held:
    if not (folder / _CURRENT).exists():
        return _indexed((), np.empty((0, dimension), dtype=np.float32))
    step = f"delete {folder.name} and add the passages again"
    try:
        current = folder / os.path.basename((folder / _CURRENT).read_text(encoding="ascii").strip())
        texts = from_lines(_Text, (current / _TEXTS).read_bytes())
        data = (current / _VECTORS).read_bytes()
    except (OSError, ValueError) as error:
        raise IndexCorrupt(f"the collection in {folder.name} cannot be read ({error!s:.100})", step) from None
    if len(data) != len(texts) * dimension * 4:
        raise IndexCorrupt(f"the collection in {folder.name} has no vectors of length {dimension}", step)
    return _indexed(texts, np.frombuffer(data, dtype="<f4").reshape(-1, dimension).astype(np.float32))
