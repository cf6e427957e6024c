"""From several rankings to one. Pure functions over rows and scores; no index, no text.

`blended`, `in_context` and `with_clauses` make what ships; `reciprocal_rank` and `convex` are what it is compared with
(`benchmarks/results/retrieval.md`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ranking = tuple[tuple[int, float], ...]  # (row, score), best first
Array = NDArray[np.float64]

RRF_K = 60  # Cormack, Clarke and Buettcher 2009: the result changes little around it
# Of a row's score by words and by meaning, where both are on a scale of their own that is the same for every question
# (1: all words of the question; the same meaning). All tables of the benchmark are best or within a question of it
# from 0.5 to 0.7.
DENSE_WEIGHT = 0.6
# A sentence is read in its passage: "It took eleven months" is about what stands around it. Evidence of our own sets
# first 0.60 without, 0.65 with 0.5, and all of it in ten 0.84 and 0.92; squad2 gains a question.
CONTEXT_WEIGHT = 0.5


def blended(bm25: Array, cosine: Array, attainable: float) -> Array:
    """Return one score a row: BM25 as a share of what is attainable, and the cosine, weighted.

    Neither is divided by the best row's: where no row meets the words, a best of 1 would make the poor look sure.
    """
    share: Array = bm25 / attainable if attainable > 0.0 else np.zeros_like(bm25)
    return (1.0 - DENSE_WEIGHT) * share + DENSE_WEIGHT * cosine


def in_context(own: Array, around: Array) -> Array:
    """Return the mean of the scores of rows and of what each stands in, on the scale of both."""
    return (own + CONTEXT_WEIGHT * around) / (1.0 + CONTEXT_WEIGHT)


def with_clauses(whole: Array, clauses: Sequence[Array]) -> Array:
    """Return the mean of the score by the whole question and by the clause that a row fits best.

    Each clause's best row counts as much as the best by the whole question, so that each clause is heard.
    """
    tops = [(scores, float(scores.max(initial=0.0))) for scores in clauses]
    heard = [scores / top for scores, top in tops if top > 0.0]
    if not heard:
        return whole
    by_clause: Array = float(whole.max(initial=0.0)) * np.max(heard, axis=0)
    return 0.5 * (whole + by_clause)


def reciprocal_rank(rankings: Sequence[Sequence[int]], k: int = RRF_K) -> Ranking:
    """Fuse by rank alone: each ranking gives a row 1 / (k + rank), ranks from 1.

    Example: [[7, 3], [3]] -> row 3 with 1/62 + 1/61, row 7 with 1/61
    """
    fused: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, 1):
            fused[row] = fused.get(row, 0.0) + 1.0 / (k + rank)
    return ordered(fused)


def convex(rankings: Sequence[Mapping[int, float]], weights: Sequence[float], lows: Sequence[float]) -> Ranking:
    """Fuse by weighted scores, each ranking scaled so that its best row is 1 and a score of `lows` is 0.

    After Bruch, Gai and Ingber 2023. A row that a ranking does not hold has the low score there.
    """
    fused: dict[int, float] = {}
    for ranking, weight, low in zip(rankings, weights, lows, strict=True):
        reach = max(ranking.values(), default=low) - low
        for row, score in ranking.items():
            fused[row] = fused.get(row, 0.0) + (weight * (score - low) / reach if reach > 0 else 0.0)
    return ordered(fused)


def ordered(scores: Mapping[int, float]) -> Ranking:
    """Best first, ties by row; scores rounded to 9 places so that order is the same everywhere."""
    rounded = ((row, round(score, 9)) for row, score in scores.items())
    return tuple(sorted(rounded, key=lambda pair: (-pair[1], pair[0])))
