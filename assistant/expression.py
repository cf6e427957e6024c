"""A calculation as a tree: operands, constants with their reason, operators. What it comes to: `evaluate`.

JSON form, one object a node:
    {"input": 0} or {"input": 0, "part": "within"}     an operand, or the time, milestone, period or its days
    {"constant": "4", "unit": "", "reason": "..."}     a decimal number or a fraction "1/3"
    {"convert": "hour", "factor": "24", "of": node}    the same amount in another unit
    {"operator": "/", "arguments": [node, node]}       see `evaluate.OPERATORS`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Part = Literal["value", "within", "milestone", "period", "days"]
PARTS: tuple[Part, ...] = ("value", "within", "milestone", "period", "days")
DEEPEST = 40  # no calculation of ours nests so far; a tree from elsewhere must not exhaust the stack


class BadExpression(ValueError):
    """A tree that is none, or whose operators do not apply to what they are given."""


@dataclass(frozen=True, slots=True)
class Input:
    """The operand at a position of the calculation's inputs, or what is stated with it."""

    at: int
    part: Part = "value"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that no operand gives, and why it is there."""

    value: Fraction
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Convert:
    """The same amount in another unit: `factor` of them are one of its own."""

    of: Expression
    unit: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator over its arguments."""

    operator: str
    arguments: tuple[Expression, ...]


Expression = Input | Constant | Convert | Apply


def apply(operator: str, *arguments: Expression) -> Apply:
    """Return an operator over its arguments."""
    return Apply(operator, arguments)


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return what a node is made of."""
    if isinstance(expression, Apply):
        return expression.arguments
    return (expression.of,) if isinstance(expression, Convert) else ()


def shifted(expression: Expression, by: int) -> Expression:
    """Return an expression over some figures as one over more, of which its own stand `by` places later."""
    match expression:
        case Input(at, part):
            return Input(at + by, part)
        case Convert(of, unit, factor):
            return Convert(shifted(of, by), unit, factor)
        case Apply(operator, arguments):
            return Apply(operator, tuple(shifted(argument, by) for argument in arguments))
    return expression


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the sub-expressions, those that come first in the working first, the whole last."""
    for child in children(expression):
        yield from walk(child)
    yield expression


def to_json(expression: Expression) -> dict[str, Any]:
    """Return the tree as JSON objects."""
    match expression:
        case Input(at, "value"):
            return {"input": at}
        case Input(at, part):
            return {"input": at, "part": part}
        case Constant(value, unit, reason):
            return {"constant": str(value), "unit": unit, "reason": reason}
        case Convert(of, unit, factor):
            return {"convert": unit, "factor": str(factor), "of": to_json(of)}
        case Apply(operator, arguments):
            return {"operator": operator, "arguments": [to_json(argument) for argument in arguments]}


def from_json(node: Any, depth: int = 0) -> Expression:
    """Return the tree of JSON objects; raises BadExpression where they are none."""
    if not isinstance(node, dict) or depth > DEEPEST:
        raise BadExpression("an expression is an object, not nested too deeply")
    try:
        if "input" in node:
            part = node.get("part", "value")
            if part not in PARTS or not isinstance(node["input"], int):
                raise BadExpression(f"no part of an operand: {part!r}")
            return Input(node["input"], part)
        if "constant" in node:
            return Constant(Fraction(node["constant"]), str(node["unit"]), str(node["reason"]))
        if "convert" in node:
            return Convert(from_json(node["of"], depth + 1), str(node["convert"]), Fraction(node["factor"]))
        return Apply(str(node["operator"]), tuple(from_json(one, depth + 1) for one in node["arguments"]))
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise BadExpression(f"no expression: {error}") from error
