"""Calendar periods that a text names: "Q1 2025", "by the end of 2024", "7 July 2025", "FY2023", "2012-13".

A period needs a year in its own words; "the first quarter" alone is none. Durations belong in quantities.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace

from documents.figures.tokens import Token, tokenize
from documents.figures.types import Period
from documents.figures.units import unit_of
from documents.figures.vocabulary import numbers, words
from documents.types import Span

_HYPHENS = frozenset("-–—‐‑/")
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}
_HALVES = {"h1": 1, "h2": 2}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "3": 3, "6": 6, "9": 9}
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}  # thirds of a year
_UP_TO = frozenset({"by", "until", "till", "through"})
_OPEN_END = (9999, 12, 31)  # "since 2019": the text does not say until when


@dataclass(frozen=True, slots=True)
class Dated:
    """A period over tokens[first:last], before its surface is known."""

    start: tuple[int, int, int]
    end: tuple[int, int, int]
    first: int
    last: int
    cumulative: bool = False


def periods(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[Period, Span], ...]:
    """Return the periods named in text[start:end] in order, with spans in `text`.

    Example: "sold in Q1 2025" -> Period("2025-01-01", "2025-03-31", "Q1 2025")
    """
    tokens = tokenize(text, start, end)
    return tuple(period_of(tokens, dated, text) for dated in dated_periods(tokens))


def period_of(tokens: tuple[Token, ...], dated: Dated, text: str) -> tuple[Period, Span]:
    """Return the dated tokens as a period with its span."""
    span = Span(tokens[dated.first].start, tokens[dated.last - 1].end)
    return Period(_iso(dated.start), _iso(dated.end), span.of(text), dated.cumulative), span


def dated_periods(tokens: tuple[Token, ...]) -> list[Dated]:
    """Return the periods over tokens, left to right, none overlapping."""
    found: list[Dated] = []
    i = 0
    while i < len(tokens):
        dated = _at(tokens, i)
        if dated is not None:
            found.append(_ended(tokens, dated, found[-1].last if found else 0))
            i = dated.last
        else:
            i += 1
    return found


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def _months(year: int, first: int, last: int) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return (year, first, 1), (year, last, calendar.monthrange(year, last)[1])


def _at(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Return the period that starts at token i, trying the longest forms first."""
    token = tokens[i]
    if token.kind == "mark":
        return None
    for form in (_iso_date, _quarter, _nth_part, _day_month, _month, _fiscal, _part_of_year, _years):
        found = form(tokens, i)
        if found is not None:
            return found
    return None


