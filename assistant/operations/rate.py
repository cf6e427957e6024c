"""How much of something there was for each unit of time, on average."""

from __future__ import annotations

from assistant.comparability import caveats
from assistant.display import capital, number, result_text, unit_name
from assistant.labels import full
from assistant.operations.base import Operands, Operation, convert_factor, cues, fitting, result
from assistant.operations.pace import Pace, pace
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    unit = question.per_unit
    if unit is None or convert_factor(unit, "day") is None:
        return None
    for candidate in fitting(operands.whole):
        found = pace(candidate.figure, operands.corpus)
        if found is not None and found.per(unit) is not None:
            return _calculation(candidate.figure, found, unit)
    return None


def _calculation(figure: Figure, found: Pace, unit: str) -> Calculation | None:
    value = found.per(unit)
    if value is None:
        return None
    surface = result_text(value, f"{found.unit}/{unit}")
    factor = convert_factor(found.time_unit, unit)
    assert factor is not None
    steps = () if factor == 1 else (f"{found.time_text} = {_in(found, unit)}",)
    about = "" if value.bound else "about "
    return Calculation(
        operation="rate",
        inputs=(figure,),
        formula=f"{found.amount_text} / {found.time_text} = {surface}",
        result=result(value, f"{found.unit}/{unit}", surface),
        steps=steps,
        assumptions=(found.assumption,),
        caveats=caveats((figure,)),
        statement=f"{capital(about + surface)} on average: {full(figure)} {{0}}.",
    )


def _in(found: Pace, unit: str) -> str:
    factor = convert_factor(found.time_unit, unit)
    assert factor is not None
    scaled = found.time.high * factor
    return f"{number(scaled)} {unit_name(unit, scaled)}"


OPERATION = Operation(
    name="rate",
    example="How many orders came in per hour?",
    asked=cues("rate"),
    run=run,
)
