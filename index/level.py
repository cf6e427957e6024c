"""One level of an index: rows of text that are scored by words and by meaning. How scores are fused is `fusion`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index import fusion, lexical
from index.content import LevelName
from index.lexical import LexicalIndex, LexicalRow
from index.types import Filter, Vectors, VectorStore

SMALL = 5_000  # rows of which all are scored: a few milliseconds, and the fused order is exact
FEW = 4  # where fewer than a quarter of the rows are asked for, those are scored and no others
DEPTH = 200  # rows that each ranking proposes above that

Rows = NDArray[np.int64]  # ascending


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores, one a row; of rows that a filter leaves out 0 and -1."""

    bm25: NDArray[np.float64]  # 0 where no term is shared
    cosine: NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """Rows with their vectors; BM25 is indexed in memory on first use unless a saved index is given."""

    name: LevelName
    documents: tuple[str, ...]  # of each row
    rows: Callable[[], Iterable[LexicalRow]]  # what is indexed of each, copied from the content where it has to be
    store: VectorStore
    saved: LexicalIndex | None = None

    @cached_property
    def words(self) -> LexicalIndex:
        """BM25 over the rows."""
        return self.saved if self.saved is not None else lexical.build(self.rows())

    @cached_property
    def _document_rows(self) -> dict[str, Rows]:
        rows: dict[str, list[int]] = {}
        for row, document in enumerate(self.documents):
            rows.setdefault(document, []).append(row)
        return {document: np.array(found, dtype=np.int64) for document, found in rows.items()}

    def scores(self, query: str, vector: Vectors, where: Filter) -> Scores:
        """Score every row that the filter allows. Takes time and memory proportional to the rows."""
        if where.documents:
            cosine = np.full(len(self.documents), -1.0)
            found = self.store.search(vector, len(self.documents), self._limited(where))
            cosine[[row for row, _ in found]] = [score for _, score in found]
        else:
            cosine = self.store.cosines(vector)
        return Scores(self.words.scores(query, where.documents), cosine)

    def allowed(self, where: Filter) -> Rows:
        """Return the rows that a filter leaves."""
        if not where.documents:
            return np.arange(len(self.documents), dtype=np.int64)
        named = dict.fromkeys(where.documents)
        found = [self._document_rows[document] for document in named if document in self._document_rows]
        return np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)

    def count(self, where: Filter) -> int:
        """Return how many rows a filter leaves."""
        named = dict.fromkeys(where.documents)
        return sum(len(self._document_rows.get(document, ())) for document in named) if named else len(self.documents)

    @property
    def is_small(self) -> bool:
        """Whether all rows are scored for a question."""
        return len(self.documents) <= SMALL

    def proposed(self, query: str, vector: Vectors, k: int, where: Filter) -> Rows:
        """Return the rows worth scoring: all of a small index, else the best of each ranking, k and at least DEPTH."""
        if self.is_small or self.count(where) <= k:
            return self.allowed(where)
        return self.nearest(query, vector, max(DEPTH, k), where)

    def nearest(self, query: str, vector: Vectors, depth: int, where: Filter) -> Rows:
        """Return the best rows of each ranking."""
        by_words = self.words.search(query, depth, where.documents)
        by_meaning = self.store.search(vector, depth, self._limited(where))
        return np.array(sorted({row for row, _ in (*by_words, *by_meaning)}), dtype=np.int64)

    def at(self, query: str, vector: Vectors, rows: Rows) -> Scores:
        """Score the rows given, in their order. The scores of a row do not depend on which others are given."""
        if len(rows) == len(self.documents) or (self.is_small and len(rows) * FEW > len(self.documents)):
            every = self.scores(query, vector, Filter())
            return Scores(every.bm25[rows], every.cosine[rows])
        bm25 = dict(self.words.search(query, len(rows), rows=rows.tolist())) if len(rows) else {}
        cosine = dict(self.store.search(vector, len(rows), rows))
        return Scores(
            np.array([bm25.get(row, 0.0) for row in rows.tolist()]), np.array([cosine[row] for row in rows.tolist()])
        )

    def blended(self, query: str, scores: Scores) -> NDArray[np.float64]:
        """Return the raw scores of a query as one score a row."""
        return fusion.blended(scores.bm25, scores.cosine, self.words.attainable(query))

    def _limited(self, where: Filter) -> Rows | None:
        return self.allowed(where) if where.documents else None
