"""How numbers, units and bounds are written in answers."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from assistant.interval import EVERY_DIGIT, MAX_DIGITS, WHOLE_DIGITS, Interval, rounded
from assistant.words import vocabulary
from documents.figures.types import Bound, Figure, Quantity

_BARE = re.compile(r"[-\u2212\u2013(]?(\d[\d, ]*(?:\.\d+)?)\)?")
_LONG = 1_000_000_000  # 3,580,100,000 is hard to read
BOUND_WORDS: dict[Bound, str] = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "up to ",
    "less_than": "less than ",
}


def number(value: Decimal | Fraction, digits: int = MAX_DIGITS) -> str:
    """Return a number as people write it: "30,000", "6.7 billion", "12.2"."""
    shown = rounded(Fraction(value), digits) if isinstance(value, Fraction) else value
    for word, size in vocabulary("display")["scales"].items():
        if word == "thousand":
            continue  # 30,000 reads better than 30 thousand
        scaled = shown / Decimal(size)
        # 1,234,567 stays as it is: a scale word must not hide stated digits.
        parts = scaled.normalize().as_tuple()
        decimals = max(0, -int(parts.exponent))
        few = len(parts.digits) <= WHOLE_DIGITS or (abs(shown) >= _LONG and decimals <= WHOLE_DIGITS)
        if abs(scaled) >= 1 and few:
            return f"{scaled.normalize():,f} {word}"
    return f"{shown:,f}"


def unit_name(unit: str, value: Decimal | Fraction) -> str:
    """Return a unit in the singular or plural: "1 week", "8.7 weeks"."""
    display = vocabulary("display")
    if unit.startswith("out of "):
        return unit  # a mark
    if abs(Fraction(value)) == 1:
        return str(display["singular"].get(unit, unit))
    if unit in display["plural"]:
        return str(display["plural"][unit])
    if unit.isupper() or not unit.islower():
        return unit
    if unit.endswith(("s", "x", "ch", "sh")):
        return unit + "es"
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + "s"


def amount(low: Decimal | Fraction, high: Decimal | Fraction, unit: str, digits: int = MAX_DIGITS) -> str:
    """Return a number or range with its unit: "230,500 RMB", "$37 billion", "8.7-11.5 months"."""
    display = vocabulary("display")
    text = number(low, digits) if low == high else f"{number(low, digits)}-{number(high, digits)}"
    base, _, per = unit.partition("/")
    suffix = f" per {per}" if per else ""
    if base in display["prefix"]:
        return f"{display['prefix'][base]}{text}{suffix}"
    if base in display["tight"]:
        return f"{text}{display['tight'][base]}{suffix}"
    shown = rounded(Fraction(high), digits)
    return f"{text} {unit_name(base, shown)}{suffix}" if base else f"{text}{suffix}"


def result_text(value: Interval, unit: str) -> str:
    """Return the outcome of a calculation with its bound: "at least 179%", "at least about 179%"."""
    text = amount(value.low, value.high, unit, EVERY_DIGIT if value.every else value.digits)
    bound = f"{value.bound} about" if value.about and value.bound not in ("", "about") else value.bound
    return f"{bound} {text}".strip()


def stated(quantity: Quantity) -> str:
    """Return a quantity in the article's own words with its bound: "more than 19,500"."""
    return f"{BOUND_WORDS[quantity.bound]}{surface(quantity)}"


def surface(quantity: Quantity) -> str:
    """Return a quantity as it is written, with what only a table's header gives: "-37 million NOK"."""
    written = " ".join(quantity.surface.split())
    bare = _BARE.fullmatch(written)
    if bare is None:
        return written
    digits = Decimal(bare.group(1).replace(",", "").replace(" ", ""))
    scales = {word: Decimal(size) for word, size in vocabulary("display")["scales"].items()}
    scale = next((word for word, size in scales.items() if digits and abs(quantity.low) == digits * size), "")
    unit = "" if not quantity.dimension or quantity.dimension in ("count", "ordinal") else quantity.unit
    shown = unit_name(unit, Decimal(2)) if unit else ""
    return " ".join(part for part in (written, scale, shown) if part)


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def operand(figure: Figure) -> str:
    """Return a figure as it stands in a formula: the quoted surface."""
    return surface(figure.quantity)
