"""A calculation worked out again from its JSON alone: its inputs and its expression, nothing else.

What the JSON object states of the result must be what the expression comes to, digit for digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.evaluate import Given, Value, days, length
from assistant.expression import BadExpression, Part, from_json, walk
from assistant.formula import outcome, shown
from assistant.interval import stated_interval

_FIELDS = ("low", "high", "unit", "bound", "surface")
_WITH: tuple[Part, ...] = ("within", "milestone")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The result of a calculation as its expression gives it."""

    result: dict[str, str]  # low, high, unit, bound, surface as in the JSON
    parts: tuple[str, ...]  # what each sub-expression comes to, as a reader sees it
    wrong: tuple[str, ...]  # the fields in which the stated result differs

    @property
    def agrees(self) -> bool:
        """Say whether the stated result is the recomputed one."""
        return not self.wrong


def recompute(calculation: Mapping[str, Any]) -> Recomputed:
    """Work a calculation of `Answer.to_dict()` out again; raises BadExpression where it is none."""
    expression = from_json(calculation.get("expression"))
    operands = [_given(one) for one in calculation["inputs"]]
    try:
        result = outcome(expression, operands)
        parts = tuple(shown(part, operands) for part in walk(expression))
    except ZeroDivisionError as error:
        raise BadExpression(str(error)) from error
    stated = calculation["result"]
    return Recomputed(result, parts, tuple(field for field in _FIELDS if stated.get(field) != result[field]))


def stated_parts(calculation: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the parts of a calculation come to; raises BadExpression where its result is not what is stated.

    A count has no figures and no expression: its result is how many names its formula lists.
    """
    if calculation.get("expression") is None:
        listed = str(calculation["formula"]).removeprefix("count(").rpartition(")")[0].split(", ")
        listed = [name for name in listed if name]
        if calculation["operation"] != "count" or calculation["result"]["low"] != str(len(listed)):
            raise BadExpression("there is none")
        return (calculation["result"]["surface"],)
    again = recompute(calculation)
    if not again.agrees:
        raise BadExpression(f"it comes to {again.result}, not {calculation['result']}")
    return again.parts


def _given(node: Mapping[str, Any]) -> Given:
    found: dict[Part, Value] = {"value": _value(node)}
    for part in _WITH:
        if node.get(part) is not None:
            found[part] = _value(node[part])
    if node.get("period") is not None:
        found["period"] = length(node["period"]["start"], node["period"]["end"])
        found["days"] = days(node["period"]["start"], node["period"]["end"])
    return found


def _value(node: Mapping[str, Any]) -> Value:
    try:
        low, high = Decimal(node["low"]), Decimal(node["high"])
    except InvalidOperation as error:
        raise BadExpression(f"no number: {node['low']!r}, {node['high']!r}") from error
    unit = f"{node['unit']}/{node['per']}" if node.get("per") else str(node["unit"])
    return Value(stated_interval(low, high, node["bound"]), unit)
