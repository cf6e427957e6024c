"""The vector stores that an index can use, by name. Each is one file here and one line in the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from index.stores import faiss_store
from index.types import VectorStore


class StoreKind(NamedTuple):
    """How to make an empty store and how to read one back."""

    create: Callable[[int], VectorStore]  # dimension
    load: Callable[[Path, int, int], VectorStore]  # file, rows and dimension that the manifest states


STORES: dict[str, StoreKind] = {
    "faiss": StoreKind(create=faiss_store.FaissStore, load=faiss_store.load),
}
