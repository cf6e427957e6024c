"""The middle of a stated range."""

from __future__ import annotations

from assistant.expression import Input, apply
from assistant.labels import full
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.working import working
from assistant.types import Calculation, Question


def run(question: Question, operands: Operands) -> Calculation | None:
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        if figure.quantity.low == figure.quantity.high:
            continue
        work = working((figure,), apply("mean", apply("low", Input(0)), apply("high", Input(0))))
        if work is not None:
            return work.calculation(
                "average",
                f"{work.surface} is the middle of the range: {full(figure)} {{0}}.",
                ("the middle of the stated range: the article gives only its ends",),
            )
    return None


OPERATION = Operation("midpoint", "What is the middle of that range?", cues("midpoint"), run)
