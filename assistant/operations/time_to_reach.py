"""How long it took, or would take, to reach a number: one subject alone, or several set side by side."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.display import capital, number, stated
from assistant.expression import apply, shifted
from assistant.labels import full
from assistant.operations.base import Operands, Operation
from assistant.operations.onward import onward
from assistant.operations.pace import COUNTABLE
from assistant.operations.reach import Reach, first_reach, goal_of, said
from assistant.operations.unit_conversion import uneven
from assistant.operations.working import working
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Quantity

AT_A_PACE = re.compile(
    r"\b(?:at (?:that|this|the|its|such a|the same|an average|the average)|average) (?:pace|rate|speed)\b"
    r"|\bat (?:the|its|their|his|her|this|a) (?:current|present|recent|latest|existing) (?:pace|rate|speed)\b"
    r"|\b(?:evenly|continued|on average)\b|\bkept (?:up )?(?:the|that)\b"
    r"|\b(?:keeps?|kept|go(?:es)?|went|carr(?:y|ies|ied)) (?:on|up|coming|going|arriving|selling)\b"
)

# From here on: what there is already counts.
_AHEAD = re.compile(
    r"\b(?:will|would|needs?|takes?|until|till|before|is it|are they)\b"
    r"|\bat (?:the|its|their|this) (?:current|present|recent)\b"
)

_PRESENT = re.compile(r"\bat (?:the|its|their|this) (?:current|present|recent|latest) (?:pace|rate|speed)\b")
_OVER = re.compile(r"\b(?:did|took|was|were|had)\b")


def run(question: Question, operands: Operands) -> Calculation | None:
    goal = question.threshold
    if goal is None:
        return None
    paced = AT_A_PACE.search(fold(question.standalone)) is not None
    later = [q for q in question.whole.quantities if q.dimension in COUNTABLE]
    if paced and later:
        goal = later[-1]  # "... until the 500th. At that pace, how long for 2,000?" asks about the last one
    said_so = fold(question.standalone)
    if not operands.sides and _AHEAD.search(said_so) is not None and _OVER.search(said_so) is None:
        later_on = onward(goal, question.whole.names, operands, question.target_unit)
        if isinstance(later_on, Calculation):
            return later_on
        if later_on is not None and _PRESENT.search(said_so) is not None:
            return None  # what it was at first is no pace of today
    sides = operands.sides or (operands.whole,)
    names = [focus.names for focus in question.foci] if operands.sides else [question.whole.names]
    found = [
        reach
        for side, whose in zip(sides, names, strict=False)
        if (reach := first_reach(goal, side, paced, operands.corpus, whose))
    ]
    found = [
        replace(r, asked=f.names[0]) if f.names else r for r, f in zip(found, question.foci, strict=False)
    ] or found
    distinct = {reach.figure.quantity.span for reach in found}
    if len(found) < len(sides) or not found or len(distinct) < len(found):
        return None
    return _one(goal, found[0], question) if len(found) == 1 else _several(goal, found, question)


def _one(goal: Quantity, reach: Reach, question: Question) -> Calculation | None:
    figure, asked = reach.figure, number(goal.low)
    unit = question.target_unit or (reach.unit if reach.how != "paced" or reach.unit != "day" else "hour")
    work = working((figure,), reach.time_in(unit))
    if work is None:
        return None
    if reach.how == "paced":
        text = f"After about {work.surface}, at an average pace: {full(figure)} {{0}}."
        assumed = f"an even pace over the {reach.pace.time_text}: the article gives only the total"
        return work.calculation("time_to_reach", text, (assumed,))
    if reach.how == "bounded":
        text = f"In {work.surface}: {full(figure)} {{0}}, so {asked} came sooner."
        return work.calculation("time_to_reach", text, (f"the article gives no exact time for {asked}",))
    told = f"{full(figure)}{goal_of(reach)} {{0}}."
    if unit == reach.unit:
        return work.calculation("time_to_reach", f"{capital(stated(figure.quantity))}: {told}")
    shown = work.surface if work.value.bound else f"about {work.surface}"
    return work.calculation("time_to_reach", f"{capital(shown)}: {told}", uneven(reach.unit, unit))


def _several(goal: Quantity, found: list[Reach], question: Question) -> Calculation | None:
    order = sorted(range(len(found)), key=lambda i: (found[i].days.high, i))
    first, last = order[0], order[-1]
    fastest, slowest = found[first], found[last]
    told = all(reach.how == "stated" for reach in found)
    if len(found) == 2 and _APART.search(fold(question.standalone)) is not None:
        return _apart(goal, found, question)
    if (
        len(found) == 2 and told and _APART.search(fold(question.text)) is not None
    ):  # "how much faster", read as "how fast"
        return _apart(goal, found, question)
    over, under = (shifted(found[i].time_in("day"), i) for i in (last, first))
    work = working(tuple(r.figure for r in found), apply("/", over, under))
    if work is None:
        return None
    surface = work.surface
    names = (fastest.name or "the fastest", slowest.name or "The slowest")
    pair = (f"{names[1]} took", names[0]) if len(found) == 2 else ("The slowest took", "the fastest")
    asked = number(goal.low)
    assumptions = tuple(
        f"{r.name or 'the first'}: {asked} is passed within the {r.time_text}; the article gives no exact time"
        for r in found
        if r.how == "bounded"
    )
    parts = "; ".join(f"{said(found[i], goal)} {{{i}}}" for i in order)
    return work.calculation("time_to_reach", f"{parts}. {pair[0]} {surface} as long as {pair[1]}.", assumptions)


def _apart(goal: Quantity, found: list[Reach], question: Question) -> Calculation | None:
    """Return how much sooner one of two reached the number."""
    if any(reach.how == "bounded" for reach in found):
        return None
    order = sorted((0, 1), key=lambda i: (found[i].days.high, i))
    first, last = order
    fastest, slowest = found[first], found[last]
    unit = question.target_unit or (fastest.unit if fastest.unit == slowest.unit else "day")
    times = [shifted(found[i].time_in(unit), i) for i in (last, first)]
    work = working(tuple(reach.figure for reach in found), apply("-", *times))
    if work is None:
        return None
    parts = "; ".join(f"{said(found[i], goal)} {{{i}}}" for i in order)
    sooner = f"{fastest.name or 'The first'} reached {number(goal.low)} {work.surface} sooner"
    return work.calculation("difference", f"{sooner} than {slowest.name or 'the other'}: {parts}.")


_APART = re.compile(
    r"\bby how (?:many|much)\b|\bhow (?:much|many) (?:\w+ )?(?:sooner|earlier|later|faster|quicker|longer)\b"
)
_CUES = re.compile(
    r"\b(?:reach|reached|hit|pass|passed|get to|got to|getting to|first|milestone|until|build|built|produce|produced"
    r"|make|made|deliver|sell|sold|to|for)\b"
)
_TIME = re.compile(
    r"\bhow (?:fast|quick|quickly|long|soon)\b|\bhow many (?:hours|days|weeks|months|years)\b"
    r"|\b(?:when|time|speed|fastest|quickest|slowest|sooner|faster|quicker)\b"
)


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    counted = [q for q in quantities if q.dimension in COUNTABLE and q.low >= 2]
    return bool(counted) and _TIME.search(folded) is not None and _CUES.search(folded) is not None


OPERATION = Operation(
    name="time_to_reach",
    example="How fast did the one reach 10,000 orders against the other?",
    asked=asked,
    run=run,
)
