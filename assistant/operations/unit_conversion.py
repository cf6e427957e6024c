"""A stated figure in another unit of its dimension."""

from __future__ import annotations

from assistant.display import capital
from assistant.evaluate import converted
from assistant.expression import Input
from assistant.labels import full
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.working import measured_in, working
from assistant.types import Calculation, Question

_CALENDAR = {"month", "quarter", "year"}
_MONTH_NOTE = "an average month of 30.4 days"


def run(question: Question, operands: Operands) -> Calculation | None:
    unit = question.target_unit
    if unit is None:
        return None
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        own = measured_in(figure)
        work = working((figure,), converted(Input(0), own, unit)) if own != unit else None
        if work is None:
            continue
        shown = work.surface if work.value.bound else f"about {work.surface}"
        uneven = own in _CALENDAR or unit in _CALENDAR
        return work.calculation(
            "unit_conversion", f"{capital(shown)}: {full(figure)} {{0}}.", (_MONTH_NOTE,) if uneven else ()
        )
    return None


OPERATION = Operation("unit_conversion", "What is that in months?", cues("unit_conversion"), run)
