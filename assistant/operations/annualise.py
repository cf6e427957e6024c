"""A figure of a part of the year carried on to the whole."""

from __future__ import annotations

from fractions import Fraction

from assistant.agreement import same_metric
from assistant.evaluate import period_days
from assistant.expression import Constant, Input, apply
from assistant.labels import full
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.working import working
from assistant.types import Calculation, Question
from documents.figures.types import Figure

_PARTS = ((31, 12, "months"), (92, 4, "quarters"), (184, 2, "halves"))  # days at most, times a year, their name


def run(question: Question, operands: Operands) -> Calculation | None:
    able = [candidate.figure for candidate in fitting(operands.whole)]
    for figure in able:
        figure = _latest(figure, able)
        times = _in_a_year(figure)
        work = working((figure,), apply("*", times, Input(0))) if times is not None else None
        if work is None:
            continue
        assumed = f"every such period of the year is like {_when(figure)}; none is given for the whole year"
        return work.calculation(
            "implied_value", f"About {work.surface} a year at that pace: {full(figure)} {{0}}.", (assumed,)
        )
    return None


def _latest(figure: Figure, able: list[Figure]) -> Figure:
    """Return the last of the figures that tell the same of a part of a year: of two quarters the later one."""
    alike = [f for f in able if f.subject == figure.subject and same_metric(f, figure) and _in_a_year(f) is not None]
    return max(alike, key=lambda f: f.period.end if f.period is not None else "", default=figure)


def _when(figure: Figure) -> str:
    return " ".join(figure.period.surface.split()) if figure.period else "it"


def _in_a_year(figure: Figure) -> Constant | None:
    """Return how often the figure's period fits into a year: 4 for a quarter, 12 for a month."""
    if figure.period is None or figure.period.cumulative:
        return None
    days = period_days(figure.period)
    for most, times, parts in _PARTS:
        if days <= most and days * (times + 1) > 365:
            return Constant(Fraction(times), "", f"{parts} in a year")
    return None


OPERATION = Operation("annualise", "What is that over a whole year?", cues("annualise"), run)
