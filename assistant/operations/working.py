"""From an expression over figures to a Calculation: the one way in which operations get their numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.comparability import caveats
from assistant.evaluate import Value, conversion, converted, elliptical, evaluate, given, stated_value
from assistant.expression import BadExpression, Convert, Expression, Input, Part
from assistant.formula import formula, names, outcome, shown, steps
from assistant.interval import Interval
from assistant.types import Calculation, Result
from documents.figures.types import Figure, Quantity


def in_unit(quantity: Quantity, unit: str) -> Interval | None:
    """Return a quantity as an interval in another unit of its dimension, None where there is no way."""
    value = stated_value(quantity)
    times = conversion(value.unit, unit)
    return None if times is None else evaluate(Convert(Input(0), unit, times), [{"value": value}]).number


@dataclass(frozen=True, slots=True)
class Working:
    """An expression over figures and what it comes to."""

    inputs: tuple[Figure, ...]
    expression: Expression

    @property
    def given(self) -> list[dict[Part, Value]]:
        return [given(figure) for figure in self.inputs]

    @property
    def value(self) -> Interval:
        return evaluate(self.expression, self.given).number

    @property
    def unit(self) -> str:
        return evaluate(self.expression, self.given).unit

    @property
    def surface(self) -> str:
        """The result as a reader sees it: "at least 179%"."""
        return shown(self.expression, self.given)

    def calculation(self, operation: str, statement: str, assumptions: tuple[str, ...] = ()) -> Calculation:
        """Return the calculation with its formula, result, steps and caveats."""
        written, operands = [names(figure) for figure in self.inputs], self.given
        stated = outcome(self.expression, operands)
        return Calculation(
            operation=operation,
            inputs=self.inputs,
            formula=formula(self.expression, written, operands),
            result=Result(**stated),
            steps=steps(self.expression, written, operands),
            assumptions=assumptions,
            caveats=caveats(self.inputs),
            statement=statement,
            expression=self.expression,
        )


def working(inputs: tuple[Figure, ...], expression: Expression | None) -> Working | None:
    """Return the working of an expression, None where it means nothing: units that do not match, a divisor of 0."""
    if expression is None:
        return None
    try:
        evaluate(expression, [given(figure) for figure in inputs])
    except (BadExpression, ZeroDivisionError):
        return None
    return Working(inputs, expression)


def measured_in(figure: Figure) -> str:
    """Return the unit of a figure as an operand: "USD/vehicle"."""
    return stated_value(figure.quantity).unit


@dataclass(frozen=True, slots=True)
class Aligned:
    """Figures as operands in one unit: where each stands in the tree, and what it comes to there."""

    operands: tuple[Expression, ...]
    values: tuple[Interval, ...]


def aligned(inputs: Sequence[Figure]) -> Aligned | None:
    """Return the figures in one unit, that of the first which names it; None where one has no way to it."""
    units = [measured_in(figure) for figure in inputs]
    unit = next((full for full in units if any(elliptical(bare, full) for bare in units)), None)
    unit = unit or next((unit for unit in units if unit), "")
    operands: list[Expression] = []
    for i, (figure, own) in enumerate(zip(inputs, units, strict=True)):
        found = converted(Input(i), own, unit)
        if found is None and elliptical(own, unit) and _beside(figure, inputs, unit):
            found = Convert(Input(i), unit, Fraction(1))
        if found is None:
            return None
        operands.append(found)
    given_ = [given(figure) for figure in inputs]
    return Aligned(tuple(operands), tuple(evaluate(operand, given_).number for operand in operands))


def _beside(figure: Figure, inputs: Sequence[Figure], unit: str) -> bool:
    """Say whether a figure with the whole unit stands in the same sentence: "152 scans a day instead of 118"."""
    place = (figure.document, figure.sentence)
    return any(measured_in(other) == unit and (other.document, other.sentence) == place for other in inputs)