def _low(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _year(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the four-digit year at token i."""
    if not 0 <= i < len(tokens) or tokens[i].kind != "number":
        return None
    digits = tokens[i].text
    return int(digits) if len(digits) == 4 and digits.isdecimal() and 1700 <= int(digits) <= 2199 else None


def _year_after(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """Return the year written from token i on ("of 2025", ", 2025", "FY2025", "'25") and the position after it."""
    j = i
    if _low(tokens, j) in ("of", ",", "in", "-") and j + 1 < len(tokens):
        j += 1
    if _low(tokens, j) in ("the", "fiscal", "financial", "calendar", "year", "fy"):
        while _low(tokens, j) in ("the", "fiscal", "financial", "calendar", "year", "fy"):
            j += 1
    year = _year(tokens, j)
    if year is not None:
        return year, j + 1
    short = _low(tokens, j)
    if short.startswith(("fy", "cy")) and short[2:].isdecimal() and len(short) in (4, 6):
        return _full(int(short[2:])), j + 1
    if short in ("'", "’") and _low(tokens, j + 1).isdecimal() and len(_low(tokens, j + 1)) == 2:
        return _full(int(_low(tokens, j + 1))), j + 2
    return None


def _full(year: int) -> int:
    return year if year >= 100 else 2000 + year if year < 70 else 1900 + year


def _iso_date(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read 2024-03-12 and 2024/03/12."""
    year = _year(tokens, i)
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
        year = (_full(int(rest)), i + 1) if len(rest) in (2, 4) else _year_after(tokens, i + 1) if not rest else None
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
        year = (_full(int(tail)), i + 1) if tail.isdecimal() and len(tail) in (2, 4) else None
        return _quartered(kind, number, number, year, i)
    elif _low(tokens, j) in _HYPHENS | {"to", "and"} and _low(tokens, j + 1) in _QUARTERS:
        last, j = _QUARTERS[_low(tokens, j + 1)], j + 2
    return _quartered(kind, number, last, _year_after(tokens, j), i)


def _quartered(kind: str, first: int, last: int, year: tuple[int, int] | None, i: int) -> Dated | None:
    if year is None or (kind == "h" and last > 2) or last < first:
        return None
    size = 3 if kind == "q" else 6
    start, end = _months(year[0], (first - 1) * size + 1, last * size)
    return Dated(start, end, i, year[1])


def _nth_part(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "first quarter of 2025", "second half 2024", "first nine months of 2023"."""
    number = _NTH.get(tokens[i].low)
    if number is None:
        return None
    j = i + 1
    if _low(tokens, j) == "-":
        j += 1
    word = _low(tokens, j)
    months = _COUNTS.get(word)
    if months and _low(tokens, j + 1) in ("months", "month") and number == 1:
        year = _year_after(tokens, j + 2)
        return Dated(*_months(year[0], 1, months), i, year[1]) if year else None
    if word == "half" and tokens[i].low in ("last", "final", "second", "2nd"):
        number = 2
    if word not in ("quarter", "half") or (word == "half" and number > 2):
        return None
    return _quartered(word[0], number, number, _year_after(tokens, j + 1), i)


def _month_at(tokens: tuple[Token, ...], i: int) -> int | None:
    month = numbers("months").get(_low(tokens, i).rstrip("."))
    return month if month and tokens[i].text[0].isupper() else None


def _day_at(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """Return the day of the month at token i ("7", "7th") and the position after it."""
    text = _low(tokens, i)
    if not text.isdecimal() or len(text) > 2 or not 1 <= int(text) <= 31:
        return None
    ordinal = _low(tokens, i + 1) in ("st", "nd", "rd", "th") and not tokens[i + 1].gap
    return int(text), i + 1 + ordinal


def _day_month(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "12 March 2024", "the 12th of March 2024" (from the number on) and "July 7, 2025"."""
    day = _day_at(tokens, i)
    if day is not None:
        j = day[1] + (_low(tokens, day[1]) == "of")
        month = _month_at(tokens, j)
        year = _year(tokens, j + 1 + (_low(tokens, j + 1) in (",", "."))) if month else None
        last = j + 2 + (_low(tokens, j + 1) in (",", "."))
    else:
        month = _month_at(tokens, i)
        j = i + 1 + (_low(tokens, i + 1) == "." and month is not None)
        day = _day_at(tokens, j) if month else None
        comma = day is not None and _low(tokens, day[1]) == ","
        year = _year(tokens, day[1] + comma) if day else None
        last = day[1] + comma + 1 if day else i
    if day is None or month is None or year is None or day[0] > calendar.monthrange(year, month)[1]:
        return None
    exact = (year, month, day[0])
    return Dated(exact, exact, i, last)


def _month(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "March 2021", "March of 2021", "Mar. 2021", "January to March 2021"."""
    month = _month_at(tokens, i)
    if month is None:
        return None
    last, j = month, i + 1 + (_low(tokens, i + 1) == "." and not tokens[i + 1].gap)
    if _low(tokens, j) in _HYPHENS | {"to", "through", "and"}:
        other = _month_at(tokens, j + 1)
        if other is not None and other > month:
            last, j = other, j + 2
    year = _year_after(tokens, j) if _low(tokens, j) != "in" else None
    return Dated(*_months(year[0], month, last), i, year[1]) if year else None


def _fiscal(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read FY2023, FY23, "fiscal 2023", "fiscal year 2023-24"; counted as the calendar year it is named after."""
    low = tokens[i].low
    named = low.startswith(("fy", "cy")) and low[2:].isdecimal()
    if not named and low not in ("fy", "fiscal", "financial", "calendar"):
        return None
    year = _year_after(tokens, i)
    if year is None:
        return None
    return Dated(*_months(year[0], 1, 12), i, _short_end(tokens, year[1], year[0])[1])


def _part_of_year(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "early 2025", "mid-2025", "late 2024" as thirds of the year."""
    part = _PARTS.get(tokens[i].low)
    if part is None:
        return None
    j = i + 1 + (_low(tokens, i + 1) in ("-", "‑", "–"))
    year = _year(tokens, j)
    return Dated(*_months(year, *part), i, j + 1) if year else None


def _years(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read 2024, 2019-2023, 2012-13, "between 2019 and 2023", the 1990s."""
    year = _year(tokens, i)
    if year is None or not is_year(tokens, i):
        return None
    if _low(tokens, i + 1) == "s" and not tokens[i + 1].gap and year % 10 == 0:
        return Dated((year, 1, 1), (year + (99 if year % 100 == 0 else 9), 12, 31), i, i + 2)
    last, j = _short_end(tokens, i + 1, year)
    if j == i + 1 and _low(tokens, i + 1) in ("to", "and", "through", "until"):
        other = _year(tokens, i + 2)
        opened = _low(tokens, i - 1) in ("between", "from")
        if other is not None and other > year and opened:
            last, j = other, i + 3
    return Dated((year, 1, 1), (last, 12, 31), i, j)


def _short_end(tokens: tuple[Token, ...], j: int, year: int) -> tuple[int, int]:
    """Return the last year of "2019-2023" or "2012-13", j being the position after the first."""
    if j + 1 >= len(tokens) or tokens[j].text not in _HYPHENS or tokens[j + 1].kind != "number":
        return year, j
    text = tokens[j + 1].text
    last = year // 100 * 100 + int(text) if len(text) == 2 and text.isdecimal() else _year(tokens, j + 1)
    if last is None or not year < last <= year + 100:
        return year, j
    return last, j + 2


def is_year(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the four digits at i are a year rather than an amount: "in 2024" against "$2024", "2000 staff"."""
    before, after = _low(tokens, i - 1), _low(tokens, i + 1)
    touching = i + 1 < len(tokens) and not tokens[i + 1].gap
    if before in ("$", "€", "£", "¥", "#", "±") or after in ("%", "$", "€", "£"):
        return False
    if i > 0 and not tokens[i].gap and before in (".", ",", ":", "@", "+"):
        return False
    if touching and tokens[i + 1].kind == "word":
        return after in ("s", "'s", "’s")
    if touching and after == "-" and i + 2 < len(tokens) and tokens[i + 2].kind == "word" and not tokens[i + 2].gap:
        return after == "-" and tokens[i + 2].low in ("based", "era", "model", "like", "style", "level", "end", "built")
    if i + 1 < len(tokens) and tokens[i + 1].kind == "word" and not tokens[i + 1].line and unit_of(tokens[i + 1].text):
        return False
    year = int(tokens[i].text)
    bound = before in (
        "about",
        "nearly",
        "almost",
        "some",
        "roughly",
        "approximately",
        "least",
        "fewer",
        "under",
        "exceeded",
        "over",
        "than",
    )
    plural = after.endswith("s") and after not in words("function") and after not in words("not_plural")
    if plural and bound:
        return False
    if before in words("year_cues", "before"):
        return True
    if plural and year % 100 == 0:
        return False
    return 1900 <= year <= 2100 and not bound


def _running(tokens: tuple[Token, ...], k: int) -> tuple[int, int] | None:
    """Return (months, first token) of "year to", "12 months ended", "quarter ending" right before token k."""
    if _low(tokens, k - 1) not in ("to", "ended", "ending"):
        return None
    word = _low(tokens, k - 2)
    months = {"year": 12, "quarter": 3}.get(word)
    if months is not None:
        return months, k - 2
    number = {"twelve": 12, "12": 12, "nine": 9, "9": 9, "six": 6, "6": 6, "three": 3, "3": 3}.get(_low(tokens, k - 3))
    return (number, k - 3) if word == "months" and number else None


def _back(end: tuple[int, int, int], months: int) -> tuple[int, int, int]:
    """Return the first day of so many months up to the end: (2025, 3, 31), 12 -> (2024, 4, 1)."""
    index = end[0] * 12 + end[1] - months
    return (
        (index // 12, index % 12 + 1, 1) if end[2] > 27 else (index // 12 if end[1] else end[0], index % 12 + 1, end[2])
    )


def _ended(tokens: tuple[Token, ...], dated: Dated, floor: int) -> Dated:
    """Add "the end of", "by", "until": what runs up to the end, and a point in time at the end."""
    i = dated.first
    lows = [_low(tokens, j) for j in range(max(floor, i - 5), i)]
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
    before = _low(tokens, k - 1) if k > floor else ""
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
