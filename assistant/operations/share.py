"""What part of one figure another is, and what a stated part of a figure comes to."""

from __future__ import annotations

from fractions import Fraction

from assistant.comparability import caveats
from assistant.display import capital, operand, result_text, stated
from assistant.interval import exact, interval
from assistant.labels import full, said, when
from assistant.operands import STATED
from assistant.operations.base import Operands, Operation, best_pair, bond, comparable, cues, fitting, in_unit, result
from assistant.types import Calculation, Question
from documents.figures.types import Figure

_COUNTABLE = ("count", "number", "ordinal", "money", "mass", "energy", "area", "volume", "length")


def run_share(question: Question, operands: Operands) -> Calculation | None:
    stated_share = next((c for c in operands.whole if c.figure.quantity.unit == "%"), None)
    if stated_share is not None and stated_share.fits and stated_share.words >= STATED:
        return None  # the article states the share itself
    pair = best_pair(question, operands) if len(operands.sides) >= 2 else _any_pair(operands)
    if pair is None:
        return None
    part, whole = sorted(pair, key=lambda f: f.quantity.low)
    if part.quantity.dimension not in _COUNTABLE:
        return None
    mine, all_of_it = interval(part.quantity), in_unit(whole.quantity, part.quantity.unit)
    if all_of_it is None or all_of_it.low == 0 or mine.low == all_of_it.low:
        return None
    value = mine / all_of_it * exact(100)
    surface = result_text(value, "%")
    return Calculation(
        operation="share",
        inputs=(part, whole),
        formula=f"{operand(part)} / {operand(whole)} = {surface}",
        result=result(value, "%", surface),
        assumptions=(f"{operand(part)} are part of the {operand(whole)}",),
        caveats=caveats((part, whole)),
        statement=f"{capital(surface)}: {said(part)} {{0}} of {said(whole)} {{1}}.",
    )


def _any_pair(operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the two figures of one unit that fit a question with one side best."""
    found = [c for c in fitting(operands.whole) if c.figure.quantity.dimension in _COUNTABLE and c.words >= STATED]
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if _of_one_unit(a.figure, b.figure)]
    if not pairs:
        return None
    left, right = max(pairs, key=lambda p: round(p[0].score + p[1].score + bond(p[0].figure, p[1].figure), 9))
    return left.figure, right.figure


def _of_one_unit(left: Figure, right: Figure) -> bool:
    mine, other = left.quantity, right.quantity
    return comparable(left, right) and mine.unit == other.unit and mine.low != other.low


def run_implied(question: Question, operands: Operands) -> Calculation | None:
    """A stated share of a stated total."""
    shares = [c.figure for c in fitting(operands.whole) if c.figure.quantity.unit == "%"]
    totals = [c for side in (operands.whole, *operands.sides) for c in side if c.fits or c.lacks == ("kind",)]
    amounts = [
        c for c in totals if c.figure.quantity.dimension in _COUNTABLE and c.figure.quantity.dimension != "ordinal"
    ]
    if not shares or not amounts:
        return None
    quoted = [c for c in amounts if c.score > 1]  # the question itself quotes the total
    share, total = shares[0], max(quoted or amounts, key=lambda c: c.score).figure
    value = interval(share.quantity) * interval(total.quantity) * exact(Fraction(1, 100))
    surface = result_text(value, total.quantity.unit)
    return Calculation(
        operation="implied_value",
        inputs=(share, total),
        formula=f"{operand(share)} x {operand(total)} = {surface}",
        result=result(value, total.quantity.unit, surface),
        assumptions=(f"the {operand(share)} apply to the {operand(total)}; the article does not say so",),
        caveats=caveats((share, total)),
        statement=f"{capital(surface)}: {full(share)} {{0}}, of {stated(total.quantity)}{when(total)} {{1}}.",
    )


SHARE = Operation("share", "What share of the total had come in by then?", cues("share"), run_share)
IMPLIED = Operation(
    "implied_value", "If that share applies to all orders, how many is that?", cues("implied_value"), run_implied
)
