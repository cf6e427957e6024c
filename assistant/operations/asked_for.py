"""Whether a result is of those and of the years that are asked for: what the last look at its operands tells."""

from __future__ import annotations

from collections.abc import Callable

from assistant.agreement import same_metric
from assistant.in_money import beside_money
from assistant.operations.base import Operands
from assistant.types import Calculation, Question, Refused
from documents.figures.types import Figure
from documents.types import Span

_OVER_YEARS = ("sum", "average")
_SIDE_BY_SIDE = ("difference", "compare", "ratio")
_FAR = 10_000  # times the smaller amount: what a thing costs beside what all of them bring


def looked_over(
    question: Question, outcome: Calculation, operands: Operands | None = None
) -> Calculation | Refused | None:
    """Return a result that is what is asked for, why it is only a part of that, or None where it is something else.

    What it was chosen from is not known of the cells of a table.
    """
    if any(is_other(question, outcome, operands) for is_other in _LOOKS):
        return None
    return _refused_years(question, outcome) or outcome


def _beside_money(question: Question, outcome: Calculation, operands: Operands | None) -> bool:
    return outcome.operation != "implied_value" and beside_money(question, outcome.inputs)  # so many at so much each


def _of_nobody_asked(question: Question, outcome: Calculation, operands: Operands | None) -> bool:
    """Say whether all operands are told of others than the question names: a rival's 21 of 30 ships."""
    asked = {f"name:{name}" for name in question.whole.names}
    # Of a list, whose name stands before it, no item needs to say it.
    if operands is None or not asked or len(outcome.inputs) != 2:
        return False
    places = {_place(figure) for figure in outcome.inputs}
    found = [c for c in operands.whole if _place(c.figure) in places]
    return {_place(c.figure) for c in found} == places and all(asked <= set(c.lacks) for c in found)


def _place(figure: Figure) -> tuple[str, Span]:
    return figure.document, figure.quantity.span


def _unlike_in_size(question: Question, outcome: Calculation, operands: Operands | None) -> bool:
    """Say whether two amounts of money of other names lie far apart: what a firm is worth beside a litre of milk."""
    if outcome.operation not in _SIDE_BY_SIDE or len(outcome.inputs) != 2:
        return False
    left, right = outcome.inputs
    if left.quantity.dimension != "money" or same_metric(left, right) or left.kind == right.kind is not None:
        return False
    low, high = sorted(abs(figure.quantity.low) for figure in outcome.inputs)
    return low * _FAR < high


# The last looks at a result, each of which tells that it is not what is asked for.
_LOOKS: tuple[Callable[[Question, Calculation, Operands | None], bool], ...] = (
    _beside_money,
    _of_nobody_asked,
    _unlike_in_size,
)


def _refused_years(question: Question, outcome: Calculation) -> Refused | None:
    """Return why no total of some of the years is the total of all that are asked for; None where all are there."""
    missing = years_left_out(question, outcome)
    what = "average" if outcome.operation == "average" else "total"
    reason = f"Of the years asked for, {missing} {{be}} not among what is found, so that no {what} is made."
    reason = reason.replace("{be}", "are" if " and " in missing else "is")
    return Refused(reason, outcome.inputs) if missing else None


def years_left_out(question: Question, outcome: Calculation) -> str:
    """Return the years "from 2020 to 2024" that a total or an average leaves out, as words; "" where it leaves none."""
    ends = [focus.periods[0] for focus in question.foci if focus.dated and len(focus.periods) == 1]
    periods = [figure.period for figure in outcome.inputs]
    if outcome.operation not in _OVER_YEARS or len(ends) != 2 or not periods:
        return ""
    told = {p.start[:4] for p in periods if p is not None and p.start[:4] == p.end[:4]}
    first, last = sorted(int(period.start[:4]) for period in ends)
    if len(told) < len(periods) or last - first < 2:
        return ""
    missing = [str(year) for year in range(first, last + 1) if str(year) not in told]
    return " and ".join((", ".join(missing[:-1]), missing[-1])) if len(missing) > 1 else "".join(missing)
