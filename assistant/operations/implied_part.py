"""What a stated share of a stated total comes to."""

from __future__ import annotations

from fractions import Fraction

from assistant.display import capital, operand, stated
from assistant.expression import Convert, Input, apply
from assistant.labels import full, when
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.share import AMOUNTS
from assistant.operations.times import of_so_many
from assistant.operations.working import working
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    if (found := of_so_many(question, operands)) is not None:
        return found
    shares = [c.figure for c in fitting(operands.whole) if c.figure.quantity.unit == "%"]
    whose = {f"name:{name}" for name in shares[0].subjects} if shares else set()  # the share is theirs, not the total
    spare = {"kind", *whose}
    totals = [c for side in (operands.whole, *operands.sides) for c in side if set(c.lacks) <= spare]
    amounts = [c for c in totals if c.figure.quantity.dimension in AMOUNTS and c.figure.quantity.dimension != "ordinal"]
    if not shares or not amounts:
        return None
    quoted = [c for c in amounts if c.score > 1]  # the question itself quotes the total
    return part_of(shares[0], max(quoted or amounts, key=lambda c: c.score).figure)


def part_of(share: Figure, total: Figure) -> Calculation | None:
    """Return a stated share of a total, None where that means nothing."""
    work = working((share, total), apply("*", Convert(Input(0), "x", Fraction(1, 100)), Input(1)))
    if work is None:
        return None
    return work.calculation(
        "implied_value",
        f"{capital(work.surface)}: {full(share)} {{0}}, of {stated(total.quantity)}{when(total)} {{1}}.",
        (f"the {operand(share)} apply to the {operand(total)}; the article does not say so",),
    )


OPERATION = Operation(
    "implied_value", "If that share applies to all orders, how many is that?", cues("implied_value"), run
)
