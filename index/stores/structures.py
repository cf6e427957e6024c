"""Which structure vectors are searched in, by how many there are. `benchmarks/size.py` measures where they cross.

Up to EXACT_UP_TO vectors every one is compared. Beyond that a coarse ranking proposes rows, and only those are
compared, by their exact vectors: a score is always the exact one, and what can be lost is a row that was not proposed.
The coarse ranking is a product quantisation of 4 bits for each 4 numbers, which FAISS scans a register at a time (its
"fast scan"); partitions (IVF) and graphs (HNSW) lose more of these vectors at that speed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import runtime
from index.errors import REBUILD, IndexCorrupt
from index.types import Vectors

EXACT_UP_TO = 50_000  # vectors
SUFFIX = ".codes"  # of the file beside that of the vectors
_PART = 4  # numbers that share a code of 4 bits
_LEAST, _EACH = 1_000, 10  # rows that are proposed for a search: at least, and for each place that is asked
_LEARNT = 20_000  # vectors, spread over all of them, that the codes are learnt from: 1,250 for each of 16 values
_BLOCK = 32  # rows that are scanned at once; the last block is filled up
_HEADER = struct.Struct("<4siqqqBi")  # fourcc, dimension, rows, two unused, trained, metric
_FAST_SCAN = b"IPfs"


class Codes:
    """Codes of vectors, numbered as they are."""

    def __init__(self, index: Any) -> None:
        self._index = index

    def proposed(self, vector: Vectors, k: int) -> NDArray[np.int64] | None:
        """Return the rows, ascending, worth comparing for the best k; None where that would be all of them."""
        count = max(_LEAST, _EACH * k)
        if count >= self._index.ntotal:
            return None
        _, found = self._index.search(vector.reshape(1, -1), count)
        rows: NDArray[np.int64] = np.sort(found[0][found[0] >= 0])
        return rows

    def save(self, vectors: Path) -> None:
        """Write the codes beside the file of the vectors."""
        with open(beside(vectors), "wb") as file:
            faiss().write_index(self._index, faiss().PyCallbackIOWriter(file.write))


def beside(vectors: Path) -> Path:
    """The file of the codes of the vectors in a file."""
    return vectors.with_name(vectors.name + SUFFIX)


def wanted(count: int, dimension: int) -> bool:
    """Say whether so many vectors are searched by their codes."""
    return count > EXACT_UP_TO and dimension % (2 * _PART) == 0


def learnt(blocks: Iterable[Vectors], sample: Vectors) -> Codes:
    """Make the codes of vectors, given in blocks of rows; the values that codes stand for are learnt from a sample."""
    index = faiss().index_factory(sample.shape[1], _factory(sample.shape[1]), faiss().METRIC_INNER_PRODUCT)
    index.train(np.ascontiguousarray(sample, dtype=np.float32))
    for block in blocks:
        index.add(np.ascontiguousarray(block, dtype=np.float32))
    return Codes(index)


def sampled(count: int) -> NDArray[np.int64]:
    """The rows that codes are learnt from, the same for the same number."""
    return np.unique(np.linspace(0, count - 1, min(count, _LEARNT)).astype(np.int64))


def load(vectors: Path, rows: int, dimension: int) -> Codes | None:
    """Read the codes beside a file of vectors; None where there are none, and then every vector is compared.

    Raise IndexCorrupt unless size and header are those of the codes of so many vectors: FAISS trusts what it reads.
    """
    path = beside(vectors)
    if not wanted(rows, dimension) or not path.exists():
        return None
    problem = IndexCorrupt(f"{path.name} holds no codes of {rows} vectors of length {dimension}", REBUILD)
    empty = faiss().index_factory(dimension, _factory(dimension), faiss().METRIC_INNER_PRODUCT)
    empty.is_trained = True
    empty.pq.centroids.resize(dimension * 2**_PART)
    around = len(faiss().serialize_index(empty))
    padded = -(-rows // _BLOCK) * _BLOCK
    if path.stat().st_size != around + padded * dimension // (2 * _PART):
        raise problem
    with open(path, "rb") as file:
        fourcc, found_dimension, found_rows, _, _, trained, metric = _HEADER.unpack(file.read(_HEADER.size))
    if (fourcc, found_dimension, found_rows, trained, metric) != (_FAST_SCAN, dimension, rows, 1, 0):
        raise problem
    try:
        return Codes(faiss().read_index(str(path)))
    except (RuntimeError, MemoryError):
        raise problem from None


def faiss() -> Any:
    """The library, loaded when it is needed."""
    runtime.prepare()
    import faiss

    return faiss


def _factory(dimension: int) -> str:
    return f"PQ{dimension // _PART}x4fs"
