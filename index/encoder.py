"""The question's side of an embedder: the right model, and no question embedded twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

from index.errors import REBUILD, IndexVersion
from index.reach import within
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
        """Return the vector of a question, shape (dimension,). Raise IndexVersion where the model is another one.

        A text far longer than any question is read up to where questions end.
        """
        return self.vectors((query,))[0]

    def vectors(self, queries: Sequence[str]) -> list[Vectors]:
        """Return the vector of each: the same as alone, in a fraction of the time where they are words."""
        read = [within(query) for query in queries]
        with self._lock:
            found = {one: self._known[one] for one in read if one in self._known}
            new = [one for one in dict.fromkeys(read) if one not in found]
            if new:
                found.update(zip(new, self._embedded(new), strict=True))
            for one in read:
                self._known[one] = found[one]
                self._known.move_to_end(one)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return [found[one] for one in read]

    def _embedded(self, texts: list[str]) -> Vectors:
        embedder = self._embedder()
        if embedder.id != self._expected:
            raise IndexVersion(
                f"the index was made with the embedder {self._expected}, this is {embedder.id}",
                REBUILD,
            )
        return embedder.embed(texts)
