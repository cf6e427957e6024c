"""How many times one figure is another, or how much of one there is for each of the other."""

from __future__ import annotations

import re

from assistant.comparability import caveats
from assistant.display import amount, capital, operand, result_text
from assistant.interval import interval
from assistant.labels import said
from assistant.operations.base import Operands, Operation, best_pair, cues, in_unit, result
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Quantity
from documents.figures.units import unit_of

_ORDERED = (" ratio of ", " per ", " for each ", " for every ")  # elsewhere the greater is set over the smaller


def run(question: Question, operands: Operands) -> Calculation | None:
    pair = best_pair(question, operands)
    if pair is None:
        return None
    first, second = pair
    ordered = any(cue in f" {fold(question.standalone)} " for cue in _ORDERED)
    other = in_unit(second.quantity, first.quantity.unit)
    if other is None:
        other = interval(second.quantity)  # devices per user: two counted nouns
    mine = interval(first.quantity)
    if not ordered and mine.high < other.low:
        first, second, mine, other = second, first, other, mine
    if other.low == 0:
        return None
    value = mine / other
    marks = {id(pair[0]): "{0}", id(pair[1]): "{1}"}
    counts = (
        first.quantity.unit != second.quantity.unit and first.quantity.dimension == second.quantity.dimension == "count"
    )
    if counts:
        unit = f"{first.quantity.unit}/{second.quantity.unit}"
        surface = f"{value.bound} {amount(value.low, value.high, '', value.digits)} times".strip()
        text = f"{surface}: {said(first)} {marks[id(first)]} for {said(second)} {marks[id(second)]}."
    else:
        unit = "x"
        surface = result_text(value, "x")
        text = f"{surface}: {said(first)} {marks[id(first)]} against {said(second)} {marks[id(second)]}."
    assumptions = [
        f"{operand(f)} converted at an average month of 30.4 days"
        for f in (first, second)
        if f.quantity.unit == "month" and first.quantity.unit != second.quantity.unit
    ]
    if value.undirected:
        assumptions.append("both figures are bounds, so the true ratio may lie on either side")
    if counts:
        assumptions.append("a ratio of two totals: the article does not say that the one belongs to the other")
    return Calculation(
        operation="ratio",
        inputs=pair,
        formula=f"{operand(first)} / {operand(second)} = {surface}",
        result=result(value, unit, surface),
        assumptions=tuple(assumptions),
        caveats=caveats(pair),
        statement=capital(text),
    )


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    if _CUES(folded, quantities, names):
        return True
    # "devices per user": per a counted noun, not per unit of time
    match = _PER_NOUN.search(folded)
    return match is not None and not any(unit_of(word) for word in match.group(1).split())


_PER_NOUN = re.compile(r"\bhow many\b.{0,60}\bper (\w+(?: \w+){0,2})")
_CUES = cues("ratio")

OPERATION = Operation(
    name="ratio",
    example="How many times as long did the one take as the other?",
    asked=asked,
    run=run,
)
