"""How well rows answer a question: by all of it, by each of its clauses, and by the passage around a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import fusion
from index.clauses import clauses
from index.level import DEPTH, Level, Rows, Scores
from index.types import Filter, Hit, Vectors

PLACES = 50  # passages of which a large index scores every sentence: one may be found by what stands around it alone


@dataclass(frozen=True, slots=True)
class Relevance:
    """Rows with their scores, which mean the same for every question: 0 is unrelated, 1 about the question itself."""

    rows: Rows
    score: NDArray[np.float64]  # rounded to 9 places so that order is the same everywhere
    raw: Scores  # of the whole question

    def best(self, k: int) -> tuple[Hit, ...]:
        """Return up to k hits, best first, ties by row; ranks are those among the rows that were scored."""
        order = np.lexsort((self.rows, -self.score))[:k]
        rankings = {"bm25": self.raw.bm25, "cosine": self.raw.cosine}
        return tuple(
            Hit(
                int(self.rows[at]),
                float(self.score[at]),
                tuple(
                    (name, 1 + int((scores > scores[at]).sum()), float(scores[at]))
                    for name, scores in rankings.items()
                    if name != "bm25" or scores[at] > 0.0
                ),
            )
            for at in order
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a question is looked for: a level, and the level of what its rows stand in, if there is one."""

    level: Level
    around: Level | None = None
    place: Rows | None = None  # for each row of `level` the row of `around` that it stands in

    def relevance(self, question: str, vector: Callable[[str], Vectors], where: Filter, k: int) -> Relevance:
        """Score the rows that a search for the best k looks at: in a small index all that the filter allows."""
        asked = (question, *clauses(question))
        if self.level.is_small:
            return self._weighed(asked, vector, self.level.allowed(where))
        rows = np.unique(np.concatenate([self._proposed(text, vector(text), k, where) for text in asked]))
        return self._weighed(asked, vector, rows)

    def likely(self, question: str, vector: Callable[[str], Vectors], k: int) -> Relevance:
        """Score the best k rows of each ranking alone: enough to tell which texts a question is about."""
        asked = (question, *clauses(question))
        rows = np.unique(np.concatenate([self.level.nearest(text, vector(text), k, Filter()) for text in asked]))
        return self._weighed(asked, vector, rows)

    def _weighed(self, asked: Sequence[str], vector: Callable[[str], Vectors], rows: Rows) -> Relevance:
        question = asked[0]
        raw = self.level.at(question, vector(question), rows)
        whole, *parts = (self._scored(text, vector(text), rows, raw if text == question else None) for text in asked)
        return Relevance(rows, np.round(fusion.with_clauses(whole, parts), 9), raw)

    def _proposed(self, text: str, vector: Vectors, k: int, where: Filter) -> Rows:
        """The rows that a ranking proposes, and all that stand in what is best around them."""
        own = self.level.proposed(text, vector, k, where)
        if self.around is None or self.place is None or len(own) == self.level.count(where):
            return own
        places = self.around.nearest(text, vector, DEPTH, where)
        scores = self.around.blended(text, self.around.at(text, vector, places))
        best = places[np.lexsort((places, -np.round(scores, 9)))[:PLACES]]
        return np.concatenate([own, np.flatnonzero(np.isin(self.place, best))])

    def _scored(self, text: str, vector: Vectors, rows: Rows, raw: Scores | None) -> NDArray[np.float64]:
        own = self.level.blended(text, raw if raw is not None else self.level.at(text, vector, rows))
        if self.around is None or self.place is None:
            return own
        places, back = np.unique(self.place[rows], return_inverse=True)
        around = self.around.blended(text, self.around.at(text, vector, places))
        return fusion.in_context(own, around[back])
