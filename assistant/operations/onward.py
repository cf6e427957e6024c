"""How long it takes from what there is now to a number, at the pace at which it has grown: (goal - level) / growth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from assistant.changing import followed_by
from assistant.corpus import Corpus
from assistant.display import number, stated
from assistant.evaluate import conversion, elliptical
from assistant.expression import Constant, Convert, Expression, Input, apply, shifted
from assistant.labels import label, said, when
from assistant.operands import Candidate
from assistant.operations.base import Operands
from assistant.operations.pace import COUNTABLE, Pace, pace
from assistant.operations.reach import ASKED
from assistant.operations.working import working
from assistant.relatedness import of_name, one_owner
from assistant.types import Calculation
from assistant.words import stem, stems, vocabulary
from documents.figures.types import Figure, Quantity

_LONG = 730  # days; what takes longer is told in years
_ADDED = frozenset(
    stem(word) for word in ("add", "added", "build", "built", "launch", "install", "open", "hire", "gain", "buy")
)


@dataclass(frozen=True, slots=True)
class Growth:
    """What a level grows by in a time: an expression over the level and the figures beside it."""

    inputs: tuple[Figure, ...]  # beside the level
    rate: Expression
    unit: str  # of the time
    told: str


def onward(
    goal: Quantity, names: tuple[str, ...], operands: Operands, target: str | None
) -> Calculation | Literal["unknown"] | None:
    """Return how long it is to a goal from the level that is told; None where none is, "unknown" without a growth."""
    level = level_of(goal.unit, names, operands, goal)
    if level is None:
        return None
    growth = _growth(goal, names, level, operands) or _between(goal, names, level, operands)
    if growth is None:
        return "unknown"
    left = apply("-", Constant(Fraction(goal.low), goal.unit, ASKED), counted(Input(0), level, goal.unit))
    inputs = (level, *growth.inputs)
    days = working(inputs, _in_unit(left, growth, "day"))
    if days is None or days.value.low <= 0:
        return "unknown"
    unit = target or ("year" if days.value.low > _LONG else "month" if days.value.low > _LONG / 8 else "day")
    work = working(inputs, _in_unit(left, growth, unit))
    if work is None:
        return "unknown"
    since = f", counted from{when(level)[1:]}" if _moment(level) and when(level) else ""
    text = (
        f"In about {work.surface.removeprefix('about ')}{since}: from {stated(level.quantity)} ({label(level)}) {{0}} "
        f"to {number(goal.low)} at {growth.told}."
    )
    return work.calculation("time_to_reach", text, ("it goes on growing at the same pace",))


def level_of(noun: str, names: tuple[str, ...], operands: Operands, goal: Quantity) -> Figure | None:
    """Return how many there are now of what is counted: the latest dated, a table's cell, or the only one told."""
    corpus = operands.corpus
    able = [c.figure for c in operands.whole if _is_level(c, noun, names, goal, corpus)]
    dated = [figure for figure in able if _moment(figure)]
    if dated:
        return max(dated, key=lambda figure: figure.period.end if figure.period is not None else "")
    cells = [figure for figure in able if figure.column is not None]
    told = cells or able
    return told[0] if len({figure.quantity.low for figure in told}) == 1 else None


def _is_level(candidate: Candidate, noun: str, names: tuple[str, ...], goal: Quantity, corpus: Corpus) -> bool:
    figure = candidate.figure
    quantity = figure.quantity
    lacks = set(candidate.lacks) - {"words", "unit", "kind", "period"}
    if lacks or figure.status != "actual" or quantity.dimension not in COUNTABLE or quantity.per is not None:
        return False
    if figure.within is not None or figure.kind in vocabulary("kinds_asked")["accruing"] or figure in corpus.changes:
        return False
    if figure.period is not None and not _moment(figure):
        return False  # what came in a year is no level
    if quantity.low >= goal.low or quantity.low <= 0 or followed_by(figure, corpus) is not None:
        return False
    return of_thing(figure, noun) and all(of_name(name, figure, corpus) for name in names)


def _moment(figure: Figure) -> bool:
    return figure.period is not None and figure.period.start == figure.period.end


