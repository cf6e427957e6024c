"""How many times one figure is another, or how much of one there is for each of the other."""

from __future__ import annotations

import re

from assistant.display import capital, operand
from assistant.expression import Expression, Input, apply
from assistant.interval import interval
from assistant.labels import said
from assistant.operations.base import Operands, Operation, best_pair, cues
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure, Quantity
from documents.figures.units import unit_of

_ORDERED = (
    " ratio of ",
    " proportion of ",
    " per ",
    " for each ",
    " for every ",
)  # elsewhere the greater is set over the smaller


def run(question: Question, operands: Operands) -> Calculation | None:
    pair = best_pair(question, operands)
    return None if pair is None else quotient(question, pair)


def quotient(question: Question, pair: tuple[Figure, Figure]) -> Calculation | None:
    """Return one figure over the other, the greater over the smaller unless the question sets the order."""
    first, second = pair
    both = aligned(pair)
    counts = both is None and first.quantity.dimension == second.quantity.dimension == "count"
    if both is None and not counts:
        return None
    ordered = any(cue in f" {fold(question.standalone)} " for cue in _ORDERED)
    mine, other = both.values if both is not None else (interval(f.quantity) for f in pair)
    swapped = not ordered and mine.high < other.low
    operands: tuple[Expression, ...] = both.operands if both is not None else (Input(0), Input(1))  # devices per user
    work = working(pair, apply("/", operands[swapped], operands[not swapped]))
    if work is None:
        return None
    over, under = (second, first) if swapped else (first, second)
    mark = {id(first): "{0}", id(second): "{1}"}
    between = "for" if counts else "against"
    text = f"{work.surface}: {said(over)} {mark[id(over)]} {between} {said(under)} {mark[id(under)]}."
    return work.calculation("ratio", capital(text), _assumptions(pair, counts, undirected=work.value.undirected))


def _assumptions(pair: tuple[Figure, Figure], counts: bool, *, undirected: bool) -> tuple[str, ...]:
    mixed = pair[0].quantity.unit != pair[1].quantity.unit
    found = [
        f"{operand(f)} converted at an average month of 30.4 days" for f in pair if f.quantity.unit == "month" and mixed
    ]
    if undirected:
        found.append("both figures are bounds, so the true ratio may lie on either side")
    if counts:
        found.append("a ratio of totals: the article does not say that they belong together")
    return tuple(found)


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
