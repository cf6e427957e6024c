"""How much of something there was in how much time: the common ground of rate and time to reach."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assistant.corpus import Corpus
from assistant.display import operand
from assistant.evaluate import (
    CALENDAR,
    Value,
    conversion,
    converted,
    evaluate,
    given,
    length,
    period_days,
    stated_value,
)
from assistant.expression import Constant, Expression, Input, apply
from documents.figures.types import Figure, Period, Quantity

COUNTABLE = ("count", "ordinal", "number")
_AMOUNTS = (*COUNTABLE, "money", "mass", "energy", "length", "volume", "area", "cargo")


@dataclass(frozen=True, slots=True)
class Pace:
    """An amount over a time, both from one figure, which is the only input of the expressions."""

    amount: Expression
    unit: str  # of the amount
    time: Expression | None  # None where the amount is itself a rate: "50 a day"
    time_unit: str
    time_text: str
    assumption: str
    days: int = 0  # of the calendar period that the amount is for: those of a quarter are its own, not 91.25

    @property
    def rate(self) -> Expression:
        """The amount per unit of the time stated."""
        return self.amount if self.time is None else apply("/", self.amount, self.time)

    def assumed(self, unit: str) -> str:
        """Return what an amount per unit of time supposes: "spread evenly over the 90 days of Q1 2025"."""
        plain = not self.days or unit in CALENDAR
        return self.assumption if plain else f"spread evenly over the {self.days} days of {self.time_text}"

    def per(self, unit: str) -> Expression | None:
        """Return the amount per unit of time, None where the unit is none of time."""
        if self.time is None:
            return converted(self.amount, f"{self.unit}/{self.time_unit}", f"{self.unit}/{unit}")
        days = self.days and unit not in CALENDAR
        time = converted(*((Input(0, "days"), "day") if days else (self.time, self.time_unit)), unit)
        return None if time is None else apply("/", self.amount, time)


def pace(figure: Figure, corpus: Corpus) -> Pace | None:
    """Return the pace that a figure states: an amount within a time or a period, or a time to a milestone."""
    quantity = figure.quantity
    reached = corpus.milestone(figure)
    if quantity.dimension == "duration" and reached is not None:
        return Pace(
            _milestone(figure, reached), stated_value(reached).unit, Input(0), quantity.unit, operand(figure),
            f"an average over the {operand(figure)}",
        )  # fmt: skip
    if quantity.dimension not in _AMOUNTS:
        return None
    if quantity.per is not None:
        if conversion(quantity.per, "day") is None:
            return None  # a price per piece is no amount that comes with time
        return Pace(
            Input(0), quantity.unit, None, quantity.per, f"1 {quantity.per}", f"the same amount every {quantity.per}",
        )  # fmt: skip
    if figure.within is not None:
        window = figure.within
        return Pace(
            Input(0), quantity.unit, Input(0, "within"), window.unit, _text(window),
            f"an average: the article gives only the total for {_text(window)}",
        )  # fmt: skip
    if figure.period is not None and not figure.period.cumulative and period_days(figure.period) > 1:
        return _of_period(figure, figure.period)
    return None


def _milestone(figure: Figure, reached: Quantity) -> Expression:
    """Return what was reached after a time: a part of the figure, else what the sentence says beside it."""
    if figure.milestone is not None:
        return Input(0, "milestone")
    return Constant(Fraction(reached.low), stated_value(reached).unit, f"the article says {_text(reached)} beside it")


def _of_period(figure: Figure, period: Period) -> Pace:
    surface = " ".join(period.surface.split())
    return Pace(
        Input(0), figure.quantity.unit, Input(0, "period"), length(period.start, period.end).unit,
        surface, f"spread evenly over {surface}", period_days(period),
    )  # fmt: skip


def amounts_to(figure: Figure, expression: Expression) -> Value:
    """Return what an expression over one figure comes to."""
    return evaluate(expression, [given(figure)])


def _text(quantity: Quantity) -> str:
    return " ".join(quantity.surface.split())
