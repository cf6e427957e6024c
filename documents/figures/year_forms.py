"""Years and their parts as periods: 2024, FY2023, early 2025, 2012-13, the 1990s; and what is a year at all."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from documents.figures.tokens import Token
from documents.figures.units import unit_of
from documents.figures.vocabulary import words

HYPHENS = frozenset("-–—‐‑/")


PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}  # thirds of a year


@dataclass(frozen=True, slots=True)
class Dated:
    """A period over tokens[first:last], before its surface is known."""

    start: tuple[int, int, int]
    end: tuple[int, int, int]
    first: int
    last: int
    cumulative: bool = False


def months_of(year: int, first: int, last: int) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return (year, first, 1), (year, last, calendar.monthrange(year, last)[1])


def low_at(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def year_at(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the four-digit year at token i."""
    if not 0 <= i < len(tokens) or tokens[i].kind != "number":
        return None
    digits = tokens[i].text
    return int(digits) if len(digits) == 4 and digits.isdecimal() and 1700 <= int(digits) <= 2199 else None


def year_after(tokens: tuple[Token, ...], i: int) -> tuple[int, int] | None:
    """Return the year written from token i on ("of 2025", ", 2025", "FY2025", "'25") and the position after it."""
    j = i
    if low_at(tokens, j) in ("of", ",", "in", "-") and j + 1 < len(tokens):
        j += 1
    if low_at(tokens, j) in ("the", "fiscal", "financial", "calendar", "year", "fy"):
        while low_at(tokens, j) in ("the", "fiscal", "financial", "calendar", "year", "fy"):
            j += 1
    year = year_at(tokens, j)
    if year is not None:
        return year, j + 1
    short = low_at(tokens, j)
    if short.startswith(("fy", "cy")) and short[2:].isdecimal() and len(short) in (4, 6):
        return full_year(int(short[2:])), j + 1
    if short in ("'", "’") and low_at(tokens, j + 1).isdecimal() and len(low_at(tokens, j + 1)) == 2:
        return full_year(int(low_at(tokens, j + 1))), j + 2
    return None


def full_year(year: int) -> int:
    return year if year >= 100 else 2000 + year if year < 70 else 1900 + year


def fiscal(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read FY2023, FY23, "fiscal 2023", "fiscal year 2023-24"; counted as the calendar year it is named after."""
    low = tokens[i].low
    named = low.startswith(("fy", "cy")) and low[2:].isdecimal()
    if not named and low not in ("fy", "fiscal", "financial", "calendar"):
        return None
    year = year_after(tokens, i)
    if year is None:
        return None
    return Dated(*months_of(year[0], 1, 12), i, _short_end(tokens, year[1], year[0])[1])


def part_of_year(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read "early 2025", "mid-2025", "late 2024" as thirds of the year."""
    part = PARTS.get(tokens[i].low)
    if part is None:
        return None
    j = i + 1 + (low_at(tokens, i + 1) in ("-", "‑", "–"))
    year = year_at(tokens, j)
    return Dated(*months_of(year, *part), i, j + 1) if year else None


def years(tokens: tuple[Token, ...], i: int) -> Dated | None:
    """Read 2024, 2019-2023, 2012-13, "between 2019 and 2023", the 1990s."""
    year = year_at(tokens, i)
    if year is None or not is_year(tokens, i):
        return None
    if low_at(tokens, i + 1) == "s" and not tokens[i + 1].gap and year % 10 == 0:
        return Dated((year, 1, 1), (year + (99 if year % 100 == 0 else 9), 12, 31), i, i + 2)
    last, j = _short_end(tokens, i + 1, year)
    if j == i + 1 and low_at(tokens, i + 1) in ("to", "and", "through", "until"):
        other = year_at(tokens, i + 2)
        opened = low_at(tokens, i - 1) in ("between", "from")
        if other is not None and other > year and opened:
            last, j = other, i + 3
    return Dated((year, 1, 1), (last, 12, 31), i, j)


def _short_end(tokens: tuple[Token, ...], j: int, year: int) -> tuple[int, int]:
    """Return the last year of "2019-2023" or "2012-13", j being the position after the first."""
    if j + 1 >= len(tokens) or tokens[j].text not in HYPHENS or tokens[j + 1].kind != "number":
        return year, j
    text = tokens[j + 1].text
    last = year // 100 * 100 + int(text) if len(text) == 2 and text.isdecimal() else year_at(tokens, j + 1)
    if last is None or not year < last <= year + 100:
        return year, j
    return last, j + 2


def is_year(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the four digits at i are a year rather than an amount: "in 2024" against "$2024", "2000 staff"."""
    before, after = low_at(tokens, i - 1), low_at(tokens, i + 1)
    touching = i + 1 < len(tokens) and not tokens[i + 1].gap
    if before in ("$", "€", "£", "¥", "#", "±") or after in ("%", "$", "€", "£"):
        return False
    if i > 0 and not tokens[i].gap and before in (".", ",", ":", "@", "+"):
        return False
    if touching and tokens[i + 1].kind == "word":
        return after in ("s", "'s", "’s")
    if touching and after == "-" and i + 2 < len(tokens) and tokens[i + 2].kind == "word" and not tokens[i + 2].gap:
        return after == "-" and tokens[i + 2].low in ("based", "era", "model", "like", "style", "level", "end", "built")
    if after == "year":
        return True  # "at 2018 year end"; a count of years has the plural
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
