"""What is searched and what comes back, and the seams: Embedder, VectorStore and PassageStore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Found = tuple[tuple[str, float], ...]  # (id of a passage, score), best first


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole consecutive sentences of one section."""

    id: str  # hash of document id, heading and text
    document: str
    heading: tuple[str, ...]
    text: str  # verbatim: document.text[start:end]
    start: int
    end: int
    sentences: tuple[int, int]  # half-open range of positions in Document.sentences
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage or sentence. A ranking explains itself through `ranks`."""

    row: int  # position in HybridIndex.passages or HybridIndex.sentences
    score: float  # fused, rounded to 9 places so that order is the same everywhere
    ranks: tuple[tuple[str, int, float], ...]  # (ranking, 1-based rank, its own score): ("bm25", 1, 7.2)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is limited to; empty means everything."""

    documents: tuple[str, ...] = ()


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A passage as a collection holds it: it is found by its vector, by its words, and within its document."""

    id: str  # Passage.id: the hash of what it says and where, so that an unchanged passage keeps it
    document: str
    text: str  # with the headings above it
    vector: Vectors  # shape (dimension,), length 1


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Name and version of the model: vectors of different ids are never mixed."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1."""


class VectorStore(Protocol):
    """Finds the nearest vectors. Rows are numbered in the order they were added."""

    def add(self, vectors: Vectors) -> None:
        """Append rows, shape (n, dimension)."""

    def search(self, vector: Vectors, k: int, rows: NDArray[np.int64] | None = None) -> tuple[tuple[int, float], ...]:
        """Return up to k (row, cosine) pairs, best first, ties by row; `rows` limits the search."""

    def cosines(self, vector: Vectors) -> NDArray[np.float64]:
        """Return the cosine of every row, each compared, to the digits that `search` has."""

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors of rows as they were added, shape (len(rows), dimension)."""

    def save(self, path: Path) -> None:
        """Write the store to one file."""


class PassageStore(Protocol):
    """A collection of passages that grows and changes while it is searched, on one machine or on many.

    `VectorStore` holds the rows of one generation, which never change. What a write did is found by every search that
    begins after it. Searches may run beside each other and beside a write; only one process writes at a time.
    """

    def add(self, entries: Sequence[Entry]) -> None:
        """Hold new passages. Raise ValueError, and hold none of them, where one is held already."""

    def upsert(self, entries: Sequence[Entry]) -> None:
        """Hold passages, each in the place of the one with its id. Raise ValueError where they cannot be held."""

    def delete(self, ids: Sequence[str]) -> None:
        """Hold these no longer; an id that is not held is passed over."""

    def ids(self) -> frozenset[str]:
        """Return the ids of all that is held."""

    def dense(self, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by cosine, ties by id."""

    def lexical(self, text: str, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages that share a word with the text, by BM25 on the store's own scale, ties by id."""

    def hybrid(self, text: str, vector: Vectors, k: int, where: Filter = EVERYTHING) -> Found:
        """Return up to k passages by reciprocal rank fusion of the rankings above, ties by id."""

    def close(self) -> None:
        """Let go of files and connections. What was held stays."""
