"""Exact arithmetic on stated quantities: ranges keep both ends, bounds keep their direction.

A stated quantity becomes an `Interval` of exact fractions. "Over 40 %" is low = high = 40 with the upper side
open: the true value may lie anywhere above. All operands are non-negative (a loss is a positive amount of loss),
which makes every operation monotone; see Moore, Kearfott, Cloud, "Introduction to Interval Analysis" (2009), ch. 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from documents.figures.types import Quantity

# Fewer than three digits would turn 33.7 times into 34, more would claim what no article states.
MIN_DIGITS, MAX_DIGITS = 3, 3
WHOLE_DIGITS = 4  # of a number of thousands: 3,704 stays 3,704


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of a number: its stated ends and on which sides it may reach beyond them."""

    low: Fraction
    high: Fraction
    open_low: bool = False  # the true value may be lower: "up to 5"
    open_high: bool = False  # the true value may be higher: "over 5"
    about: bool = False
    digits: int = MIN_DIGITS  # significant digits that a result may show

    def __add__(self, other: Interval) -> Interval:
        return self._with(
            other, self.low + other.low, self.high + other.high,
            self.open_low or other.open_low, self.open_high or other.open_high,
        )  # fmt: skip

    def __sub__(self, other: Interval) -> Interval:
        return self._with(
            other, self.low - other.high, self.high - other.low,
            self.open_low or other.open_high, self.open_high or other.open_low,
        )  # fmt: skip

    def __mul__(self, other: Interval) -> Interval:
        return self._with(
            other, self.low * other.low, self.high * other.high,
            self.open_low or other.open_low, self.open_high or other.open_high,
        )  # fmt: skip

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; raises ZeroDivisionError where the divisor can be nothing."""
        return self._with(
            other, self.low / other.high, self.high / other.low,
            self.open_low or other.open_high, self.open_high or other.open_low,
        )  # fmt: skip

    def _with(self, other: Interval, low: Fraction, high: Fraction, open_low: bool, open_high: bool) -> Interval:
        digits = min(self.digits, other.digits)
        return Interval(low, high, open_low, open_high, self.about or other.about, digits)

    @property
    def bound(self) -> str:
        """Return the words before a number: "at least", "at most", "about" or nothing."""
        if self.open_high and not self.open_low:
            return "at least"
        if self.open_low and not self.open_high:
            return "at most"
        return "about" if self.about else ""

    @property
    def undirected(self) -> bool:
        """Say whether both sides are open, so that the stated bounds fix no direction."""
        return self.open_low and self.open_high

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def exact(value: int | Decimal | Fraction) -> Interval:
    """Return a number known exactly: a conversion factor, a threshold."""
    number = Fraction(value)
    return Interval(number, number, digits=MAX_DIGITS)


def interval(quantity: Quantity) -> Interval:
    """Return what a stated quantity says of its number."""
    return Interval(
        Fraction(quantity.low),
        Fraction(quantity.high),
        open_low=quantity.bound in ("at_most", "less_than"),
        open_high=quantity.bound in ("at_least", "more_than"),
        about=quantity.bound == "about",
        digits=max(MIN_DIGITS, min(MAX_DIGITS, significant(quantity.low))),
    )


def significant(value: Decimal) -> int:
    """Return the significant digits of a stated number; zeros at the end of a whole number count: 10,000 is five."""
    digits = value.as_tuple()
    return max(1, len(digits.digits) + max(0, int(digits.exponent)))


def rounded(value: Fraction, digits: int) -> Decimal:
    """Return the value rounded half to even: whole numbers below a million stay exact, others keep `digits` digits."""
    if value.denominator == 1 and abs(value) < 1_000_000:
        return Decimal(value.numerator)
    if value == 0:
        return Decimal(0)
    whole = len(str(abs(value.numerator) // value.denominator)) if abs(value) >= 1 else 0
    if whole == 0:
        leading = abs(value)
        while leading < Fraction(1, 10):
            leading *= 10
            whole -= 1
    places = max(digits, min(whole, WHOLE_DIGITS)) - whole
    scaled = round(value * Fraction(10) ** places)
    result = Decimal(scaled).scaleb(-places)
    return Decimal(int(result)) if result == result.to_integral() else result.normalize()


def plain(value: Decimal | Fraction) -> str:
    """Return a number in plain decimal notation for JSON, at most twelve significant digits."""
    if isinstance(value, Fraction):
        value = rounded(value, 12)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
