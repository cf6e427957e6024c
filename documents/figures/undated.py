"""Days, months and quarters without a year, which take that of the text around them: "9 May", "the third quarter"."""

from __future__ import annotations

import calendar

from documents.figures.period_forms import day_at, month_at
from documents.figures.tokens import Token
from documents.figures.year_forms import HYPHENS, Dated, low_at, months_of, year_at

_LEAP = 2000  # any year in which every day of the calendar exists
_RUNNING = frozenset({"to", "ended", "ending"})
_SPANS = frozenset({"year", "quarter", "months", "half"})


def undated_at(tokens: tuple[Token, ...], i: int, year: int) -> Dated | None:
    """Return the day that starts at token i, or the month that ends a span of time, in the given year."""
    day = day_at(tokens, i)
    if day is not None:
        month = month_at(tokens, day[1] + (low_at(tokens, day[1]) == "of"))
        last = day[1] + 1 + (low_at(tokens, day[1]) == "of")
    else:
        month = month_at(tokens, i)
        day = day_at(tokens, i + 1) if month else None
        last = day[1] if day else i + 1
    if month is None:
        return None
    if day is None:
        spanning = low_at(tokens, i - 1) in _RUNNING and low_at(tokens, i - 2) in _SPANS
        return Dated(*months_of(year, month, month), i, i + 1) if spanning else None
    if year_at(tokens, last) is not None or not _day(tokens, i, last) or day[0] > calendar.monthrange(year, month)[1]:
        return None
    exact = (year, month, day[0])
    return Dated(exact, exact, i, last)


def dateless(tokens: tuple[Token, ...], i: int) -> int:
    """Return the position after a day and month without a year at token i, else i."""
    if tokens[i].kind == "mark":
        return i
    found = undated_at(tokens, i, _LEAP)
    return found.last if found is not None and found.start == found.end else i


def _day(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Say whether a number beside a month is a day: "May 9", not "in May 9 people" or "In March 12% left"."""
    after = tokens[last] if last < len(tokens) else None
    if tokens[i].kind == "number":
        return True
    closed = after is None or (after.kind == "mark" and after.text not in "%-–") or after.line
    lead = low_at(tokens, i - 1) in ("on", "until", "by", "since", "from", "before", "after", "of")
    return closed or lead or low_at(tokens, last) in ("the", "a", "and", "to", "that", "when", "at", "in")


_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_AHEAD = frozenset({"will", "would", "expect", "expects", "expected", "plan", "plans", "next", "until", "could", "due"})


def quarter_at(tokens: tuple[Token, ...], i: int, day: str, named: bool) -> Dated | None:
    """Return the quarter without a year at token i, as a text of the ISO day means it: the last one that had begun.

    `named` says that the sentence has named a quarter before, so that "and $2 in the second" is one as well. What is
    still to come is of no certain year, and gives None.
    """
    number = _QUARTERS.get(tokens[i].low)
    if number is None or any(token.low in _AHEAD for token in tokens):
        return None
    last = i + 1
    if not tokens[i].low.startswith("q"):
        j = last + (low_at(tokens, last) in HYPHENS)
        whole = low_at(tokens, j) == "quarter"
        closed = last >= len(tokens) or tokens[last].kind == "mark" or low_at(tokens, last) in ("and", "or", "but")
        if not whole and not (named and closed and [low_at(tokens, i - 2), low_at(tokens, i - 1)] == ["in", "the"]):
            return None
        last = j + 1 if whole else last
    if low_at(tokens, last) == "of" or year_at(tokens, last) is not None:
        return None  # "the third quarter of the match", "of its fiscal year"
    year, month = int(day[:4]), int(day[5:7])
    return Dated(*months_of(year - (3 * number - 2 > month), 3 * number - 2, 3 * number), i, last)
