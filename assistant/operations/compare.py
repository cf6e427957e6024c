"""Two figures set side by side, with how far apart they are where one unit allows it."""

from __future__ import annotations

from assistant.agreement import same_metric
from assistant.display import stated
from assistant.expression import apply
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues
from assistant.operations.difference import comparative
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question


def run(question: Question, operands: Operands) -> Calculation | None:
    if len(operands.sides) < 2:
        return None
    pair = best_pair(question, operands)
    if pair is None or not same_metric(*pair):
        return None
    first, second = pair
    both = aligned(pair)
    if both is None or min(value.low for value in both.values) <= 0:
        return None
    mine, other = both.values
    swapped = mine.low < other.low
    greater, smaller = (second, first) if swapped else (first, second)
    work = working(pair, apply("/", both.operands[swapped], both.operands[not swapped]))
    if work is None:
        return None
    mark = {id(first): "{0}", id(second): "{1}"}
    at = [f"{stated(figure.quantity)}{when(figure)} {mark[id(figure)]}" for figure in (greater, smaller)]
    more = comparative(greater)
    against = f"{at[0]} against {at[1]} for {named(smaller)}"
    equal = mine == other
    statement = f"{named(greater)} is {more}: {against}, {work.surface}."
    return work.calculation("compare", f"They are equal: {against}." if equal else statement)


OPERATION = Operation(
    name="compare",
    example="How does the one compare with the other?",
    asked=cues("compare"),
    run=run,
)  # fmt: skip
