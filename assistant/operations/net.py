"""What comes of openings and closures, of those who joined and those who left: "how many on balance?"."""

from __future__ import annotations

from assistant.display import capital
from assistant.expression import apply
from assistant.labels import said
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.opposed import pairs
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    found = pairs(question, operands, "came", "went")
    found = tuple(pair for pair in found if _of_one_time(*pair))
    if not found:
        return None
    came, went = found[0]
    both = aligned((came, went))
    if both is None:
        return None
    (mine, other), fell = both.values, both.values[0].high < both.values[1].low
    if not fell and mine.low < other.high:
        return None  # which of two ranges is the greater is open
    greater, smaller = (1, 0) if fell else (0, 1)
    work = working((came, went), apply("-", both.operands[greater], both.operands[smaller]))
    if work is None:
        return None
    sides = (f"{said(came)} {{0}}", f"{said(went)} {{1}}")
    word = " fewer" if fell else ""
    told = f"{capital(work.surface)}{word} on balance: {sides[greater]} less {sides[smaller]}."
    return work.calculation("difference", told)


def _of_one_time(came: Figure, went: Figure) -> bool:
    """Say whether what came and what went did so in one time: the closures of March are not taken off a year."""
    mine, other = came.period, went.period
    if mine is None or other is None:
        return True  # "310 closed in the first half, while 640 opened"
    return (mine.start, mine.end) == (other.start, other.end)


OPERATION = Operation("net", "How many shops did it add on balance, after closures?", cues("net"), run)
