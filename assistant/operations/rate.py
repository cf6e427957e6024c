"""How much of something there was for each unit of time, on average."""

from __future__ import annotations

from assistant.display import capital
from assistant.evaluate import conversion
from assistant.expression import Input
from assistant.labels import full
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.pace import pace
from assistant.operations.working import working
from assistant.types import Calculation, Question


def run(question: Question, operands: Operands) -> Calculation | None:
    unit = question.per_unit
    if unit is None or conversion(unit, "day") is None:
        return None
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        found = pace(figure, operands.corpus)
        work = working((figure,), found.per(unit)) if found is not None else None
        if found is None or work is None:
            continue
        if work.expression == Input(0):
            return None  # the article states the rate itself
        shown = work.surface if work.value.bound else f"about {work.surface}"
        return work.calculation(
            "rate", f"{capital(shown)} on average: {full(figure)} {{0}}.", (found.assumption,)
        )  # fmt: skip
    return None


OPERATION = Operation(
    name="rate",
    example="How many orders came in per hour?",
    asked=cues("rate"),
    run=run,
)
