"""Exact search by FAISS in this process. The only file that imports faiss."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import runtime
from index.errors import REBUILD, IndexCorrupt
from index.topk import best, rounded
from index.types import Vectors

_PLACES = 6  # the last bits of a cosine depend on the processor; a tie is a tie on every machine
_HEADER = struct.Struct("<4siqqqBiQ")  # fourcc, dimension, rows, two unused, trained, metric, floats
_FLAT_IP = b"IxFI"


class FaissStore:
    """Unit vectors in a flat inner-product index: every search is exact."""

    def __init__(self, dimension: int) -> None:
        self._faiss = _faiss()
        self._index = self._faiss.IndexFlatIP(dimension)

    def add(self, vectors: Vectors) -> None:
        """Append rows, shape (n, dimension), float32."""
        if vectors.ndim != 2 or vectors.shape[1] != self._index.d:
            raise ValueError(f"expected vectors of shape (n, {self._index.d}), got {vectors.shape}")
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def search(self, vector: Vectors, k: int, rows: NDArray[np.int64] | None = None) -> tuple[tuple[int, float], ...]:
        """Return up to k (row, cosine) pairs, best first, ties by row; `rows` limits the search."""
        question = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        wanted = None if rows is None else np.unique(np.asarray(rows, dtype=np.int64))
        total = self._index.ntotal if wanted is None else len(wanted)
        options: dict[str, Any] = {}
        if wanted is not None:
            options["params"] = self._faiss.SearchParameters(sel=self._faiss.IDSelectorBatch(wanted))

        def nearest(count: int) -> list[tuple[int, float]]:
            scores, found = self._index.search(question, count, **options)
            pairs = zip(found[0].tolist(), rounded(scores[0], _PLACES), strict=True)
            return [(row, score) for row, score in pairs if row >= 0]

        return best(nearest, k, total)

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors of rows as they were added, shape (len(rows), dimension)."""
        found: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return found

    def save(self, path: Path) -> None:
        """Write the store to one file."""
        with open(path, "wb") as file:
            self._faiss.write_index(self._index, self._faiss.PyCallbackIOWriter(file.write))


def load(path: Path, rows: int, dimension: int) -> FaissStore:
    """Read a store back. Raise IndexCorrupt unless its size and header are what the manifest states.

    FAISS trusts what it reads and allocates what a header claims, so both are checked before it sees the file.
    """
    expected = _HEADER.size + rows * dimension * 4
    size = path.stat().st_size
    with open(path, "rb") as file:
        head = file.read(_HEADER.size)
    fields = _HEADER.unpack(head) if len(head) == _HEADER.size else None
    if size != expected or fields is None or _stated(fields) != (_FLAT_IP, dimension, rows, 0, rows * dimension):
        raise IndexCorrupt(f"{path.name} is not a flat index of {rows} vectors of length {dimension}", REBUILD)
    store = FaissStore(dimension)
    store._index = _faiss().read_index(str(path))
    return store


def _stated(fields: tuple[Any, ...]) -> tuple[bytes, int, int, int, int]:
    fourcc, dimension, rows, _, _, _, metric, floats = fields
    return fourcc, dimension, rows, metric, floats


def _faiss() -> Any:
    runtime.prepare()
    import faiss

    return faiss
