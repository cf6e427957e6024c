"""By how many percent one figure is above or below another, or has changed from one time to the next."""

from __future__ import annotations

from assistant.agreement import same_metric
from assistant.display import stated
from assistant.evaluate import conversion
from assistant.expression import Apply, Convert, Expression, apply
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues, fitting
from assistant.operations.working import Working, aligned, in_unit, measured_in, working
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure

_GROWING = (" from ", "grow", "grew", "increase", "rise", "rose", "fall", "fell", "drop", "decline", "change")


def run(question: Question, operands: Operands) -> Calculation | None:
    pair = best_pair(question, operands) or _with_before(question, operands)
    if pair is None:
        return None
    grows = _grows(question)
    work = change(pair, grows=grows)
    if work is None:
        return None
    base, other = pair if grows else pair[::-1]
    falls = _falls(work)
    at = {id(figure): f"{{{i}}}" for i, figure in enumerate(pair)}
    if grows:
        word = "a fall" if falls else "a rise"
        words = f"From {stated(base.quantity)} ({_what(base)}) {at[id(base)]} to {stated(other.quantity)} "
        words += f"({_what(other)}) {at[id(other)]} is {word} of {work.surface}."
    else:
        word = "lower" if falls else "higher"
        words = f"{_what(other)} is {work.surface} {word} than {_what(base)}: {stated(other.quantity)} {at[id(other)]} "
        words += f"against {stated(base.quantity)} {at[id(base)]}."
    open_ = work.value.undirected
    assumptions = ("both figures are bounds, so the true change may lie on either side",) if open_ else ()
    return work.calculation("percent_change", words, assumptions)


def change(pair: tuple[Figure, Figure], *, grows: bool) -> Working | None:
    """Return by how many percent one of two figures is above or below the other: the first is the base if it grows."""
    base, other = pair if grows else pair[::-1]
    unit = measured_in(base)
    start, end, both = in_unit(base.quantity, unit), in_unit(other.quantity, unit), aligned(pair, unit)
    percent = conversion("x", "%")
    if start is None or end is None or both is None or percent is None or start.low <= 0:
        return None
    old, new = both if grows else both[::-1]
    falls = end.high < start.low
    relative: Expression = apply("fall", old, new) if falls else apply("rise", new, old)
    return working(pair, Convert(relative, "%", percent))


def _falls(work: Working) -> bool:
    whole = work.expression
    return isinstance(whole, Convert) and isinstance(whole.of, Apply) and whole.of.operator == "fall"


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
    return any(word in folded for word in _GROWING) and " than " not in folded


def _what(figure: Figure) -> str:
    return f"{named(figure)}{when(figure)}"


OPERATION = Operation(
    name="percent_change",
    example="By what percentage is the one cheaper than the other?",
    asked=cues("percent_change"),
    run=run,
)
