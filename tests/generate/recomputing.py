"""A calculation worked out from its JSON by other code than the product's: a few lines over exact fractions.

Every value that arises on the way is given, so that a number of an answer can be looked for among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

Ends = tuple[Fraction, Fraction]


def values(calculation: Mapping[str, Any]) -> Iterator[Fraction]:
    """Yield the lower and upper end of every node of the expression, the constants and factors among them."""
    found: list[Ends] = []
    _ends(calculation["expression"], calculation["inputs"], found)
    for low, high in found:
        yield from (low, high)


def result(calculation: Mapping[str, Any]) -> Ends:
    """Return what the expression comes to."""
    return _ends(calculation["expression"], calculation["inputs"], [])


def _ends(node: Mapping[str, Any], inputs: list[Any], found: list[Ends]) -> Ends:
    if "input" in node:
        ends = _given(inputs[node["input"]], node.get("part", "value"))
    elif "constant" in node:
        ends = (Fraction(node["constant"]), Fraction(node["constant"]))
    elif "convert" in node:
        factor = Fraction(node["factor"])
        low, high = _ends(node["of"], inputs, found)
        found += [(one, one) for one in (factor, *_month(factor))]
        ends = (low * factor, high * factor)
    else:
        if node["operator"] == "mean":
            found.append((Fraction(len(node["arguments"])),) * 2)
        ends = _applied(node["operator"], [_ends(one, inputs, found) for one in node["arguments"]])
    found.append(ends)
    return ends


def _month(factor: Fraction) -> tuple[Fraction, ...]:
    """Return the length of a month or a year in days where a factor goes by it: 30.4 days are 152/35 weeks."""
    lengths = {Fraction(304, 10), Fraction(304, 10) * 3, Fraction(365), Fraction(365, 4)}
    days = (Fraction(1, 86400), Fraction(1, 1440), Fraction(1, 24), Fraction(1), Fraction(7))
    return tuple(sorted(lengths & {whole for day in days for whole in (factor * day, day / factor)}))


def _given(operand: Mapping[str, Any], part: str) -> Ends:
    if part in ("period", "days"):
        days = date.fromisoformat(operand["period"]["end"]) - date.fromisoformat(operand["period"]["start"])
        length = Fraction(days.days + 1)
        if part == "days":
            return length, length
        for least, most, whole in ((28, 31, 1), (89, 92, 1), (365, 366, 1)):
            length = Fraction(whole) if least <= length <= most else length
        return length, length
    stated = operand if part == "value" else operand[part]
    return Fraction(stated["low"]), Fraction(stated["high"])


def _applied(operator: str, ends: list[Ends]) -> Ends:
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    zero = Fraction(0)
    if operator in ("+", "mean"):
        parts = Fraction(len(ends) if operator == "mean" else 1)
        return sum(lows, zero) / parts, sum(highs, zero) / parts
    if operator in ("min", "max"):
        pick = min if operator == "min" else max
        return pick(lows), pick(highs)
    if operator == "*":
        low = high = Fraction(1)
        for one, other in ends:
            corners = [low * one, low * other, high * one, high * other]
            low, high = min(corners), max(corners)
        return low, high
    (low, high), (other_low, other_high) = ends[0], ends[-1]
    if operator == "-":
        return low - other_high, high - other_low
    if operator == "/":
        return low / other_high, high / other_low
    if operator == "rise":
        return low / other_high - 1, high / other_low - 1
    if operator == "fall":
        return 1 - other_high / low, 1 - other_low / high
    if operator == "ends":
        return min(low, other_low), max(high, other_high)
    if operator == "reached":
        return other_high, other_high
    if operator in ("ascending", "descending"):
        return low, high
    return {"low": (low, low), "high": (high, high)}[operator]
