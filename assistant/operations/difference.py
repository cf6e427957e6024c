"""How far two figures lie apart, in their own unit; percentages in percentage points."""

from __future__ import annotations

from assistant.comparability import caveats
from assistant.display import amount, operand, result_text, stated
from assistant.interval import interval
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues, in_unit, result
from assistant.types import Calculation, Question
from assistant.words import vocabulary
from documents.figures.types import Figure


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
    more = comparative(first)
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
    statement = (
        f"{named(greater)} is {more} by {surface}: {stated(greater.quantity)}{when(greater)} {at[id(greater)]} "
        f"against {stated(smaller.quantity)}{when(smaller)} for {named(smaller)} {at[id(smaller)]}."
    )
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


def comparative(figure: Figure) -> str:
    """Return the word for more of what the figure measures: "longer" for a time."""
    return str(vocabulary("comparatives")["greater"].get(figure.quantity.dimension, "higher"))


OPERATION = Operation(
    name="difference",
    example="How many RMB less does the one cost than the other?",
    asked=cues("difference"),
    run=run,
)
