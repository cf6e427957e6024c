"""Two figures set side by side, with how far apart they are where one unit allows it."""

from __future__ import annotations

import re
from functools import cache

from assistant.agreement import same_metric
from assistant.display import stated
from assistant.expression import apply
from assistant.labels import metric, named, subject, when
from assistant.operations.base import Operands, Operation, best_pair, cues
from assistant.operations.difference import comparative, of_levels
from assistant.operations.group import peers
from assistant.operations.ordering import ascending
from assistant.operations.working import aligned, working
from assistant.since import since_then
from assistant.types import Calculation, Question
from assistant.words import fold, tokens, vocabulary
from documents.figures.types import Figure

_WHICH = re.compile(r"\b(?:which|who|whose)\b")


def run(question: Question, operands: Operands) -> Calculation | None:
    if (move := since_then(question, operands.whole, operands.corpus)) is not None:
        return of_levels(move)
    if len(operands.sides) < 2:
        return None
    if len(operands.sides) > 2 and (ordered := _several(question, operands)) is not None:
        return ordered
    pair = best_pair(question, operands)
    if pair is None or not (same_metric(*pair) or _prices(question, *pair)):
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


def _several(question: Question, operands: Operands) -> Calculation | None:
    """Return three and more in order, the greatest first; None where one of them has no figure of that measure."""
    figures = peers(operands)
    alike = len(figures) == len(operands.sides) and all(same_metric(figures[0], other) for other in figures[1:])
    both = aligned(figures) if alike else None
    if both is None or len(set(figures)) < len(figures):
        return None
    order = ascending(figures)[::-1]
    work = working(figures, apply("descending", *(both.operands[i] for i in order)))
    if work is None:
        return None
    listed = "; ".join(f"{subject(figures[i])}: {stated(figures[i].quantity)}{when(figures[i])} {{{i}}}" for i in order)
    return work.calculation("rank", f"{metric(figures[order[0]])}: {listed}.")


def _prices(question: Question, left: Figure, right: Figure) -> bool:
    """Say whether it is asked which is dearer, and one figure is what a thing costs, the other the price of one."""
    words = {fold(token.text) for token in tokens(question.standalone)}
    return {left.kind, right.kind} == {"price", "cost"} and not words.isdisjoint(_of_money())


@cache
def _of_money() -> frozenset[str]:
    return frozenset(vocabulary("questions")["measured"]["money"])


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
