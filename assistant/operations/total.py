"""Several figures of one metric taken together: sum, average, and the middle of a range."""

from __future__ import annotations

from fractions import Fraction

from assistant.agreement import same_metric
from assistant.comparability import caveats
from assistant.display import operand, result_text, stated
from assistant.interval import Interval, exact, interval
from assistant.labels import full, label, metric, subject, when
from assistant.operations.base import Operands, Operation, best_pair, cues, fitting, in_unit, result
from assistant.operations.group import peers
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run_sum(question: Question, operands: Operands) -> Calculation | None:
    figures = _parts(question, operands)
    added = _added(figures)
    if added is None:
        return None
    unit = figures[0].quantity.unit
    surface = result_text(added, unit)
    parts = " plus ".join(f"{stated(f.quantity)}{when(f)} {{{i}}}" for i, f in enumerate(figures))
    return Calculation(
        operation="sum",
        inputs=figures,
        formula=" + ".join(operand(f) for f in figures) + f" = {surface}",
        result=result(added, unit, surface),
        caveats=caveats(figures),
        statement=f"{surface} altogether ({label(figures[0])}): {parts}.",
    )


def _parts(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return what is to be added: a figure for each side, for each period asked, or the group."""
    if len(operands.sides) >= 2:
        pair = best_pair(question, operands)
        if pair is not None and pair[0].quantity.unit == pair[1].quantity.unit:
            return pair
    wanted = question.whole.periods
    found = [c.figure for c in fitting(operands.whole)]
    if len(wanted) >= 2 and found:
        best = found[0]
        dated = {f.period: f for f in reversed(found) if f.period is not None and same_metric(best, f)}
        parts = tuple(dated[p] for p in dated)
        matched = tuple(sorted(parts, key=lambda f: f.quantity.span.start))
        return matched if len(matched) == len(wanted) else ()
    return peers(operands)


def _added(figures: tuple[Figure, ...]) -> Interval | None:
    if len(figures) < 2 or figures[0].quantity.unit == "%":
        return None
    total: Interval | None = None
    for figure in figures:
        value = in_unit(figure.quantity, figures[0].quantity.unit)
        if value is None:
            return None
        total = value if total is None else total + value
    return total


def run_average(question: Question, operands: Operands) -> Calculation | None:
    figures = peers(operands)
    if len(figures) < 2:
        return run_midpoint(question, operands)
    unit = figures[0].quantity.unit
    total: Interval | None = None
    for figure in figures:
        value = in_unit(figure.quantity, unit)
        if value is None:
            return None
        total = value if total is None else total + value
    assert total is not None
    mean = total / exact(len(figures))
    surface = result_text(mean, unit)
    listed = ", ".join(f"{stated(f.quantity)}{_owner(f)} {{{i}}}" for i, f in enumerate(figures))
    return Calculation(
        operation="average",
        inputs=figures,
        formula="(" + " + ".join(operand(f) for f in figures) + f") / {len(figures)} = {surface}",
        result=result(mean, unit, surface),
        assumptions=("an unweighted average: each figure counts the same",),
        caveats=caveats(figures),
        statement=f"About {surface} on average ({metric(figures[0])}): {listed}.",
    )


def run_midpoint(question: Question, operands: Operands) -> Calculation | None:
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        if figure.quantity.low == figure.quantity.high:
            continue
        value = interval(figure.quantity)
        middle = exact((value.low + value.high) / 2)
        surface = result_text(middle, figure.quantity.unit)
        return Calculation(
            operation="average",
            inputs=(figure,),
            formula=f"({figure.quantity.low:,f} + {figure.quantity.high:,f}) / 2 = {surface}",
            result=result(middle, figure.quantity.unit, surface),
            assumptions=("the middle of the stated range: the article gives only its ends",),
            caveats=caveats((figure,)),
            statement=f"{surface} is the middle of the range: {full(figure)} {{0}}.",
        )
    return None


def run_width(question: Question, operands: Operands) -> Calculation | None:
    """How wide a stated range is."""
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        if figure.quantity.low == figure.quantity.high:
            continue
        value = interval(figure.quantity)
        width = exact(Fraction(value.high - value.low))
        unit = "pp" if figure.quantity.unit == "%" else figure.quantity.unit
        surface = result_text(width, unit)
        return Calculation(
            "range_width", (figure,), f"{figure.quantity.high:,f} - {figure.quantity.low:,f} = {surface}",
            result(width, unit, surface), caveats=caveats((figure,)),
            statement=f"{surface} from end to end: {full(figure)} {{0}}.",
        )  # fmt: skip
    return None


def _owner(figure: Figure) -> str:
    whose = subject(figure)
    return f" ({whose})" if whose else ""


SUM = Operation("sum", "What did it lose altogether in both years?", cues("sum"), run_sum)
MIDPOINT = Operation("midpoint", "What is the middle of that range?", cues("midpoint"), run_midpoint)
AVERAGE = Operation("average", "What is the average of the three?", cues("average"), run_average)
WIDTH = Operation("range_width", "How wide is that range?", cues("range_width"), run_width)
