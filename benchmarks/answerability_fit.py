"""The weights of assistant/vocabulary/confidence.toml, worked out again by ridge logistic regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.confidence import weighed
from benchmarks.answerability_sets import Outcome

Vector = NDArray[np.float64]
WAYS = ("calculated", "partial", "not_found")  # of answering; a quoted answer is what the bias tells
_RIDGE = 0.3  # rather more freedom than shrinkage: there are nine weights and hundreds of questions
_STEPS = 30  # of Newton's method; it is done after about ten


def sentence(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return [sentence]: what each sign is worth, on questions of which about half are near misses."""
    names = tuple(outcomes[0].signs)
    return _named(names, [[one.signs[name] for name in names] for one in outcomes], outcomes)


def answer(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return [answer]: what the sentence and the way of answering are worth."""
    rows = [[weighed("sentence", one.signs), *(float(one.way == way) for way in WAYS)] for one in outcomes]
    return _named(("sentence", *WAYS), rows, outcomes)


def _named(names: Sequence[str], rows: Sequence[Sequence[float]], outcomes: Sequence[Outcome]) -> dict[str, float]:
    found = _logistic(np.array(rows, float), np.array([one.asked.holds for one in outcomes], float))
    return dict(zip((*names, "bias"), (round(float(weight), 2) for weight in found), strict=True))


def _logistic(signs: Vector, holds: Vector) -> Vector:
    """Return the weights, the bias last, by Newton's method; the bias is not shrunk."""
    rows = np.c_[signs, np.ones(len(signs))]
    ridge = _RIDGE * np.diag([1.0] * signs.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - holds) + ridge @ weights
        bend = (rows.T * (likely * (1.0 - likely))) @ rows + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights
