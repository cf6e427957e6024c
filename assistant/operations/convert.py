"""A stated figure in another unit, or carried on from a part of the year to the whole."""

from __future__ import annotations

from datetime import date

from assistant.comparability import caveats
from assistant.display import capital, operand, result_text
from assistant.interval import exact, interval
from assistant.labels import full
from assistant.operations.base import Operands, Operation, cues, fitting, in_unit, result
from assistant.types import Calculation, Question
from documents.figures.types import Figure

_CALENDAR = {"month", "quarter", "year"}
_MONTH_NOTE = "an average month of 30.4 days"


def run_conversion(question: Question, operands: Operands) -> Calculation | None:
    unit = question.target_unit
    if unit is None:
        return None
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        value = in_unit(figure.quantity, unit)
        if value is None or figure.quantity.unit == unit:
            continue
        surface = result_text(value, unit)
        about = "" if value.bound else "about "
        shown = f"{about}{surface}"
        uneven = figure.quantity.unit in _CALENDAR or unit in _CALENDAR
        return Calculation(
            operation="unit_conversion",
            inputs=(figure,),
            formula=f"{operand(figure)} = {shown}",
            result=result(value, unit, surface),
            assumptions=(_MONTH_NOTE,) if uneven else (),
            caveats=caveats((figure,)),
            statement=f"{capital(shown)}: {full(figure)} {{0}}.",
        )
    return None


def run_annualise(question: Question, operands: Operands) -> Calculation | None:
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        times = _in_a_year(figure)
        if times is None:
            continue
        value = interval(figure.quantity) * exact(times)
        surface = result_text(value, figure.quantity.unit)
        return Calculation(
            operation="implied_value",
            inputs=(figure,),
            formula=f"{times} x {operand(figure)} = {surface}",
            result=result(value, figure.quantity.unit, surface),
            assumptions=(f"every such period of the year is like {_when(figure)}; none is given for the whole year",),
            caveats=caveats((figure,)),
            statement=f"About {surface} a year at that pace: {full(figure)} {{0}}.",
        )  # fmt: skip
    return None


def _when(figure: Figure) -> str:
    return " ".join(figure.period.surface.split()) if figure.period else "it"


def _in_a_year(figure: Figure) -> int | None:
    """Return how often the figure's period fits into a year: 4 for a quarter, 12 for a month."""
    if figure.period is None or figure.period.cumulative:
        return None
    days = (date.fromisoformat(figure.period.end) - date.fromisoformat(figure.period.start)).days + 1
    for length, times in ((31, 12), (92, 4), (184, 2)):
        if days <= length and days * (times + 1) > 365:
            return times
    return None


CONVERSION = Operation("unit_conversion", "What is that in months?", cues("unit_conversion"), run_conversion)
ANNUALISE = Operation("annualise", "What is that over a whole year?", cues("annualise"), run_annualise)
