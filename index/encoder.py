"""The question's side of an embedder: loaded when the first question needs it, and no question embedded twice."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from index.embedders import recipe
from index.errors import IndexVersion
from index.types import Embedder, Vectors

_REMEMBERED = 256  # questions: a conversation and its suggestions, 1.5 kB each


class Encoder:
    """Turns questions into vectors of the model that an index was made with. Safe to share between threads."""

    def __init__(self, name: str, expected_id: str, embedder: Embedder | None = None) -> None:
        """`name` is looked up on the first question, unless a loaded embedder is given."""
        self._name = name
        self._expected = expected_id
        self._embedder = embedder
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def load(self) -> Embedder:
        """Load the model now. Raise IndexVersion where it is not the one that the index was made with."""
        with self._lock:
            return self._loaded()

    def vector(self, query: str) -> Vectors:
        """Return the vector of a question, shape (dimension,)."""
        with self._lock:
            if query in self._known:
                self._known.move_to_end(query)
                return self._known[query]
            vector: Vectors = self._loaded().embed([query])[0]
            self._known[query] = vector
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
            return vector

    def _loaded(self) -> Embedder:
        if self._embedder is None:
            found = recipe(self._name)
            _same(found.id(), self._expected)
            self._embedder = found.build()
        _same(self._embedder.id, self._expected)
        return self._embedder


def _same(found: str, expected: str) -> None:
    if found != expected:
        raise IndexVersion(
            f"the index was made with the embedder {expected}, this is {found}", "run `article-assistant index --force`"
        )