def of_thing(figure: Figure, noun: str) -> bool:
    """Say whether a figure counts the thing itself: "1,100 satellites", a row "Satellites in orbit"."""
    words = {*stems(figure.quantity.unit), *stems(figure.row or figure.metric)}
    return bool(noun) and stem(noun) in words


def _growth(goal: Quantity, names: tuple[str, ...], level: Figure, operands: Operands) -> Growth | None:
    """Return by how much the level is told to have grown in a time; what only its paragraph tells comes last."""
    corpus = operands.corpus
    sure: list[tuple[Figure, Pace]] = []
    near: list[tuple[Figure, Pace]] = []
    for candidate in operands.whole:
        figure = candidate.figure
        if figure.status != "actual" or figure.column is not None or figure.quantity.dimension not in COUNTABLE:
            continue
        if figure.document != level.document or not _grows(figure, corpus):
            continue
        at = pace(figure, corpus)
        if at is None or conversion(at.time_unit, "day") is None:
            continue
        if of_thing(figure, goal.unit):
            whose = all(of_name(name, figure, corpus) for name in names) and one_owner(figure, level, corpus)
            sure += [(figure, at)] if whose else []
        elif not figure.quantity.unit and _told_of(figure, goal.unit, names, corpus):
            near.append((figure, at))
    found = sure or near
    if len({figure.quantity.low for figure, _ in found}) != 1:
        return None
    figure, at = found[0]
    amount = counted(at.amount, figure, goal.unit)
    rate = shifted(amount if at.time is None else apply("/", amount, at.time), 1)
    whole = f"{stated(figure.quantity)}{when(figure)}" if not figure.quantity.unit else said(figure)
    return Growth((figure,), rate, at.time_unit, f"{whole} {{1}}")


def _between(goal: Quantity, names: tuple[str, ...], level: Figure, operands: Operands) -> Growth | None:
    """Return by how much the level has grown since the latest earlier day for which the article tells it."""
    corpus = operands.corpus
    if level.period is None or not _moment(level) or level.column is not None:
        return None
    able = [c.figure for c in operands.whole if _is_level(c, goal.unit, names, goal, corpus)]
    earlier = [
        f for f in able
        if f.period is not None and _moment(f) and f.period.end < level.period.end and f.column is None
        and f.metric == level.metric and one_owner(f, level, corpus) and f.quantity.low < level.quantity.low
    ]  # fmt: skip
    if not earlier:
        return None
    before = max(earlier, key=lambda figure: figure.period.end if figure.period is not None else "")
    assert before.period is not None
    apart = (date.fromisoformat(level.period.end) - date.fromisoformat(before.period.end)).days
    grown = apply("-", counted(Input(0), level, goal.unit), counted(Input(1), before, goal.unit))
    time = Constant(Fraction(apart), "day", "the days between the two")
    return Growth((before,), apply("/", grown, time), "day", f"the growth since {said(before)} {{1}}")


def _grows(figure: Figure, corpus: Corpus) -> bool:
    return figure in corpus.changes or any(s in _ADDED for s in stems(figure.metric))


def _told_of(figure: Figure, noun: str, names: tuple[str, ...], corpus: Corpus) -> bool:
    """Say whether the paragraph counts the thing, and nothing else than it: "1,100 satellites ... has grown by 144"."""
    article = corpus.documents[figure.document]
    block = article.sentences[figure.sentence].block
    beside = [
        other
        for other in corpus.of(figure.document)
        if article.sentences[other.sentence].block == block and other.sentence <= figure.sentence
    ]
    things = [f for f in beside if f.quantity.dimension == "count" and f.quantity.unit]
    mine = [f for f in things if of_thing(f, noun) and all(of_name(name, f, corpus) for name in names)]
    return bool(mine) and len(mine) == len(things)


def counted(expression: Expression, figure: Figure, unit: str) -> Expression:
    """Return an amount in the unit of what is counted, where the article leaves it out: "it has grown by 144"."""
    own = figure.quantity.unit
    return Convert(expression, unit, Fraction(1)) if own != unit and elliptical(own, unit) else expression


def _in_unit(left: Expression, growth: Growth, unit: str) -> Expression:
    times = conversion(growth.unit, unit)
    whole = apply("/", left, growth.rate)
    return whole if times is None or growth.unit == unit else Convert(whole, unit, times)
