"""Two figures set side by side, with how far apart they are where one unit allows it."""

from __future__ import annotations

import re

from assistant.agreement import same_metric
from assistant.display import stated
from assistant.expression import apply
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues
from assistant.operations.difference import comparative
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from assistant.words import fold, tokens, vocabulary

_WHICH = re.compile(r"\b(?:which|who|whose)\b")


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
    lead, less = (smaller, greater) if _asks_least(question) else (greater, smaller)
    work = working(pair, apply("/", both.operands[swapped], both.operands[not swapped]))
    if work is None:
        return None
    mark = {id(first): "{0}", id(second): "{1}"}
    at = [f"{stated(figure.quantity)}{when(figure)} {mark[id(figure)]}" for figure in (lead, less)]
    more = comparative(lead, "greater" if lead is greater else "smaller")
    against = f"{at[0]} against {at[1]} for {named(less)}"
    equal = mine == other
    statement = f"{named(lead)} is {more}: {against}, {work.surface}."
    return work.calculation("compare", f"They are equal: {against}." if equal else statement)


def _asks_least(question: Question) -> bool:
    """Say whether it is asked which of two is the smaller: "which grows faster" asks for the shorter time."""
    words = {fold(token.text) for token in tokens(question.standalone)}
    direction = vocabulary("questions")["direction"]
    asks = _WHICH.search(fold(question.standalone)) is not None
    return asks and bool(words & set(direction["smaller"])) and not words & set(direction["greater"])


OPERATION = Operation(
    name="compare",
    example="How does the one compare with the other?",
    asked=cues("compare"),
    run=run,
)  # fmt: skip
