"""The time in which what a figure counts came about: what came in an hour is not set against what came in a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from assistant.evaluate import conversion
from assistant.words import vocabulary
from documents.figures.types import Figure

LENGTH_MATTERS = Fraction(3, 2)  # a quarter against a year is unfair, 30 days against 31 is not


def spans(left: Figure, right: Figure) -> tuple[str, str] | None:
    """Return the two times, as the article calls them, where what came about did so in times of different length."""
    mine, other = _days(left), _days(right)
    if (
        mine is None
        or other is None
        or _goal_of(left, right)
        or _goal_of(right, left)
        or max(mine, other) <= LENGTH_MATTERS * min(mine, other)
    ):
        return None
    return _called(left), _called(right)


def _goal_of(whole: Figure, part: Figure) -> bool:
    """Say whether a goal or forecast is set against what has come of it so far: the rest is still to come."""
    mine, other = whole.period, part.period
    if mine is None or other is None or whole.status == "actual" or part.status != "actual":
        return False
    return mine.start <= other.start and other.end <= mine.end


def _days(figure: Figure) -> Fraction | None:
    """Return in how many days it came about; None of what is there at a time, of a price, of a share."""
    if figure.within is not None:
        quantity = figure.within
        into = conversion(quantity.unit, "day")
        return None if into is None or quantity.low != quantity.high else Fraction(quantity.low) * into
    period = figure.period
    if period is None or period.cumulative or figure.kind not in _accruing() or figure.quantity.per is not None:
        return None
    if figure.quantity.dimension in ("share", "points", "fraction", "factor", "duration"):
        return None
    return Fraction((date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1)


def _called(figure: Figure) -> str:
    period = figure.period.surface if figure.period is not None else ""
    return " ".join((figure.within.surface if figure.within is not None else period).split())


@cache
def _accruing() -> frozenset[str]:
    return frozenset(vocabulary("kinds_asked")["accruing"])
