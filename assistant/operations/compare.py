"""Two figures set side by side, with how far apart they are where one unit allows it."""

from __future__ import annotations

from assistant.agreement import same_metric
from assistant.comparability import caveats
from assistant.display import operand, result_text, stated
from assistant.interval import interval
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues, in_unit, result
from assistant.operations.difference import comparative
from assistant.types import Calculation, Question


def run(question: Question, operands: Operands) -> Calculation | None:
    if len(operands.sides) < 2:
        return None
    pair = best_pair(question, operands)
    if pair is None or not same_metric(*pair):
        return None
    first, second = pair
    mine, other = interval(first.quantity), in_unit(second.quantity, first.quantity.unit)
    if other is None or min(mine.low, other.low) <= 0:
        return None
    greater, smaller = (first, second) if mine.low >= other.low else (second, first)
    ratio = mine / other if greater is first else other / mine
    surface = result_text(ratio, "x")
    more = comparative(greater)
    mark = {id(first): "{0}", id(second): "{1}"}
    at = [f"{stated(figure.quantity)}{when(figure)} {mark[id(figure)]}" for figure in (greater, smaller)]
    return Calculation(
        operation="compare",
        inputs=pair,
        formula=f"{operand(greater)} / {operand(smaller)} = {surface}",
        result=result(ratio, "x", surface),
        caveats=caveats(pair),
        statement=f"{named(greater)} is {more}: {at[0]} against {at[1]} for {named(smaller)}, {surface}.",
    )


OPERATION = Operation(
    name="compare",
    example="How does the one compare with the other?",
    asked=cues("compare"),
    run=run,
)  # fmt: skip
