"""Exact arithmetic on stated quantities: ranges keep both ends, bounds keep their direction.

A stated quantity becomes an `Interval` of exact fractions. "Over 40 %" is low = high = 40 with the upper side open:
the true value may lie anywhere above. Every operation returns an interval that contains each result its operands
allow; see Moore, Kearfott, Cloud, "Introduction to Interval Analysis" (2009), ch. 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from documents.figures.types import Bound, Quantity

# Fewer than three digits would turn 33.7 times into 34, more than four would claim what few articles state.
MIN_DIGITS, MAX_DIGITS = 3, 4
WHOLE_DIGITS = 4  # of a number of thousands: 3,704 stays 3,704
EVERY_DIGIT = 15  # of a sum or a difference, which has no more digits than its operands
_JSON_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of a number: its stated ends and on which sides it may reach beyond them.

    An open lower side reaches down to 0, unless `signed` says that the number can be negative.
    """

    low: Fraction
    high: Fraction
    open_low: bool = False  # the true value may be lower: "up to 5"
    open_high: bool = False  # the true value may be higher: "over 5"
    about: bool = False
    digits: int = MIN_DIGITS  # significant digits that a result may show
    every: bool = False  # whether all digits are stated ones, as in a sum, and none comes from a division
    signed: bool = False

    def __add__(self, other: Interval) -> Interval:
        return self._added(
            other, self.low + other.low, self.high + other.high,
            self.open_low or other.open_low, self.open_high or other.open_high,
        )  # fmt: skip

    def __sub__(self, other: Interval) -> Interval:
        return self._added(
            other, self.low - other.high, self.high - other.low,
            self.open_low or other.open_high, self.open_high or other.open_low,
        )  # fmt: skip

    def __mul__(self, other: Interval) -> Interval:
        ends = [mine * theirs for mine in (self.low, self.high) for theirs in (other.low, other.high)]
        up = _reaches(self.open_high, other.can_rise) or _reaches(other.open_high, self.can_rise)
        up = up or _reaches(self.open_low, other.can_fall) or _reaches(other.open_low, self.can_fall)
        down = _reaches(self.open_low, other.can_rise) or _reaches(other.open_low, self.can_rise)
        down = down or _reaches(self.open_high, other.can_fall) or _reaches(other.open_high, self.can_fall)
        return Interval(
            min(ends), max(ends), down, up, self.about or other.about, min(self.digits, other.digits),
            signed=self.can_fall or other.can_fall,
        )  # fmt: skip

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; raises ZeroDivisionError where the divisor can be nothing."""
        return self * other._inverse()

    def _inverse(self) -> Interval:
        above = self.low > 0 and not (self.open_low and self.signed)
        below = self.high < 0 and not self.open_high
        if not above and not below:
            raise ZeroDivisionError("the divisor can be nothing")
        return replace(
            self, low=1 / self.high, high=1 / self.low, open_low=self.open_high, open_high=self.open_low, every=False
        )

    def _added(self, other: Interval, low: Fraction, high: Fraction, open_low: bool, open_high: bool) -> Interval:
        every = self.every and other.every
        digits = max(self.digits, other.digits) if every else min(self.digits, other.digits)
        signed = self.signed or other.signed or low < 0 or open_low
        return Interval(low, high, open_low, open_high, self.about or other.about, digits, every, signed)

    @property
    def can_rise(self) -> bool:
        """Say whether the number can be above 0."""
        return self.high > 0 or self.open_high

    @property
    def can_fall(self) -> bool:
        """Say whether the number can be below 0."""
        return self.low < 0 or (self.open_low and self.signed)

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

    def holds(self, value: Fraction) -> bool:
        """Say whether the number can have this value."""
        floor = value >= self.low or (self.open_low and (self.signed or value >= 0))
        return floor and (value <= self.high or self.open_high)


def _reaches(is_open: bool, moves: bool) -> bool:
    return is_open and moves


def exact(value: int | Decimal | Fraction) -> Interval:
    """Return a number known exactly: a conversion factor, a threshold."""
    number = Fraction(value)
    return Interval(number, number, digits=MAX_DIGITS, every=True, signed=number < 0)


def interval(quantity: Quantity) -> Interval:
    """Return what a stated quantity says of its number."""
    return stated_interval(quantity.low, quantity.high, quantity.bound)


def stated_interval(low: Decimal, high: Decimal, bound: Bound | str) -> Interval:
    """Return what a number or range with its bound says."""
    return Interval(
        Fraction(low),
        Fraction(high),
        open_low=bound in ("at_most", "less_than"),
        open_high=bound in ("at_least", "more_than"),
        about=bound == "about",
        digits=max(MIN_DIGITS, min(MAX_DIGITS, significant(low))),
        every=all(len(end.as_tuple().digits) <= EVERY_DIGIT for end in (low, high)),  # two thirds never end
        signed=low < 0,
    )


def scaled(value: Interval, factor: Fraction, *, uneven: bool = False) -> Interval:
    """Return the value in another unit, `factor` above 0; `uneven` where the factor is an average."""
    return replace(
        value, low=value.low * factor, high=value.high * factor, about=value.about or uneven, every=factor == 1
    )


def greatest(values: Sequence[Interval]) -> Interval:
    """Return what is known of the greatest of several numbers."""
    top = max(value.low for value in values)
    return _extreme(values, top, max(value.high for value in values), [v for v in values if v.low == top], up=True)


def smallest(values: Sequence[Interval]) -> Interval:
    """Return what is known of the smallest of several numbers."""
    bottom = min(value.high for value in values)
    held = [v for v in values if v.high == bottom]
    return _extreme(values, min(value.low for value in values), bottom, held, up=False)


def _extreme(values: Sequence[Interval], low: Fraction, high: Fraction, held: list[Interval], *, up: bool) -> Interval:
    """Return the extreme: the side that any of the values can push is open if one is, the other if all that hold it."""
    pushed = any(value.open_high if up else value.open_low for value in values)
    loose = all(value.open_low if up else value.open_high for value in held)
    return Interval(
        low, high, loose if up else pushed, pushed if up else loose, any(value.about for value in values),
        max(value.digits for value in values), all(value.every for value in values), any(v.signed for v in values),
    )  # fmt: skip


def significant(value: Decimal) -> int:
    """Return the significant digits of a stated number; zeros that end a whole number are none: 248,000 has three."""
    parts = value.as_tuple()
    digits = "".join(map(str, parts.digits))
    return max(1, len(digits.strip("0") if int(parts.exponent) >= 0 else digits.lstrip("0")))


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
    near = round(value * Fraction(10) ** places)
    result = Decimal(near).scaleb(-places)
    return Decimal(int(result)) if result == result.to_integral() else result.normalize()


def plain(value: Decimal | Fraction) -> str:
    """Return a number in plain decimal notation for JSON, at most twelve significant digits."""
    if isinstance(value, Fraction):
        value = rounded(value, _JSON_DIGITS)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
