"""Given the gold operands, does the product's own arithmetic reproduce the gold answers?

A TAT-QA derivation or a FinQA program becomes the product's Expression over Figures that hold the operands; what it
comes to is evaluated by the product. FinQA's operations on a row take the row as the product reads it from the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from public_predicted import Prediction
from public_sets import Asked

from assistant.evaluate import evaluate, given
from assistant.expression import Constant, Convert, Expression, Input, apply
from assistant.table_counts import counted
from assistant.words import stems
from documents.figures.types import Figure, Quantity
from documents.types import Span

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[-+*/()\[\]%]")
_STEP = re.compile(r"(\w+)\(([^()]*)\)")
_MARKS = str.maketrans({"–": "-", "−": "-", "×": "*", "÷": "/", "[": "(", "]": ")"})
_SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
_OF_ROWS = {"table_sum": "+", "table_average": "mean", "table_max": "max", "table_min": "min"}


def tatqa_given(asked: Asked) -> Prediction:
    """Return what the product makes of a derivation's operands; a count's operands are the things counted."""
    if asked.group == "count":
        things = tuple(_figure(Decimal(1), row=name.strip()) for name in asked.program.split("##"))
        return Prediction(Decimal(counted(things, things, by_period=False).result.low), ())
    reading = _Reading(list(_TOKEN.findall(asked.program.translate(_MARKS))))
    value = _value(reading.sum(), reading.figures)
    if asked.scale == Decimal("0.01"):
        relative = asked.group in ("percent_change", "ratio") or "%" in asked.program
        return Prediction(value if relative else value / 100, ())
    return Prediction(value * asked.scale, ())


def finqa_given(asked: Asked, figures: Sequence[Figure]) -> Prediction:
    """Return what the product makes of a program; `figures` are those that it reads on the page."""
    operands: list[Figure] = []
    results: list[Expression] = []
    for name, arguments in _STEP.findall(asked.program):
        parts = [part.strip() for part in arguments.split(", ")]
        if name in _OF_ROWS:
            row = [figure for figure in figures if figure.row and stems(figure.row) == stems(parts[0])]
            results.append(apply(_OF_ROWS[name], *(_taken(operands, figure) for figure in row)))
            continue
        first, second = (_operand(part, operands, results) for part in parts)
        if name == "greater":
            return Prediction(None, (), _value(first, operands) > _value(second, operands))
        results.append(_bare(apply(_SIGNS[name], first, second)))
    return Prediction(_value(results[-1], operands), ())


def _operand(part: str, operands: list[Figure], results: list[Expression]) -> Expression:
    if part.startswith("#"):
        return results[int(part[1:])]
    if part.startswith("const_"):
        return Constant(Fraction(part.removeprefix("const_").replace("m", "-")), "", "a constant of the program")
    number = Decimal(part.rstrip("%"))
    return _taken(operands, _figure(number / 100 if part.endswith("%") else number))


def _taken(operands: list[Figure], figure: Figure) -> Expression:
    operands.append(figure)
    return _bare(Input(len(operands) - 1), figure.quantity.unit == "%")


def _bare(expression: Expression, percent: bool = False) -> Expression:
    """Leave out the unit of a pure number ("times") and of a share, as the sets do."""
    if percent:
        return Convert(expression, "", Fraction(1, 100))
    pure = getattr(expression, "operator", "") in ("/", "*")
    return Convert(expression, "", Fraction(1)) if pure else expression


def _figure(value: Decimal, row: str | None = None) -> Figure:
    quantity = Quantity(value, value, "", "number", f"{value:f}", Span(0, 0))
    return Figure("gold", 0, quantity, "", row=row)


def _value(expression: Expression, operands: Sequence[Figure]) -> Decimal:
    value = evaluate(expression, [given(figure) for figure in operands]).number
    return Decimal(value.low.numerator) / Decimal(value.low.denominator)


class _Reading:
    """A derivation read as sums of products: "(542.0-(-762.3))/-762.3"."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.figures: list[Figure] = []

    def sum(self) -> Expression:
        left = self.product()
        while self.tokens and self.tokens[0] in "+-":
            sign = self.tokens.pop(0)
            left = apply(sign, left, self.product())
        return left

    def product(self) -> Expression:
        left = self.atom()
        while self.tokens and self.tokens[0] in "*/":
            sign = self.tokens.pop(0)
            left = _bare(apply(sign, left, self.atom()))
        return left

    def atom(self) -> Expression:
        token = self.tokens.pop(0)
        if token == "-":
            return apply("-", Constant(Fraction(0), "", "the sign"), self.atom())
        if token == "(":
            inner = self.sum()
            self.tokens.pop(0)
            return inner
        value = Decimal(token.replace(",", ""))
        if self.tokens and self.tokens[0] == "%":
            self.tokens.pop(0)
            value /= 100
        return _taken(self.figures, _figure(value))
