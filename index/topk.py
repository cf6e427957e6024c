"""The best k with ties broken by row, from engines that break ties in their own ways."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", int, str)  # a row, or the id of a passage


def best(fetch: Callable[[int], list[tuple[Key, float]]], k: int, total: int) -> tuple[tuple[Key, float], ...]:
    """Return up to k (row, score) pairs, best first, ties by row. `total` is at least as many as there are.

    `fetch(count)` gives the engine's best `count` pairs; more are fetched while the last place is shared,
    because an engine may leave out a lower row with the same score.
    """
    if k <= 0 or total <= 0:
        return ()
    count = min(k + 1, total)
    pairs = fetch(count)
    while len(pairs) == count < total and k <= count and _shared(pairs, k):
        count = min(count * 2, total)
        pairs = fetch(count)
    # By row and then, which keeps that order among equals, by score: no key is made of each pair.
    ordered = sorted(sorted(pairs, key=itemgetter(0)), key=itemgetter(1), reverse=True)
    return tuple(ordered[:k])


def _shared(pairs: list[tuple[Key, float]], k: int) -> bool:
    """Say whether the lowest fetched score reaches up to place k."""
    scores = sorted((score for _, score in pairs), reverse=True)
    return scores[k - 1] == scores[-1]


def rounded(scores: NDArray[Any], places: int) -> list[float]:
    """Return single-precision scores to some decimal places, as `round` has them.

    Exact: 24 bits times a power of ten below 10^9 fit into a double, so that nothing but the rounding rounds.
    """
    found: list[float] = np.round(scores.astype(np.float64), places).tolist()
    return found
