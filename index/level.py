"""One level of an index: rows of text that are ranked by words and by meaning, and the fusion of the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index import fusion, lexical
from index.content import LevelName
from index.lexical import LexicalIndex, LexicalRow
from index.types import Filter, Hit, Vectors, VectorStore

# Gold first on squad2, with `benchmarks/retrieval.py`: sentences 0.849 and 0.825 (reciprocal rank fusion 0.781 and
# 0.753, which forgets how sure BM25 was), passages 0.896 and 0.865 (0.837 and 0.789); multihop, all facts in the best
# ten: 0.655 (0.638). Weights from 0.4 to 0.6 differ by a question or two.
DENSE_WEIGHT = 0.5
COSINE_LOW = 0.0  # unrelated texts lie around it; scaled from -1 all texts would seem alike, and BM25 decide alone
SMALL = 5_000  # rows of which all are scored: a few milliseconds, and the fused order is exact
DEPTH = 200  # rows that each ranking proposes above that


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores of every row; rows that a filter leaves out hold 0 and -1."""

    bm25: NDArray[np.float64]  # shape (rows,), 0 where no term is shared
    cosine: NDArray[np.float64]  # shape (rows,)


@dataclass(frozen=True)
class Level:
    """Rows with their vectors; BM25 is indexed in memory on first use unless a saved index is given."""

    name: LevelName
    rows: tuple[LexicalRow, ...]
    store: VectorStore
    saved: LexicalIndex | None = None

    @cached_property
    def words(self) -> LexicalIndex:
        """BM25 over the rows."""
        return self.saved if self.saved is not None else lexical.build(self.rows)

    @cached_property
    def _document_rows(self) -> dict[str, NDArray[np.int64]]:
        rows: dict[str, list[int]] = {}
        for row, entry in enumerate(self.rows):
            rows.setdefault(entry.document, []).append(row)
        return {document: np.array(found, dtype=np.int64) for document, found in rows.items()}

    def scores(self, query: str, vector: Vectors, where: Filter) -> Scores:
        """Score every row that the filter allows. Takes time and memory proportional to the rows."""
        bm25 = np.zeros(len(self.rows))
        cosine = np.full(len(self.rows), -1.0)
        for row, score in self.words.search(query, len(self.rows), where.documents):
            bm25[row] = score
        for row, score in self.store.search(vector, len(self.rows), self._allowed(where)):
            cosine[row] = score
        return Scores(bm25, cosine)

    def search(self, query: str, vector: Vectors, k: int, where: Filter) -> tuple[Hit, ...]:
        """Return up to k rows, best first, ties by row."""
        depth = len(self.rows) if len(self.rows) <= SMALL else max(DEPTH, k)
        bm25 = self.words.search(query, depth, where.documents)
        cosine = self.store.search(vector, depth, self._allowed(where))
        raw = {"bm25": dict(bm25), "cosine": dict(cosine)}
        ranked = {name: {row: rank for rank, row in enumerate(scores, 1)} for name, scores in raw.items()}
        complete = self._completed(query, vector, raw["bm25"], raw["cosine"])
        fused = fusion.convex(complete, [1.0 - DENSE_WEIGHT, DENSE_WEIGHT], [0.0, COSINE_LOW])[:k]
        return tuple(
            Hit(row, score, tuple((name, ranks[row], raw[name][row]) for name, ranks in ranked.items() if row in ranks))
            for row, score in fused
        )

    def _completed(
        self, query: str, vector: Vectors, bm25: Mapping[int, float], cosine: Mapping[int, float]
    ) -> tuple[Mapping[int, float], Mapping[int, float]]:
        """Give every proposed row both scores: one that only one ranking proposes would count as worst in the other."""
        by_words = [row for row in bm25 if row not in cosine]
        by_meaning = [row for row in cosine if row not in bm25] if len(cosine) < len(self.rows) else []
        more_cosine = self.store.search(vector, len(by_words), np.array(by_words, dtype=np.int64)) if by_words else ()
        more_bm25 = self.words.search(query, len(by_meaning), rows=by_meaning) if by_meaning else ()
        return {**bm25, **dict(more_bm25)}, {**cosine, **dict(more_cosine)}

    def _allowed(self, where: Filter) -> NDArray[np.int64] | None:
        if not where.documents:
            return None
        found = [self._document_rows[document] for document in where.documents if document in self._document_rows]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)
