"""How wide a stated range is."""

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
        work = working((figure,), apply("-", apply("high", Input(0)), apply("low", Input(0))))
        if work is not None:
            return work.calculation("range_width", f"{work.surface} from end to end: {full(figure)} {{0}}.")
    return None


OPERATION = Operation("range_width", "How wide is that range?", cues("range_width"), run)
