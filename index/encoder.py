"""The question's side of an embedder: the right model, and no question embedded twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from index.errors import REBUILD, IndexVersion
from index.types import Embedder, Vectors

_REMEMBERED = 256  # questions: a conversation and its suggestions, 1.5 kB each


class Encoder:
    """Turns questions into vectors of the model that an index was made with. Safe to share between threads."""

    def __init__(self, embedder: Callable[[], Embedder], expected_id: str) -> None:
        """`embedder` is called when the first question comes, so that an index opens without its model."""
        self._embedder = embedder
        self._expected = expected_id
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def vector(self, query: str) -> Vectors:
        """Return the vector of a question, shape (dimension,). Raise IndexVersion where the model is another one."""
        with self._lock:
            if query in self._known:
                self._known.move_to_end(query)
                return self._known[query]
            embedder = self._embedder()
            if embedder.id != self._expected:
                raise IndexVersion(
                    f"the index was made with the embedder {self._expected}, this is {embedder.id}",
                    REBUILD,
                )
            vector: Vectors = embedder.embed([query])[0]
            self._known[query] = vector
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
            return vector
