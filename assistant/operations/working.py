"""From an expression over figures to a Calculation: the one way in which operations get their numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparability import caveats
from assistant.evaluate import Value, conversion, converted, evaluate, given, stated_value
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


def aligned(inputs: Sequence[Figure], unit: str) -> tuple[Expression, ...] | None:
    """Return each input in one unit, None where one has no way to it."""
    found = [converted(Input(i), measured_in(figure), unit) for i, figure in enumerate(inputs)]
    whole = tuple(one for one in found if one is not None)
    return whole if len(whole) == len(found) else None
