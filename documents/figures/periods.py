"""Calendar periods that a text names: "Q1 2025", "by the end of 2024", "7 July 2025", "FY2023", "2012-13".

A period needs a year in its own words; "the first quarter" alone is none. Durations belong in quantities.
"""

from __future__ import annotations

from dataclasses import replace

from documents.figures.period_forms import period_at
from documents.figures.relative_years import of_other_years, quoted, relative_at
from documents.figures.tokens import Token, tokenize
from documents.figures.types import Period
from documents.figures.undated import quarter_at, undated_at
from documents.figures.year_forms import Dated, low_at
from documents.types import Span

_UP_TO = frozenset({"by", "until", "till", "through"})


_OPEN_END = (9999, 12, 31)  # "since 2019": the text does not say until when


def periods(
    text: str, start: int = 0, end: int | None = None, *, day: str | None = None
) -> tuple[tuple[Period, Span], ...]:
    """Return the periods named in text[start:end] in order, with spans in `text`; `day` dates quarters without a year.

    Example: "sold in Q1 2025" -> Period("2025-01-01", "2025-03-31", "Q1 2025")
    """
    tokens = tokenize(text, start, end)
    return tuple(period_of(tokens, dated, text) for dated in dated_periods(tokens, day=day))


def period_of(tokens: tuple[Token, ...], dated: Dated, text: str) -> tuple[Period, Span]:
    """Return the dated tokens as a period with its span."""
    span = Span(tokens[dated.first].start, tokens[dated.last - 1].end)
    return Period(_iso(dated.start), _iso(dated.end), span.of(text), dated.cumulative), span


def dated_periods(tokens: tuple[Token, ...], year: int | None = None, day: str | None = None) -> list[Dated]:
    """Return the periods over tokens, left to right, none overlapping.

    Days without a year are in `year`, if given; quarters without one are those before the ISO `day` of the text, from
    which "last year" is told as well.
    """
    found: list[Dated] = []
    other = of_other_years(tokens) or (
        quoted(tokens) and any(period_at(tokens, j) is not None for j in range(len(tokens)))
    )
    i = 0
    while i < len(tokens):
        dated = period_at(tokens, i)
        if dated is None and day is not None and tokens[i].kind != "mark" and not other:
            dated = relative_at(tokens, i, day)
        if dated is None and year is not None and tokens[i].kind != "mark":
            dated = undated_at(tokens, i, year)
        elif dated is not None and _calendar(dated):
            year = dated.end[0] if year is not None else None
        if dated is None and day is not None and tokens[i].kind != "mark":
            quarters = any("quarter" in (token.low, token.low[:-1]) for token in tokens[:i])
            dated = quarter_at(tokens, i, day, quarters)
        if dated is not None:
            found.append(_ended(tokens, dated, found[-1].last if found else 0))
            i = dated.last
        else:
            i += 1
    return found


def _calendar(dated: Dated) -> bool:
    """Say whether the period is a day or a month of its own, and so sets the year for those that follow."""
    return dated.start[:2] == dated.end[:2] and not dated.cumulative


def year_of(tokens: tuple[Token, ...], year: int | None) -> int | None:
    """Return the year of the last day or month named in the tokens, else the year before them."""
    named = [dated.end[0] for dated in dated_periods(tokens) if _calendar(dated)]
    return named[-1] if named else year


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


_MONTHS = {"twelve": 12, "12": 12, "nine": 9, "9": 9, "six": 6, "6": 6, "three": 3, "3": 3}


def _running(tokens: tuple[Token, ...], k: int) -> tuple[int, int] | None:
    """Return (months, first token) of "year to", "12 months ended", "quarter ending" right before token k."""
    at = k - (low_at(tokens, k - 1) in ("on", "at"))
    if (year := _closes_year(tokens, at, k)) is not None:
        return 12, year
    if low_at(tokens, at - 1) not in ("to", "ended", "ending"):
        return None
    k, word = at, low_at(tokens, at - 2)
    months = {"year": 12, "quarter": 3}.get(word)
    if months is not None:
        return months, k - 2
    number = _MONTHS.get(low_at(tokens, k - 3))
    return (number, k - 3) if word == "months" and number else None


_CLOSES = frozenset(("closed", "closes", "ended", "ends", "finished", "ending"))


def _closes_year(tokens: tuple[Token, ...], at: int, k: int) -> int | None:
    """Return where the day at token k begins that ended a year of account: "closed its financial year on | 31 March".

    With "year that ended on" it begins there, since nothing else stands between; `at` is the place of "on".
    """
    first = max(0, at - 5)
    lows = [low_at(tokens, j) for j in range(first, at)]
    year = max((j for j, low in enumerate(lows) if low == "year"), default=-1)
    verb = next((j for j, low in enumerate(lows) if low in _CLOSES), -1)
    if year < 1 or verb < 0 or at == k:
        return None
    accounts = lows[year - 1] in ("financial", "fiscal", "business", "accounting")
    if verb < year == len(lows) - 1 and accounts:
        return k
    that = verb - year == 2 and lows[year + 1] in ("that", "which")
    return first + year if verb == len(lows) - 1 and (that or (accounts and verb - year == 1)) else None


def _back(end: tuple[int, int, int], months: int) -> tuple[int, int, int]:
    """Return the first day of so many months up to the end: (2025, 3, 31), 12 -> (2024, 4, 1)."""
    index = end[0] * 12 + end[1] - months
    first = end[2] + 1 if end[2] < 28 else 1  # a year to 5 April starts on 6 April
    return ((index - 1) // 12, (index - 1) % 12 + 1, first) if first > 1 else (index // 12, index % 12 + 1, 1)


def _ended(tokens: tuple[Token, ...], dated: Dated, floor: int) -> Dated:
    """Add "the end of", "by", "until": what runs up to the end, and a point in time at the end."""
    i = dated.first
    lows = [low_at(tokens, j) for j in range(max(floor, i - 5), i)]
    at_end, k = False, i
    for ending in (
        ["the", "end", "of"],
        ["year", "-", "end"],
        ["year", "end"],
        ["end", "of"],
        ["end", "-"],
        ["end"],
        ["close", "of"],
        ["the", "close", "of"],
    ):
        if lows[-len(ending) :] == ending:
            at_end, k = True, i - len(ending)
            break
    before = low_at(tokens, k - 1) if k > floor else ""
    if before in _UP_TO:
        return replace(dated, first=k - 1, cumulative=True)
    span = _running(tokens, k)
    if span is not None and not at_end:
        return replace(dated, start=_back(dated.end, span[0]), first=span[1])
    if before == "since":
        return replace(dated, end=_OPEN_END, first=k - 1)
    if at_end:
        return replace(dated, start=dated.end, first=k)
    return dated
