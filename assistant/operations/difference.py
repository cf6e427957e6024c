"""How far two figures lie apart, in their own unit; percentages in percentage points."""

from __future__ import annotations

import re

from assistant.comparability import caveats
from assistant.display import amount, operand, result_text, stated
from assistant.interval import interval
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues, in_unit, result
from assistant.types import Calculation, Question
from assistant.words import fold, vocabulary
from documents.figures.types import Figure

_WHICH = re.compile(r"\b(?:which|who|whose)\b")


def run(question: Question, operands: Operands) -> Calculation | None:
    pair = best_pair(question, operands)
    if pair is None:
        return None
    first, second = pair
    unit = first.quantity.unit
    mine, other = interval(first.quantity), in_unit(second.quantity, unit)
    if other is None:
        return None
    greater, smaller = (first, second) if mine.low >= other.low else (second, first)
    high, low = (mine, other) if greater is first else (other, mine)
    more, less = comparative(first, "greater"), comparative(first, "smaller")
    shown_unit = "pp" if unit == "%" else unit
    steps: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    if high.is_range and low.is_range:
        ends = (
            amount(high.low - low.low, high.low - low.low, shown_unit),
            amount(high.high - low.high, high.high - low.high, shown_unit),
        )
        value = high - low
        surface = f"{ends[0]} at the lower end and {ends[1]} at the upper end"
        steps = (
            f"{operand(greater)} - {operand(smaller)}, lower ends: {ends[0]}",
            f"{operand(greater)} - {operand(smaller)}, upper ends: {ends[1]}",
        )
        assumptions = ("both are ranges: any value between the ends is possible",)
    else:
        value = high - low
        surface = result_text(value, shown_unit)
    at = {id(first): "{0}", id(second): "{1}"}
    # "Which is longer, A or B?" is answered with the longer one, "how much cheaper is A than B?" with A.
    lead, other_one = (greater, smaller) if _WHICH.search(fold(question.standalone)) else (first, second)
    word = more if lead is greater else less
    left, right = (f"{stated(f.quantity)}{when(f)} {at[id(f)]}" for f in (lead, other_one))
    statement = f"{named(lead)} is {surface} {word} than {named(other_one)}: {left} against {right}."
    return Calculation(
        operation="difference",
        inputs=pair,
        formula=f"{operand(greater)} - {operand(smaller)} = {surface}",
        result=result(value, shown_unit, surface),
        steps=steps,
        assumptions=assumptions,
        caveats=caveats(pair),
        statement=statement,
    )


def comparative(figure: Figure, side: str = "greater") -> str:
    """Return the word for more or less of what the figure measures: "longer" for a time."""
    usual = "higher" if side == "greater" else "lower"
    return str(vocabulary("comparatives")[side].get(figure.quantity.dimension, usual))


OPERATION = Operation(
    name="difference",
    example="How many RMB less does the one cost than the other?",
    asked=cues("difference"),
    run=run,
)
