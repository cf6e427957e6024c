"""What every collection of passages asks of the passages that it is given, and how deep its rankings are fused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.types import Entry, Vectors

LONGEST = 512  # bytes of an id: hashes are shorter, and a server keeps ids in memory
# Passages that each ranking gives to their fusion. The deepest fused rank that can reach the best ten has been seen by
# then: 1 / (60 + 200) is a quarter of what the first place gives.
DEPTH = 200


def checked(entries: Sequence[Entry], dimension: int) -> Vectors:
    """Return the vectors of entries as rows, shape (n, dimension). Raise ValueError for what no store can hold."""
    ids = [entry.id for entry in entries]
    if len(set(ids)) < len(ids):
        raise ValueError("a passage is given twice")
    for name in (*ids, *(entry.document for entry in entries)):
        if not name.isprintable() or not 1 <= len(name.encode("utf-8")) <= LONGEST:
            raise ValueError(f"an id has 1 to {LONGEST} bytes, all of them printable, got {name!r:.80}")
    vectors = [np.asarray(entry.vector, dtype=np.float32) for entry in entries]
    for vector in vectors:
        if vector.shape != (dimension,) or not np.isfinite(vector).all():
            raise ValueError(f"expected finite vectors of shape ({dimension},), got {vector.shape}")
    return np.stack(vectors) if vectors else np.empty((0, dimension), dtype=np.float32)
