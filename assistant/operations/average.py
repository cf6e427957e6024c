"""The unweighted mean of several figures of one metric, or the middle of a range."""

from __future__ import annotations

from assistant.display import stated
from assistant.expression import apply
from assistant.labels import metric, subject
from assistant.operations import midpoint
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.group import peers, spanned
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    figures = spanned(question, operands) or peers(operands)
    if len(question.whole.names) == 1:  # the mean of the one that is named, never with another's
        others = {c.figure for c in operands.whole if any(lack.startswith("name:") for lack in c.lacks)}
        figures = tuple(figure for figure in figures if figure not in others)
    if len(operands.sides) > 2 and len(figures) < len(operands.sides):
        return None  # never the mean of some of those that are named
    return midpoint.run(question, operands) if len(figures) < 2 else averaged(figures)


def averaged(figures: tuple[Figure, ...]) -> Calculation | None:
    """Return the unweighted mean of figures, None where they have no unit in common."""
    taken = aligned(figures)
    work = working(figures, apply("mean", *taken.operands)) if taken is not None else None
    if work is None:
        return None
    listed = ", ".join(f"{stated(f.quantity)}{_owner(f)} {{{i}}}" for i, f in enumerate(figures))
    return work.calculation(
        "average",
        f"About {work.surface} on average ({metric(figures[0])}): {listed}.",
        ("an unweighted average: each figure counts the same",),
    )


def _owner(figure: Figure) -> str:
    whose = subject(figure)
    return f" ({whose})" if whose else ""


OPERATION = Operation("average", "What is the average of the three?", cues("average"), run)
