"""The latest of several times of which a table tells the same two measures: a row for this year, one for the last."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.agreement import same_metric
from assistant.operands import Candidate

_Pair = tuple[Candidate, Candidate]


def newest(best: _Pair, pairs: Iterable[_Pair]) -> _Pair:
    """Return the pair of the same two measures that is of the latest time, where a table has a row for each time."""
    latest, end = best, ""
    for pair in pairs:
        period = pair[0].figure.period if pair[0].figure.row else None
        if period is None or period != pair[1].figure.period or period.end <= end:
            continue
        if all(_alike(own, one) for own, one in zip(pair, best, strict=True)):
            latest, end = pair, period.end
    return latest


def _alike(one: Candidate, other: Candidate) -> bool:
    return one.figure.subject == other.figure.subject and same_metric(one.figure, other.figure)
