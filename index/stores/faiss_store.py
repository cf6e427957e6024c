"""Nearest vectors by FAISS in this process: all of them compared, or those that their codes propose."""

from __future__ import annotations

import os
import struct
import weakref
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import REBUILD, IndexCorrupt
from index.stores import structures
from index.stores.structures import Codes
from index.topk import best, rounded
from index.types import Vectors

_PLACES = 6  # the last bits of a cosine depend on the processor; a tie is a tie on every machine
_HEADER = struct.Struct("<4siqqqBiQ")  # fourcc, dimension, rows, two unused, trained, metric, floats
_UNUSED = 1 << 20  # what FAISS writes there
_FLAT_IP = b"IxFI"
_FEW = 4  # where rows are named and fewer than a quarter, they are compared and not picked out of all
_AHEAD = 20  # searches
_BLOCK = 65_536  # vectors that are in memory at a time while many are written: 100 MB


class FaissStore:
    """Unit vectors. Every score is exact; beyond `structures.EXACT_UP_TO` of them a search looks at likely ones."""

    def __init__(self, dimension: int) -> None:
        self._faiss = structures.faiss()
        self._index = self._faiss.IndexFlatIP(dimension)
        self._codes: Codes | None = None
        self._complete = True  # what is held was read from a file, which says whether it has codes
        self._learning = Lock()
        self._file: int | None = None  # that the vectors are mapped from, where few of them are read at a time
        self._ahead = _AHEAD  # searches that ask the disk for all they need at once

    def add(self, vectors: Vectors) -> None:
        """Append rows, shape (n, dimension), float32."""
        if vectors.ndim != 2 or vectors.shape[1] != self._index.d:
            raise ValueError(f"expected vectors of shape (n, {self._index.d}), got {vectors.shape}")
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        self._codes, self._complete = None, False

    def search(self, vector: Vectors, k: int, rows: NDArray[np.int64] | None = None) -> tuple[tuple[int, float], ...]:
        """Return up to k (row, cosine) pairs, best first, ties by row; `rows` limits the search to these."""
        question = np.ascontiguousarray(vector, dtype=np.float32).reshape(-1)
        named = None if rows is None else np.unique(np.asarray(rows, dtype=np.int64))
        total = self._index.ntotal if named is None else len(named)
        codes = self._learnt() if named is None else None

        def nearest(count: int) -> list[tuple[int, float]]:
            proposed = codes.proposed(question, count) if codes else None
            if proposed is not None:
                return self._compared(question, proposed, count)
            return self._scanned(question, count, named)

        if named is not None and self._few(named):
            return best(lambda count: self._compared(question, named, count), k, total)
        return best(nearest, k, total)

    def cosines(self, vector: Vectors) -> NDArray[np.float64]:
        """Return the cosine of every row, each compared, to the digits that `search` has."""
        cosines = np.full(self._index.ntotal, -1.0)
        if len(cosines):
            question = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
            scores, rows = self._index.search(question, len(cosines))
            found = rows[0] >= 0
            cosines[rows[0][found]] = np.array(rounded(scores[0], _PLACES))[found]
        return cosines

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the vectors of rows as they were added, shape (len(rows), dimension)."""
        return _view(self._index)[np.asarray(rows, dtype=np.int64)]

    def save(self, path: Path) -> None:
        """Write the store to a file, and its codes, where it is searched by them, to one beside it."""
        with open(path, "wb") as file:
            self._faiss.write_index(self._index, self._faiss.PyCallbackIOWriter(file.write))
        if codes := self._learnt():
            codes.save(path)

    def _few(self, rows: NDArray[np.int64]) -> bool:
        return len(rows) * _FEW < int(self._index.ntotal)

    def _learnt(self) -> Codes | None:
        """The codes, made now where vectors were added; None where all vectors are compared."""
        if self._complete or not structures.wanted(self._index.ntotal, self._index.d):
            return self._codes
        with self._learning:
            if not self._complete:
                every = _view(self._index)
                self._codes = structures.learnt(_blocks(every), every[structures.sampled(len(every))])
                self._complete = True
        return self._codes

    def _scanned(self, question: Vectors, count: int, rows: NDArray[np.int64] | None) -> list[tuple[int, float]]:
        options: dict[str, Any] = {}
        if rows is not None:
            options["params"] = self._faiss.SearchParameters(sel=self._faiss.IDSelectorBatch(rows))
        scores, found = self._index.search(question.reshape(1, -1), count, **options)
        pairs = zip(found[0].tolist(), rounded(scores[0], _PLACES), strict=True)
        return [(row, score) for row, score in pairs if row >= 0]

    def _compared(self, question: Vectors, rows: NDArray[np.int64], count: int) -> list[tuple[int, float]]:
        """The best `count` of the rows, which are ascending, so that ties are by row."""
        # Not by the library of matrices: it would share the sum between threads that wait for one another.
        scores = np.array(rounded(np.einsum("ij,j->i", self._gathered(rows), question), _PLACES))
        order = np.argsort(-scores, kind="stable")[:count]
        return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))

    def _gathered(self, rows: NDArray[np.int64]) -> Vectors:
        """Copy rows together; where the last ones were not in memory, all are asked of the disk before any is met.

        A million vectors, none of them in memory: 31 ms for 2,000 rows in place of 172. With all in memory it would
        be 1.9 in place of 0.6.
        """
        if self._file is None:
            return _view(self._index)[rows]
        if self._ahead:
            self._ahead -= 1
            size = 4 * self._index.d
            for row in rows.tolist():
                os.posix_fadvise(self._file, _HEADER.size + row * size, size, os.POSIX_FADV_WILLNEED)
        before = _waits()
        found = _view(self._index)[rows]
        if _waits() > before:
            self._ahead = _AHEAD
        return found


def load(path: Path, rows: int, dimension: int) -> FaissStore:
    """Open a stored file, its vectors left on the disk until they are compared. Raise IndexCorrupt where it is not
    what the manifest states.

    FAISS trusts what it reads and allocates what a header claims, so size and header are checked before it sees them.
    """
    expected = _HEADER.size + rows * dimension * 4
    size = path.stat().st_size
    with open(path, "rb") as file:
        head = file.read(_HEADER.size)
    fields = _HEADER.unpack(head) if len(head) == _HEADER.size else None
    if size != expected or fields is None or _stated(fields) != (_FLAT_IP, dimension, rows, 0, rows * dimension):
        raise IndexCorrupt(f"{path.name} is not a flat index of {rows} vectors of length {dimension}", REBUILD)
    store = FaissStore(dimension)
    library = structures.faiss()
    # FAISS maps no files on Windows, which would not let a mapped one be removed either.
    flags = library.IO_FLAG_MMAP_IFC if rows and os.name != "nt" else 0
    store._index = library.read_index(str(path), flags)
    store._codes = structures.load(path, rows, dimension)
    if store._codes and hasattr(os, "posix_fadvise"):
        store._file = os.open(path, os.O_RDONLY)
        weakref.finalize(store, os.close, store._file)
    return store


def write(path: Path, blocks: Iterable[Vectors], rows: int, dimension: int) -> FaissStore:
    """Write the file that a store of these vectors would save, a block in memory at a time, and open it."""
    with open(path, "wb") as file:
        file.write(_HEADER.pack(_FLAT_IP, dimension, rows, _UNUSED, _UNUSED, 1, 0, rows * dimension))
        for block in blocks:
            file.write(np.ascontiguousarray(block, dtype="<f4").data)
    store = load(path, rows, dimension)
    store._complete = False
    if codes := store._learnt():
        codes.save(path)
    return store


def _waits() -> int:
    """How often this thread has waited for the disk to give it a page."""
    try:
        import resource
    except ImportError:  # not on every system
        return 0
    return resource.getrusage(getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF)).ru_majflt


def _view(index: Any) -> Vectors:
    """The vectors of a flat index where they lie."""
    if not index.ntotal:
        return np.empty((0, index.d), dtype=np.float32)
    found: Vectors = structures.faiss().rev_swig_ptr(index.get_xb(), index.ntotal * index.d).reshape(-1, index.d)
    return found


def _blocks(vectors: Vectors) -> Iterable[Vectors]:
    return (vectors[first : first + _BLOCK] for first in range(0, len(vectors), _BLOCK))


def _stated(fields: tuple[Any, ...]) -> tuple[bytes, int, int, int, int]:
    fourcc, dimension, rows, _, _, _, metric, floats = fields
    return fourcc, dimension, rows, metric, floats
