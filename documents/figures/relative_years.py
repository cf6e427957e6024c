"""Years told from the day of the text: "last year", "April of this year", "the second half of last year"."""

from __future__ import annotations

import calendar

from documents.figures.period_forms import day_at, month_at
from documents.figures.tokens import Token
from documents.figures.vocabulary import words
from documents.figures.year_forms import HYPHENS, Dated, low_at, months_of

_BACK = {"last": -1, "this": 0, "next": 1}
_NOT_BEFORE = frozenset({"the", "its", "their", "his", "her", "our", "every", "whose"})
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_QUOTES = frozenset('"“”«»')


def relative_at(tokens: tuple[Token, ...], i: int, day: str) -> Dated | None:
    """Return the period at token i whose year is told from the ISO day of the text."""
    plain = _year(tokens, i, day)
    if plain is not None:
        return Dated(*months_of(plain[0], 1, 12), i, plain[1])
    return _part(tokens, i, day) or _day_or_month(tokens, i, day)


def quoted(tokens: tuple[Token, ...]) -> bool:
    """Say whether somebody's words are quoted, which may be of another year than the text."""
    return any(token.text in _QUOTES for token in tokens)


def of_other_years(tokens: tuple[Token, ...]) -> bool:
    """Say whether the sentence counts in years that are no calendar years: "this fiscal year, against $6 last year"."""
    return any(token.low in ("fiscal", "financial") for token in tokens)


def _year(tokens: tuple[Token, ...], i: int, day: str) -> tuple[int, int] | None:
    """Return the year of "last year" at token i and the position after it; "the last year" is no year of its own."""
    back = _BACK.get(low_at(tokens, i))
    if back is None or low_at(tokens, i + 1) != "year" or low_at(tokens, i - 1) in _NOT_BEFORE:
        return None
    after = low_at(tokens, i + 2)
    touching = i + 2 < len(tokens) and not tokens[i + 2].gap and after in HYPHENS | {"'", "’"}
    told = after in ("of", "before") or after in words("auxiliaries", name="grammar")  # "if next year is a bad one"
    return None if touching or told else (int(day[:4]) + back, i + 2)


def _year_after(tokens: tuple[Token, ...], i: int, day: str) -> tuple[int, int] | None:
    return _year(tokens, i + (low_at(tokens, i) in ("of", ",")), day)


def _part(tokens: tuple[Token, ...], i: int, day: str) -> Dated | None:
    """Read "the second half of last year", "first quarter of this year"."""
    number, kind = _NTH.get(low_at(tokens, i)), low_at(tokens, i + 1)
    if number is None or kind not in ("half", "quarter"):
        return None
    year = _year_after(tokens, i + 2, day)
    size = 3 if kind == "quarter" else 6
    number = min(number, 12 // size)
    return Dated(*months_of(year[0], (number - 1) * size + 1, number * size), i, year[1]) if year else None


def _day_or_month(tokens: tuple[Token, ...], i: int, day: str) -> Dated | None:
    """Read "April of last year", "30 June this year", "June 30 this year"."""
    dated = day_at(tokens, i)
    month = month_at(tokens, dated[1] if dated else i)
    if month is None:
        return None
    j = (dated[1] if dated else i) + 1
    if dated is None and (dated := day_at(tokens, j)) is not None:
        j = dated[1]
    year = _year_after(tokens, j, day)
    if year is None:
        return None
    if dated is None:
        return Dated(*months_of(year[0], month, month), i, year[1])
    if dated[0] > calendar.monthrange(year[0], month)[1]:
        return None
    return Dated((year[0], month, dated[0]), (year[0], month, dated[0]), i, year[1])
