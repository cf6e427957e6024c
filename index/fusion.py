"""From several rankings to one. Pure functions over rows and scores; no index, no text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Ranking = tuple[tuple[int, float], ...]  # (row, score), best first

RRF_K = 60  # Cormack, Clarke and Buettcher 2009: the result changes little around it


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
    """Fuse by weighted scores, so that a ranking that is sure counts more than one that is not.

    Each ranking is scaled so that its best row is 1 and the score that means nothing (`lows`) is 0, after Bruch, Gai
    and Ingber 2023. A row that a ranking does not hold has that score there.
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
