"""By how many percent one figure is above or below another, or has changed from one time to the next."""

from __future__ import annotations

from assistant.agreement import same_metric
from assistant.comparability import caveats
from assistant.display import operand, result_text, stated
from assistant.interval import Interval, exact
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues, fitting, in_unit, result
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    pair = best_pair(question, operands) or _with_before(question, operands)
    if pair is None:
        return None
    first, second = pair
    base, other = (first, second) if _grows(question) else (second, first)
    unit = base.quantity.unit
    start, end = in_unit(base.quantity, unit), in_unit(other.quantity, unit)
    if start is None or end is None or start.low == 0:
        return None
    # (end - start) / start = end / start - 1: one division keeps each operand once, so that bounds stay tight.
    change = (end / start - exact(1)) * exact(100)
    falls = change.high < 0
    size = (
        Interval(-change.high, -change.low, change.open_high, change.open_low, change.about, change.digits)
        if falls
        else change
    )
    surface = result_text(size, "%")
    direction = "lower" if falls else "higher"
    at = {id(figure): f"{{{i}}}" for i, figure in enumerate(pair)}
    start_text, end_text = f"{stated(base.quantity)} ({_what(base)}) {at[id(base)]}", f"{stated(other.quantity)}"
    if _grows(question):
        change_word = "a fall" if falls else "a rise"
        words = f"From {start_text} to {end_text} ({_what(other)}) {at[id(other)]} is {change_word} of {surface}."
    else:
        words = f"{_what(other)} is {surface} {direction} than {_what(base)}: {end_text} {at[id(other)]} against "
        words += f"{stated(base.quantity)} {at[id(base)]}."
    assumptions = ("both figures are bounds, so the true change may lie on either side",) if size.undirected else ()
    formula = (
        f"({operand(base)} - {operand(other)}) / {operand(base)}"
        if falls
        else f"({operand(other)} - {operand(base)}) / {operand(base)}"
    )
    return Calculation(
        operation="percent_change",
        inputs=pair,
        formula=f"{formula} = {surface}",
        result=result(size, "%", surface),
        assumptions=assumptions,
        caveats=caveats(pair),
        statement=words,
    )


def _with_before(question: Question, operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the figure of the period before and that of the period asked: "how much did it grow in 2024?"."""
    now = next((c.figure for c in fitting(operands.whole) if c.figure.period is not None), None)
    if now is None or now.period is None or not _grows(question):
        return None
    start = now.period.start
    earlier = [
        c.figure
        for c in operands.whole
        if c.figure.period is not None
        and c.figure.period.start < start
        and same_metric(now, c.figure)
        and (c.figure.subject, c.figure.quantity.unit) == (now.subject, now.quantity.unit)
    ]
    if not earlier:
        return None
    return max(earlier, key=lambda f: f.period.start if f.period else ""), now


def _grows(question: Question) -> bool:
    folded = fold(question.standalone)
    return (
        any(
            word in folded
            for word in (
                " from ",
                "grow",
                "grew",
                "increase",
                "rise",
                "rose",
                "fall",
                "fell",
                "drop",
                "decline",
                "change",
            )
        )
        and " than " not in folded
    )


def _what(figure: Figure) -> str:
    return f"{named(figure)}{when(figure)}"


OPERATION = Operation(
    name="percent_change",
    example="By what percentage is the one cheaper than the other?",
    asked=cues("percent_change"),
    run=run,
)
