"""Amounts written in two units, read as one: "3 hours 52 minutes", "5 months and 3 days", "6 feet 2 inches"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from documents.figures.lists import Draft
from documents.figures.tokens import Token
from documents.figures.units import convert, factor

_DIMENSIONS = frozenset({"duration", "length", "mass"})


def compounded(tokens: tuple[Token, ...], drafts: list[Draft]) -> list[Draft]:
    """Join each amount with the smaller unit right after it; the result is in the smaller unit, and so exact."""
    out: list[Draft] = []
    for draft in drafts:
        joined = _joined(tokens, out[-1], draft) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(draft)
    return out


def _joined(tokens: tuple[Token, ...], left: Draft, right: Draft) -> Draft | None:
    if left.dimension != right.dimension or left.dimension not in _DIMENSIONS or left.unit == right.unit:
        return None
    between = [token.low for token in tokens[left.last : right.first]]
    if between not in ([], ["and"], [","], [",", "and"]) or tokens[right.first].line or left.per or right.per:
        return None
    ratio = factor(left.unit, right.unit)
    if left.low != left.high or right.low != right.high or ratio is None or right.low.value >= ratio or ratio <= 1:
        return None
    if "and" in between and left.unit != "month" and ratio > 366:
        return None  # "two years and three hours" are two things
    larger = convert(left.low.value * left.scale, left.unit, right.unit)
    whole = (left.low.value * left.scale) == (left.low.value * left.scale).to_integral_value()
    if larger is None or not whole:
        return None
    number = replace(right.low, value=larger + right.low.value * right.scale, first=left.low.first)
    return replace(right, low=number, high=number, first=left.first, scale=Decimal(1), bound=left.bound)
