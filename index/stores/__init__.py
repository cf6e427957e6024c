"""What an index can keep its vectors in, by name: one file here and one line in its table.

STORES hold the rows of a generation, which never change; COLLECTIONS hold passages that come and go.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from index.stores import faiss_passages, faiss_store, milvus_store
from index.types import PassageStore, VectorStore


class StoreKind(NamedTuple):
    """How to make an empty store and how to read one back."""

    create: Callable[[int], VectorStore]  # dimension
    load: Callable[[Path, int, int], VectorStore]  # file, rows and dimension that the manifest states


STORES: dict[str, StoreKind] = {
    "faiss": StoreKind(create=faiss_store.FaissStore, load=faiss_store.load),
}

# Opens, or makes, a collection by place, name, dimension and token: in a folder, or at the address of a server.
COLLECTIONS: dict[str, Callable[[str, str, int, str], PassageStore]] = {
    "faiss": lambda place, name, dimension, _: faiss_passages.FaissPassages(Path(place) / name, dimension),
    "milvus": milvus_store.MilvusPassages,
}
