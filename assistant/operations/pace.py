"""How much of something there was in how much time: the common ground of rate and time to reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assistant.corpus import Corpus
from assistant.display import operand
from assistant.interval import Interval, exact, interval
from assistant.operations.base import convert_factor
from documents.figures.types import Figure, Quantity

COUNTABLE = ("count", "ordinal", "number")


@dataclass(frozen=True, slots=True)
class Pace:
    """An amount over a time, both from one figure."""

    amount: Interval
    unit: str  # of the amount
    amount_text: str
    time: Interval
    time_unit: str
    time_text: str
    assumption: str

    def per(self, unit: str) -> Interval | None:
        """Return the amount per unit of time, None where the unit is none of time."""
        factor = convert_factor(self.time_unit, unit)
        if factor is None:
            return None
        scaled = Interval(
            self.time.low * factor, self.time.high * factor, self.time.open_low, self.time.open_high,
            self.time.about, self.time.digits,
        )  # fmt: skip
        return self.amount / scaled


def pace(figure: Figure, corpus: Corpus) -> Pace | None:
    """Return the pace that a figure states: an amount within a time or a period, or a time to a milestone."""
    quantity = figure.quantity
    reached = corpus.milestone(figure)
    if quantity.dimension == "duration" and reached is not None:
        return Pace(
            exact(reached.low), reached.unit, _text(reached), interval(quantity), quantity.unit, operand(figure),
            f"an average over the {operand(figure)}",
        )  # fmt: skip
    if quantity.dimension not in (*COUNTABLE, "money", "mass", "energy", "length", "volume"):
        return None
    if quantity.per is not None and convert_factor(quantity.per, "day") is not None:
        return Pace(
            interval(quantity), quantity.unit, operand(figure), exact(1), quantity.per, f"1 {quantity.per}",
            f"the same amount every {quantity.per}",
        )  # fmt: skip
    if figure.within is not None:
        window = figure.within
        return Pace(
            interval(quantity), quantity.unit, operand(figure), interval(window), window.unit, _text(window),
            f"an average: the article gives only the total for {_text(window)}",
        )  # fmt: skip
    if figure.period is not None and not figure.period.cumulative:
        days = (date.fromisoformat(figure.period.end) - date.fromisoformat(figure.period.start)).days + 1
        return _of_period(figure, days)
    return None


def _of_period(figure: Figure, days: int) -> Pace | None:
    """Return the pace of a figure of a whole period, whole years and quarters as such: a year has 365 days."""
    if days < 2 or figure.period is None:
        return None
    if days in (365, 366):
        time, unit = Fraction(1), "year"
    elif 89 <= days <= 92:
        time, unit = Fraction(1), "quarter"
    elif 28 <= days <= 31:
        time, unit = Fraction(1), "month"
    else:
        time, unit = Fraction(days), "day"
    surface = " ".join(figure.period.surface.split())
    return Pace(
        interval(figure.quantity), figure.quantity.unit, operand(figure), exact(time), unit, surface,
        f"spread evenly over {surface}",
    )  # fmt: skip


def time_in(quantity: Quantity, unit: str) -> Decimal | None:
    """Return the upper end of a time in another unit."""
    factor = convert_factor(quantity.unit, unit)
    return None if factor is None else Decimal(quantity.high) * Decimal(factor.numerator) / Decimal(factor.denominator)


def _text(quantity: Quantity) -> str:
    return " ".join(quantity.surface.split())
