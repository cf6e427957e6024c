"""What so many come to at so much for each: "if each loses $900 and it sells 1,000"."""

from __future__ import annotations

from fractions import Fraction

from assistant.display import capital
from assistant.expression import Constant, Input, apply
from assistant.labels import full
from assistant.operations.base import Operands
from assistant.operations.reach import ASKED
from assistant.operations.working import measured_in, working
from assistant.types import Calculation, Question
from assistant.words import same_idea, stems
from documents.figures.types import Quantity

_COUNTED = ("count", "number", "ordinal")


def of_so_many(question: Question, operands: Operands) -> Calculation | None:
    """Return the question's own number times an amount for each of what it counts; None where no amount is for each."""
    counts = [q for q in question.whole.quantities if q.dimension in _COUNTED and q.low > 1 and q.low == q.high]
    for candidate in operands.whole:
        figure = candidate.figure
        each = figure.quantity.per
        many = next((q for q in counts if each is not None and _of_one_sort(q, each)), None)
        if many is None or set(candidate.lacks) - {"words", "unit"} or figure.quantity.dimension in _COUNTED:
            continue
        unit = measured_in(figure).partition("/")[2]
        work = working((figure,), apply("*", Constant(Fraction(many.low), unit, ASKED), Input(0)))
        if work is not None:
            assumed = f"the same for each of the {many.surface.strip()}, a number of the question's"
            text = f"{capital(work.surface)}: {full(figure)} {{0}}, times {many.surface.strip()}."
            return work.calculation("implied_value", text, (assumed,))
    return None


def _of_one_sort(quantity: Quantity, each: str) -> bool:
    """Say whether a quantity counts what an amount is for each of: cars, of an amount a vehicle."""
    mine = {*stems(quantity.unit), *stems(quantity.surface)}
    return any(a == b or same_idea(a, b) for a in mine for b in stems(each))
