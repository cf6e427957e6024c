"""The forms in which periods are written, each read by one function: "Q1 2025", "7 July 2025", "FY2023", "2012-13".

Only the bare period; "by the end of" and "since" are put around it in `periods`.
"""

from __future__ import annotations

import calendar
from functools import cache

from documents.figures.tokens import Token
from documents.figures.vocabulary import numbers
from documents.figures.year_forms import (
    HYPHENS,
    PARTS,
    Dated,
    fiscal,
    full_year,
    low_at,
    months_of,
    part_of_year,
    year_after,
    year_at,
    years,
)

_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


_HALVES = {"h1": 1, "h2": 2}


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}


_COUNTS = {"three": 3, "six": 6, "nine": 9, "3": 3, "6": 6, "9": 9}


@cache
def _openers() -> frozenset[str]:
    """Return the words that a period can start with."""
    return frozenset({*_NTH, *PARTS, *numbers("months"), "fy", "fiscal", "financial", "calendar"})


def period_at(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Return the period that starts at token i, trying the longest forms first."""
    token = tokens[i]
    if token.kind == "mark" or (token.kind == "word" and token.low.rstrip(".") not in _openers()):
        return None
    for form in (_iso_date, _quarter, _nth_part, _day_month, _month, fiscal, part_of_year, years):
        found = form(tokens, i)
        if found is not None:
            return found
    return None


def _iso_date(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read 2024-03-12 and 2024/03/12."""
    year = year_at(tokens, i)
    if year is None or i + 4 >= len(tokens):
        return None
    a, month, b, day = tokens[i + 1 : i + 5]
    if a.text not in "-/" or b.text != a.text or any(token.gap for token in (a, month, b, day)):
        return None
    if not (month.text.isdecimal() and day.text.isdecimal() and 1 <= int(month.text) <= 12 and len(day.text) <= 2):
        return None
    number = int(day.text)
    if not 1 <= number <= calendar.monthrange(year, int(month.text))[1]:
        return None
    exact = (year, int(month.text), number)
    return Dated(exact, exact, i, i + 5)


def _quarter(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read Q1 2025, Q1-Q3 2024, H1 2024, 1Q25, 2H 2024."""
    low = tokens[i].low
    if len(low) >= 2 and low[0] in "1234" and low[1] in "qh" and (len(low) == 2 or low[2:].isdecimal()):
        number, kind, rest = int(low[0]), low[1], low[2:]
        year = (full_year(int(rest)), i + 1) if len(rest) in (2, 4) else year_after(tokens, i + 1) if not rest else None
        return _quartered(kind, number, number, year, i)
    head, _, tail = low.partition("-")
    kind = "q" if head in _QUARTERS else "h" if head in _HALVES else ""
    if not kind:
        return None
    number = (_QUARTERS if kind == "q" else _HALVES)[head]
    last, j = number, i + 1
    if tail in _QUARTERS:
        last = _QUARTERS[tail]
    elif tail:
        year = (full_year(int(tail)), i + 1) if tail.isdecimal() and len(tail) in (2, 4) else None
        return _quartered(kind, number, number, year, i)
    elif low_at(tokens, j) in HYPHENS | {"to", "and"} and low_at(tokens, j + 1) in _QUARTERS:
        last, j = _QUARTERS[low_at(tokens, j + 1)], j + 2
    return _quartered(kind, number, last, year_after(tokens, j), i)


def _quartered(kind: str, first: int, last: int, year: tuple[int, int] | None, i: int) -> Dated | None:
    if year is None or (kind == "h" and last > 2) or last < first:
        return None
    size = 3 if kind == "q" else 6
    start, end = months_of(year[0], (first - 1) * size + 1, last * size)
    return Dated(start, end, i, year[1])


def _nth_part(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "first quarter of 2025", "second half 2024", "first nine months of 2023"."""
    number = _NTH.get(tokens[i].low)
    if number is None:
        return None
    j = i + 1
    if low_at(tokens, j) == "-":
        j += 1
    word = low_at(tokens, j)
    months = _COUNTS.get(word)
    if months and low_at(tokens, j + 1) in ("months", "month") and number == 1:
        year = year_after(tokens, j + 2)
        return Dated(*months_of(year[0], 1, months), i, year[1]) if year else None
    if word == "half" and tokens[i].low in ("last", "final", "second", "2nd"):
        number = 2
    if word not in ("quarter", "half") or (word == "half" and number > 2):
        return None
    return _quartered(word[0], number, number, year_after(tokens, j + 1), i)


def month_at(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the month named at token i, with a capital."""
    month = numbers("months").get(low_at(tokens, i).rstrip("."))
    return month if month and tokens[i].text[0].isupper() else None


def day_at(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """Return the day of the month at token i ("7", "7th") and the position after it."""
    text = low_at(tokens, i)
    if not text.isdecimal() or len(text) > 2 or not 1 <= int(text) <= 31:
        return None
    ordinal = low_at(tokens, i + 1) in ("st", "nd", "rd", "th") and not tokens[i + 1].gap
    return int(text), i + 1 + ordinal


def _day_month(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "12 March 2024", "the 12th of March 2024" (from the number on) and "July 7, 2025"."""
    day = day_at(tokens, i)
    if day is not None:
        j = day[1] + (low_at(tokens, day[1]) == "of")
        month = month_at(tokens, j)
        year = year_at(tokens, j + 1 + (low_at(tokens, j + 1) in (",", "."))) if month else None
        last = j + 2 + (low_at(tokens, j + 1) in (",", "."))
    else:
        month = month_at(tokens, i)
        j = i + 1 + (low_at(tokens, i + 1) == "." and month is not None)
        day = day_at(tokens, j) if month else None
        comma = day is not None and low_at(tokens, day[1]) == ","
        year = year_at(tokens, day[1] + comma) if day else None
        last = day[1] + comma + 1 if day else i
    if day is None or month is None or year is None or day[0] > calendar.monthrange(year, month)[1]:
        return None
    exact = (year, month, day[0])
    return Dated(exact, exact, i, last)


def _month(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "March 2021", "March of 2021", "Mar. 2021", "January to March 2021"."""
    month = month_at(tokens, i)
    if month is None:
        return None
    last, j = month, i + 1 + (low_at(tokens, i + 1) == "." and not tokens[i + 1].gap)
    if low_at(tokens, j) in HYPHENS | {"to", "through", "and"}:
        other = month_at(tokens, j + 1)
        if other is not None and other > month:
            last, j = other, j + 2
    year = year_after(tokens, j) if low_at(tokens, j) != "in" else None
    if year is None:
        return None
    closing = month_at(tokens, year[1] + 1) if last == month and _spans(tokens, i, year[1]) else None
    until = year_after(tokens, year[1] + 2) if closing is not None else None
    if closing is not None and until is not None and until[0] > year[0]:
        return Dated(months_of(year[0], month, month)[0], months_of(until[0], closing, closing)[1], i, until[1])
    return Dated(*months_of(year[0], month, last), i, year[1])


def _spans(tokens: tuple[Token, ...], i: int, j: int) -> bool:
    """Say whether a span of time opens before token i and goes on at j: "between May 2021 | and", "from ... to"."""
    return (low_at(tokens, i - 1), low_at(tokens, j)) in (("between", "and"), ("from", "to"), ("from", "until"))
