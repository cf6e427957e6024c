"""A stated figure in another unit of its dimension."""

from __future__ import annotations

import re

from assistant.display import capital
from assistant.evaluate import converted
from assistant.expression import Input
from assistant.labels import full
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.working import measured_in, working
from assistant.types import Calculation, Question
from documents.figures.types import Quantity
from documents.figures.units import unit_of

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
        return work.calculation("unit_conversion", f"{capital(shown)}: {full(figure)} {{0}}.", uneven(own, unit))
    return None


def uneven(one: str, other: str) -> tuple[str, ...]:
    """Return what is assumed where a time is told in another unit: months are not of one length."""
    return () if _CALENDAR.isdisjoint((one, other)) else (_MONTH_NOTE,)


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    if _CUES(folded, quantities, names):
        return True
    match = _IN.search(folded)
    unit = unit_of(match.group(1)) if match is not None else None
    return unit is not None and unit[1] in _MEASURED


_CUES = cues("unit_conversion")
_IN = re.compile(r"\b(?:in|into|to) ([a-z]+)\W*$")
_MEASURED = ("duration", "length", "mass", "volume", "area", "energy", "power", "temperature")

OPERATION = Operation("unit_conversion", "What is that in months?", asked, run)
