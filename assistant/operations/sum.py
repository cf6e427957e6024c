"""Several figures of one metric added up."""

from __future__ import annotations

from assistant.agreement import same_metric
from assistant.display import stated
from assistant.expression import apply
from assistant.labels import label, when
from assistant.operations.base import Operands, Operation, best_pair, cues, fitting
from assistant.operations.group import peers, spanned
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    figures = parts(question, operands)
    return None if len(figures) < 2 or figures[0].quantity.unit == "%" else added(figures)


def added(figures: tuple[Figure, ...]) -> Calculation | None:
    """Return what figures come to together, None where they have no unit in common."""
    terms = aligned(figures)
    work = working(figures, apply("+", *terms.operands)) if terms is not None else None
    if work is None:
        return None
    listed = " plus ".join(f"{stated(f.quantity)}{when(f)} {{{i}}}" for i, f in enumerate(figures))
    return work.calculation("sum", f"{work.surface} altogether ({label(figures[0])}): {listed}.")


def parts(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return what is to be taken together: a figure for each side, for each period asked, or the group."""
    if years := spanned(question, operands):
        return years
    if len(operands.sides) > 2:
        every = peers(operands)
        return every if len(every) == len(operands.sides) else ()  # never a sum of some of those that are named
    if len(operands.sides) == 2:
        pair = best_pair(question, operands)
        if pair is not None and pair[0].quantity.unit == pair[1].quantity.unit:
            return pair
    wanted = question.whole.periods
    found = [c.figure for c in fitting(operands.whole)]
    if len(wanted) >= 2 and found:
        best = found[0]
        dated = {f.period: f for f in reversed(found) if f.period is not None and same_metric(best, f)}
        matched = tuple(sorted(dated.values(), key=lambda f: f.quantity.span.start))
        return matched if len(matched) == len(wanted) else ()
    return peers(operands)


OPERATION = Operation("sum", "What did it lose altogether in both years?", cues("sum"), run)
