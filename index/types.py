"""What is searched and what comes back, and the two seams: Embedder and VectorStore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


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

    def save(self, path: Path) -> None:
        """Write the store to one file."""
