"""What a stated number leaves open: rounding as its digits show it, "about", "over", and the ends of a range.

Ranges are closed intervals of exact fractions; an end that is None is unbounded. Only non-negative numbers occur in the
calculations here, which makes every operation monotone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from documents.figures.types import Quantity

HALF = Fraction(1, 2)  # of the last stated digit: a number that was rounded
WHOLE = Fraction(1)  # of the last stated digit: rounded or cut off, nobody knows which
_ABOUT = Fraction(1, 10)  # how far "about" and shares and factors in words ("a quarter", "twice") reach, relative
# Digits of a round number that count at least: 5,000 may be 4,950 to 5,050, but 120 million is not 116.
_KEPT, _KEPT_SCALED = 2, 3
_NUMERAL = re.compile(r"\d[\d,\u00a0\u202f]*(?:\.\d+)?")
_LOW, _HIGH = ("at_least", "more_than"), ("at_most", "less_than")


@dataclass(frozen=True, slots=True)
class Reach:
    """Between which two values a number lies."""

    low: Fraction | None
    high: Fraction | None

    def __add__(self, other: Reach) -> Reach:
        return Reach(_both(self.low, other.low, 1), _both(self.high, other.high, 1))

    def __sub__(self, other: Reach) -> Reach:
        return Reach(_both(self.low, other.high, -1), _both(self.high, other.low, -1))

    def __mul__(self, other: Reach) -> Reach:
        low = None if self.low is None or other.low is None else self.low * other.low
        return Reach(low, None if self.high is None or other.high is None else self.high * other.high)

    def __truediv__(self, other: Reach) -> Reach:
        low = None if self.low is None or not other.high else self.low / other.high
        return Reach(low, None if self.high is None or not other.low else self.high / other.low)

    def __abs__(self) -> Reach:
        if self.low is None or self.high is None:
            return Reach(Fraction(0), None)
        ends = sorted((abs(self.low), abs(self.high)))
        return Reach(Fraction(0) if self.low < 0 < self.high else ends[0], ends[1])

    def apart(self, other: Reach) -> bool:
        """Say whether no number lies in both. Ends that only touch are apart: 4.7 and 4.6 are two values."""
        return _below(self, other) or _below(other, self)


def reach(quantity: Quantity, slack: Fraction = HALF, digit: Fraction | None = None) -> Reach:
    """Return between which values a stated quantity lies, `slack` last digits (of worth `digit`) to either side."""
    low, high = Fraction(quantity.low), Fraction(quantity.high)
    room = slack * (last_digit(quantity) if digit is None else digit)
    worded = quantity.dimension in ("share", "factor") and _number(quantity) is None
    if quantity.bound == "about" or worded:
        room = max(room, _ABOUT * abs(high)) if not worded else _ABOUT * abs(high)
    return Reach(
        None if quantity.bound in _HIGH else low - room,
        None if quantity.bound in _LOW else high + room,
    )


def known(value: int | Fraction) -> Reach:
    """Return a number that nobody rounded."""
    return Reach(Fraction(value), Fraction(value))


def reaches(quantities: Sequence[Quantity], slack: Fraction = HALF, *, scaled: bool = False) -> tuple[Reach, ...]:
    """Return the reach of numbers that stand together: beside 1,920 a 1,500 is as exact, its zeros count.

    Numbers written with a scale word keep their own digits unless `scaled` says that one precision holds for all, as
    in the cells of a table.
    """
    finest: dict[Fraction, Fraction] = {}
    for quantity in quantities:
        scale, digit = scale_of(quantity), last_digit(quantity)
        finest[scale] = min(finest.get(scale, digit), digit)
    scales = [scale_of(quantity) for quantity in quantities]
    return tuple(
        reach(quantity, slack, finest[scale] if scaled or scale == 1 else None)
        for quantity, scale in zip(quantities, scales, strict=True)
    )


def last_digit(quantity: Quantity) -> Fraction:
    """Return what one unit of the last significant digit is worth: 100 million for "4.7 billion", 1 for "31,417".

    Zeros at the end of a whole number count only to keep two digits: 100 for "5,000".
    """
    number = _number(quantity)
    scale = scale_of(quantity)
    if number is None:
        return scale
    places = -int(number.as_tuple().exponent)
    if places > 0:
        return scale / Fraction(10) ** places
    digits = str(int(number))
    zeros = len(digits) - len(digits.rstrip("0"))
    return scale * Fraction(10) ** max(0, min(zeros, len(digits) - (_KEPT if scale == 1 else _KEPT_SCALED)))


def scale_of(quantity: Quantity) -> Fraction:
    """Return by how much the written number was multiplied: a billion for "4.7 billion"; 1 for numbers in words."""
    number = _number(quantity)
    return abs(Fraction(quantity.low) / Fraction(number)) if number and quantity.low else Fraction(1)


def _number(quantity: Quantity) -> Decimal | None:
    found = _NUMERAL.search(quantity.surface)
    return None if found is None else Decimal(re.sub(r"[^\d.]", "", found[0]))


def _both(left: Fraction | None, right: Fraction | None, sign: int) -> Fraction | None:
    return None if left is None or right is None else left + sign * right


def _below(left: Reach, right: Reach) -> bool:
    return left.high is not None and right.low is not None and left.high <= right.low
