"""What was ordered and has not come: "how many of the machines is it still waiting for?"."""

from __future__ import annotations

from assistant.operations import remainder
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.opposed import pairs
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    found = [(whole, part) for whole, part in pairs(question, operands, "ordered", "arrived") if _may_be(whole, part)]
    if not found:
        return remainder.run(question, operands)
    whole = found[0][0]
    parts = [part for other, part in found if other == whole]
    latest = max(parts, key=_until)
    if any(part.quantity.low > latest.quantity.low or not _all_so_far(part, parts) for part in parts):
        return None  # several deliveries, of which none is told to be all so far
    return remainder.left(whole, (latest,))


def _may_be(whole: Figure, part: Figure) -> bool:
    return whole.quantity.low > part.quantity.low > 0


def _until(figure: Figure) -> tuple[str, int]:
    return (figure.period.end if figure.period is not None else "", figure.quantity.span.start)


def _all_so_far(part: Figure, parts: list[Figure]) -> bool:
    """Say whether an amount is all that has come until a day, or the only one that is told."""
    return len(parts) == 1 or (part.period is not None and part.period.cumulative)


OPERATION = Operation("outstanding", "How many machines is it still waiting for?", cues("outstanding"), run)
