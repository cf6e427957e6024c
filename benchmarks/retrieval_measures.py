"""What `retrieval.py` counts. A ranking is a sequence of rows, best first; gold are the rows that hold each thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import numpy as np

Order = Sequence[int]
Gold = tuple[frozenset[int], ...]
Measure = Callable[[Order, Gold], float]


def found_within(k: int) -> Measure:
    """1 where any of what is wanted is among the best k."""
    return lambda order, gold: float(any(row in wanted for row in order[:k] for wanted in gold))


def all_within(k: int) -> Measure:
    """1 where all of what is wanted is among the best k."""
    return lambda order, gold: float(all(any(row in wanted for row in order[:k]) for wanted in gold))


def share_within(k: int) -> Measure:
    """The share of what is wanted that is among the best k."""
    return lambda order, gold: float(np.mean([any(row in wanted for row in order[:k]) for wanted in gold]))


def reciprocal(order: Order, gold: Gold) -> float:
    """1 / rank of the first that is wanted, 0 beyond ten."""
    ranks = (rank for rank, row in enumerate(order[:10], 1) if any(row in wanted for wanted in gold))
    return 1 / next(ranks, float("inf"))


def by_thing(found: Iterable[tuple[Order, Gold]], k: int) -> float:
    """For each thing that is wanted the share of its questions that find it among the best k; the mean over things.

    A few facts are wanted by many questions, and weigh here as much as any other.
    """
    hits: dict[Hashable, list[bool]] = {}
    for order, gold in found:
        for wanted in gold:
            hits.setdefault(wanted, []).append(any(row in wanted for row in order[:k]))
    return float(np.mean([np.mean(one) for one in hits.values()]))


def auroc(answered: Sequence[float], others: Sequence[float]) -> float:
    """The chance that a question with an answer scores above one without; a tie counts as half."""
    above = np.array(answered)[:, None] - np.array(others)[None, :]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


FIRST: Mapping[str, Measure] = {
    "first": found_within(1),
    "in 3": found_within(3),
    "MRR@10": reciprocal,
    "all in 10": all_within(10),
}
FACTS: Mapping[str, Measure] = {
    "all in 10": all_within(10),
    "recall@10": share_within(10),
    "any in 4": found_within(4),
}
BY_THING = "recall@10 by fact"
