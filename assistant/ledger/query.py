"""Filtering, sorting and grouping of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from assistant.ledger.entries import NUMBERS, Entry, row_of
from documents.figures.periods import periods
from documents.figures.quantities import quantities
from documents.figures.types import Period, Quantity, Status
from documents.figures.units import counted_unit, dimension_of, factor, unit_of
from documents.figures.vocabulary import load

Key = tuple[Any, ...]

# Sizes are compared in one unit of their dimension, whatever a text uses: 38 weeks are more than 188 days.
_COMMON = {
    "duration": "day", "length": "metre", "mass": "kg", "energy": "kWh", "power": "kW", "area": "hectare",
    "volume": "litre", "speed": "km/h", "data": "byte", "share": "%", "points": "pp",
}  # fmt: skip


_WORD = re.compile(r"[^\W_]+")


class UnreadableWish(ValueError):
    """A filter that cannot be read; the message says which and gives an example."""


@dataclass(frozen=True, slots=True)
class Size:
    """A limit for values: in a unit that figures are converted to, or in whatever unit they have ("")."""

    value: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the rows must be; what is None does not matter. Texts match without regard to case, as a part."""

    document: str | None = None  # the whole id
    subject: str | None = None  # part of the subject or of another name of it
    metric: str | None = None  # part of the metric or of its kind
    kind: str | None = None  # the whole kind: "price"
    status: Status | None = None
    unit: str | None = None  # a unit ("week", "USD/tonne"), what is counted ("order"), or a dimension ("money")
    period: Period | None = None  # figures of this time or of a part of it
    text: str | None = None  # part of the sentence
    minimum: Size | None = None  # the lower end of the value at least
    maximum: Size | None = None  # the upper end of the value at most
    words: str | None = None  # all of them begin words of subject, metric, period, value or sentence


def select(entries: Iterable[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    """Return the entries that are all that is wanted, in their order."""
    return tuple(entry for entry in entries if _is(entry, wanted))


def ordered(entries: Iterable[Entry], columns: Sequence[str]) -> tuple[Entry, ...]:
    """Return the entries by these columns, the first one first; "-period" is the other way round.

    Numbers sort as numbers, "value" by size within one dimension and currency ("$903 per car" before "$2 million"),
    texts without regard to case, empty cells last either way. What is equal stays as it was.
    """
    found = list(entries)
    for column in reversed(columns):
        name = column.removeprefix("-")
        found.sort(key=lambda entry: _key(entry, name), reverse=column.startswith("-"))
        found.sort(key=lambda entry: _is_empty(entry, name))
    return tuple(found)


def grouped(entries: Iterable[Entry], column: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return the entries by the value of one column, groups in the order of that value; "" holds the empty cells."""
    found = [(_shown(entry, column), entry) for entry in ordered(entries, (column,))]
    return tuple((name, tuple(entry for _, entry in part)) for name, part in groupby(found, key=lambda pair: pair[0]))


def size_of(text: str) -> Size:
    """Return the limit that a text names: "5", "5 million RMB", "3 weeks". Raises UnreadableWish."""
    found = quantities(text)
    if len(found) != 1 or found[0].surface != text.strip() or found[0].low != found[0].high or found[0].per:
        raise UnreadableWish(f'"{text[:40]}" is no number; write it like 250000, "5 million RMB" or "3 weeks"')
    return Size(Fraction(found[0].low), found[0].unit)


def period_of(text: str) -> Period:
    """Return the time that a text names: "2024", "Q1 2025", "May 2024". Raises UnreadableWish."""
    found = periods(text)
    if len(found) != 1:
        raise UnreadableWish(f'"{text[:40]}" is no year, quarter or month; write it like 2024, "Q1 2025", "May 2024"')
    return found[0][0]


def unit_named(text: str) -> str:
    """Return the unit or dimension named: "weeks" -> "week", "cars" -> "vehicle", "$/tonne" -> "USD/tonne"."""
    if text in load("units") or text in ("count", "rank", "ordinal"):
        return text
    return "/".join(_canonical(part) for part in text.split("/")) if dimension_of(text) is None else text


def _canonical(word: str) -> str:
    known = unit_of(word.strip())
    return known[0] if known else counted_unit(word)


def _is(entry: Entry, wanted: Wanted) -> bool:
    figure, quantity = entry.figure, entry.figure.quantity
    return (
        wanted.document in (None, entry.document.id)
        and _holds((figure.subject or "", *figure.subjects), wanted.subject)
        and _holds((figure.metric, figure.kind or ""), wanted.metric)
        and (wanted.kind is None or (figure.kind or "").casefold() == wanted.kind.casefold())
        and wanted.status in (None, figure.status)
        and (wanted.unit is None or _measured_in(quantity, wanted.unit))
        and (wanted.period is None or _within(figure.period, wanted.period))
        and _holds((entry.sentence,), wanted.text)
        and (wanted.minimum is None or _reaches(quantity, wanted.minimum, 1))
        and (wanted.maximum is None or _reaches(quantity, wanted.maximum, -1))
        and (wanted.words is None or _has_words(entry, wanted.words))
    )


def _has_words(entry: Entry, words: str) -> bool:
    row = row_of(entry)
    said = " ".join(str(row[name] or "") for name in ("subject", "metric", "kind", "value", "period", "sentence"))
    own = _WORD.findall(said.casefold())
    return all(any(one.startswith(word) for one in own) for word in _WORD.findall(words.casefold()))


def _holds(texts: Sequence[str], part: str | None) -> bool:
    return part is None or any(part.casefold() in text.casefold() for text in texts)


def _measured_in(quantity: Quantity, unit: str) -> bool:
    if unit == quantity.dimension:
        return True
    whole = f"{quantity.unit}/{quantity.per}" if quantity.per and "/" in unit else quantity.unit
    return factor(whole, unit) is not None


def _within(stated: Period | None, wanted: Period) -> bool:
    if stated is None:
        return False
    start = stated.end if stated.cumulative else stated.start
    return wanted.start <= start and stated.end <= wanted.end


def _reaches(quantity: Quantity, limit: Size, sign: int) -> bool:
    rate = factor(quantity.unit, limit.unit) if limit.unit else Fraction(1)
    if rate is None:
        return False
    end = quantity.low if sign > 0 else quantity.high
    return sign * Fraction(end) * rate >= sign * limit.value


def _is_empty(entry: Entry, column: str) -> bool:
    return not _shown(entry, column)


def _shown(entry: Entry, column: str) -> str:
    value = row_of(entry)[column]
    return "" if value is None else str(value)


def _key(entry: Entry, column: str) -> Key:
    quantity = entry.figure.quantity
    if column == "value":
        return _size(quantity)
    if column in NUMBERS:
        return (Fraction(str(row_of(entry)[column])),)
    return (_shown(entry, column).casefold(),)


def _size(quantity: Quantity) -> Key:
    """Return what values sort by: sizes follow one another within a dimension and a currency, rates among the rest."""
    common = _COMMON.get(quantity.dimension, quantity.unit)
    rate = factor(quantity.unit, common)
    if rate is None:
        common, rate = quantity.unit, Fraction(1)
    scale = common if quantity.dimension == "money" or quantity.dimension in _COMMON else ""
    return quantity.dimension, scale, Fraction(quantity.low) * rate, Fraction(quantity.high) * rate, quantity.per or ""
