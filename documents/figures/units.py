"""Units of measure: which word names which unit, and exact conversion within a dimension.

The words are ours (units.toml), what the units are worth comes from pint (unit_algebra.py), which is loaded at the
first conversion between two different units and not before. Currencies and counted nouns have no rates: they convert
to themselves.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache

from documents.figures.vocabulary import load

_OTHER_TABLES = ("parts", "ambiguous", "counted")
_ALGEBRAS = 2048  # conversions remembered; an article's own nouns must not fill the memory
_PRECISION = Context(prec=28)
LONGEST_UNIT = 4  # words in the longest unit of units.toml


@cache
def _tables() -> tuple[
    dict[str, tuple[str, str, Decimal]], dict[str, tuple[str, str, Decimal]], dict[str, tuple[str, str]]
]:
    """Return words, symbols and units: word -> (unit, dimension, scale), unit -> (dimension, definition)."""
    words: dict[str, tuple[str, str, Decimal]] = {}
    symbols: dict[str, tuple[str, str, Decimal]] = {}
    units: dict[str, tuple[str, str]] = {}
    for dimension, table in load("units").items():
        if dimension in _OTHER_TABLES:
            continue
        for unit, (definition, listed, marks) in table.items():
            units[unit] = (dimension, definition)
            for word in listed:
                words.setdefault(word, (unit, dimension, Decimal(1)))
            for mark in marks:
                symbols.setdefault(mark, (unit, dimension, Decimal(1)))
    for word, (unit, scale) in load("units")["parts"].items():
        words.setdefault(word, (unit, "money", Decimal(scale)))
    return words, symbols, units


def unit_of(word: str) -> tuple[str, str, Decimal] | None:
    """Return (canonical unit, dimension, how many of it one is), or None where the word is no unit.

    Example: "weeks" -> ("week", "duration", 1); "pence" -> ("GBP", "money", 0.01)
    """
    words, symbols, units = _tables()
    found = symbols.get(word) or words.get(word.lower())
    if found is None and word in units:
        return word, units[word][0], Decimal(1)
    return found


def dimension_of(unit: str) -> str | None:
    """Return the dimension of a canonical unit: "week" -> "duration"; None for counted nouns and for rates."""
    known = _tables()[2].get(unit)
    return known[0] if known else None


def definition_of(unit: str) -> str | None:
    """Return what a canonical unit is in the names of pint: "bp" -> "0.01 percent"; None where it has no fixed rate."""
    known = _tables()[2].get(unit)
    return known[1] or None if known else None


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """Return the value in another unit of the same dimension, to 28 digits; None where no fixed rate exists.

    Example: 38 week -> month = 8.75 (a month of 30.4 days); 2 year -> month = 24; 3 tonne/week -> kg/day = 428.57...
    """
    ratio = factor(from_unit, to_unit)
    return None if ratio is None else decimal(Fraction(value) * ratio)


@lru_cache(maxsize=_ALGEBRAS)
def factor(from_unit: str, to_unit: str) -> Fraction | None:
    """Return exactly how many of one unit another is; None where they have no fixed rate: hour -> day = 1/24.

    Rates are written with a stroke: "USD/tonne" -> "USD/kg" = 1/1000, "order/hour" -> "order/day" = 24.
    """
    if from_unit == to_unit:
        return Fraction(1)
    if not any("/" in unit and dimension_of(unit) is None for unit in (from_unit, to_unit)):
        one, two = dimension_of(from_unit), dimension_of(to_unit)
        if one != two or definition_of(from_unit) is None or definition_of(to_unit) is None:
            return None
    # Loading pint takes a third of a second, which a question that converts nothing, or only times, need not wait for.
    from documents.figures.unit_algebra import ratio

    return ratio(from_unit, to_unit)


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal number, exact where 28 digits are enough."""
    return _PRECISION.divide(Decimal(value.numerator), Decimal(value.denominator))


def singular(noun: str) -> str:
    """Return the singular of a counted noun in lower case: "deliveries" -> "delivery", "people" -> "person"."""
    low = noun.lower()
    irregular: dict[str, str] = load("words")["irregular"]
    if low in irregular:
        return irregular[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return low[:-1]
    return low


def counted_unit(noun: str) -> str:
    """Return the unit that a counted noun stands for: "cars" -> "vehicle", "confirmed orders" -> by its last word."""
    last = noun.split()[-1] if noun.split() else ""
    if len(last) > 1 and (last.rstrip("s").isupper() or any(letter.isdigit() for letter in last)):
        return last.rstrip("s")
    one = singular(last)
    for unit, nouns in load("units")["counted"].items():
        if one in nouns:
            return str(unit)
    return one


@lru_cache(maxsize=32)
def unit_here(unit: str, text: str) -> str:
    """Return what a shared word or sign means in this text: "¥" is RMB where the text says yuan."""
    rule = load("units")["ambiguous"].get(unit)
    if rule is None:
        return unit
    for sort in ("words", "rules"):
        held = [(sum(text.count(cue) for cue in cues), currency) for currency, cues in rule.get(sort, ())]
        most, currency = max(held, key=lambda one: one[0], default=(0, ""))  # the first of the most
        if most:
            return str(currency)
    return str(rule["default"])
