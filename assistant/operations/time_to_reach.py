"""How long it took, or would take, to reach a number: stated, bounded by a total, or at an average pace."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.comparability import caveats
from assistant.corpus import Corpus
from assistant.display import amount, capital, number, operand, result_text, stated
from assistant.interval import Interval, exact
from assistant.labels import full, subject
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, convert_factor, result
from assistant.operations.pace import COUNTABLE, Pace, pace
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure, Quantity

_AT_A_PACE = re.compile(
    r"\b(?:at (?:that|this|the same|an average|the average)|average) (?:pace|rate|speed)\b"
    r"|\b(?:evenly|continued|on average)\b|\bkept (?:up )?(?:the|that)\b"
)
# A stated milestone counts as the one asked for within this relative distance: "the 10,000th" for "10k".
_SAME_MILESTONE = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Reach:
    """How long one subject took, in days, and how that is known."""

    figure: Figure
    days: Interval
    how: str  # "stated", "bounded", "paced"
    reached: Quantity | None = None  # the milestone, where one is stated
    asked: str = ""  # the name that the question gives this side

    @property
    def name(self) -> str:
        """What the side is called: as asked, with the article's own subject where that says more."""
        own = subject(self.figure)
        if not self.asked or fold(self.asked) in fold(own):
            return own or self.asked
        return f"{self.asked} ({own})" if own else self.asked


def run(question: Question, operands: Operands) -> Calculation | None:
    goal = question.threshold
    if goal is None:
        return None
    paced = _AT_A_PACE.search(fold(question.standalone)) is not None
    sides = operands.sides or (operands.whole,)
    found = [reach for side in sides if (reach := _reach(goal, side, paced, operands.corpus))]
    found = [
        replace(r, asked=f.names[0]) if f.names else r for r, f in zip(found, question.foci, strict=False)
    ] or found
    distinct = {reach.figure.quantity.span for reach in found}
    if len(found) < len(sides) or not found or len(distinct) < len(found):
        return None
    return _one(goal, found[0], question, operands.corpus) if len(found) == 1 else _several(goal, found)


def _reach(goal: Quantity, side: tuple[Candidate, ...], paced: bool, corpus: Corpus) -> Reach | None:
    stated_first = sorted(
        (c for c in side if set(c.lacks) <= {"unit", "kind"}),
        key=lambda c: (corpus.milestone(c.figure) is None, -c.score),
    )
    for candidate in stated_first:
        reach = _from(candidate.figure, goal, paced, corpus)
        if reach is not None:
            return reach
    return None


def _from(figure: Figure, goal: Quantity, paced: bool, corpus: Corpus) -> Reach | None:
    target = Fraction(goal.low)
    found = pace(figure, corpus)
    if found is None:
        return None
    factor = convert_factor(found.time_unit, "day")
    if factor is None:
        return None
    time = Interval(found.time.low * factor, found.time.high * factor, about=found.time.about, digits=found.time.digits)
    reached = corpus.milestone(figure)
    if reached is not None:
        if abs(Fraction(reached.low) - target) <= _SAME_MILESTONE * target:
            return Reach(figure, time, "stated", reached=reached)
        return Reach(figure, exact(target) / found.amount * time, "paced") if paced else None
    if figure.quantity.dimension not in COUNTABLE or found.amount.low < target or figure.within is None:
        return None
    if paced:
        return Reach(figure, exact(target) / found.amount * time, "paced")
    return Reach(figure, Interval(Fraction(0), time.high, digits=time.digits), "bounded")


def _one(goal: Quantity, reach: Reach, question: Question, corpus: Corpus) -> Calculation:
    figure, found = reach.figure, pace(reach.figure, corpus)
    assert found is not None
    unit = question.target_unit or _unit_for(reach, found)
    value = _scaled(reach.days, unit)
    if reach.how == "paced":
        surface = result_text(value, unit)
        text = f"After about {surface}, at an average pace: {full(figure)} {{0}}."
        formula = f"{_count(goal)} / ({found.amount_text} / {found.time_text}) = {surface}"
        assumptions: tuple[str, ...] = (f"an even pace over the {found.time_text}: the article gives only the total",)
    elif reach.how == "bounded":
        surface = f"under {amount(value.high, value.high, unit)}"
        text = f"In {surface}: {full(figure)} {{0}}, so {_count(goal)} came sooner."
        formula = f"{found.amount_text} >= {_count(goal)}, so time <= {found.time_text}"
        assumptions = (f"the article gives no exact time for {_count(goal)}",)
    else:
        surface = stated(figure.quantity)
        text = f"{capital(surface)}: {full(figure)}{_goal_of(reach)} {{0}}."
        formula = f"{operand(figure)} for {_count(goal)}, as stated"
        assumptions = ()
    kinds = caveats((figure,))
    return Calculation(
        "time_to_reach", (figure,), formula, result(value, unit, surface),
        assumptions=assumptions, caveats=kinds, statement=text,
    )  # fmt: skip


def _several(goal: Quantity, found: list[Reach]) -> Calculation:
    order = sorted(range(len(found)), key=lambda i: (found[i].days.high, i))
    parts = [f"{_said(found[i], goal)} {{{i}}}" for i in order]
    fastest, slowest = found[order[0]], found[order[-1]]
    times = slowest.days / Interval(fastest.days.high, fastest.days.high, digits=fastest.days.digits)
    atleast = "at least " if fastest.how == "bounded" else ("about " if times.about else "")
    factor = f"{atleast}{amount(times.low, times.high, 'x', times.digits)}"
    names = (fastest.name, slowest.name)
    close = (
        f"{names[1] or 'The slowest'} took {factor} as long as {names[0] or 'the fastest'}"
        if len(found) == 2
        else f"The slowest took {factor} as long as the fastest"
    )
    formulas = [f"{operand(slowest.figure)} / {_time_text(fastest)} = {factor}"]
    assumptions = tuple(
        f"{r.name or 'the first'}: {_count(goal)} is passed within the {_time_text(r)}; the article gives no exact time"
        for r in found
        if r.how == "bounded"
    )
    steps = tuple(
        f"{operand(r.figure)} in {_time_text(r)}, so {_count(goal)} in under {_time_text(r)}"
        for r in found
        if r.how == "bounded"
    )
    inputs = tuple(r.figure for r in found)
    return Calculation(
        operation="time_to_reach",
        inputs=inputs,
        formula="; ".join(formulas),
        result=result(times, "x", factor),
        steps=steps,
        assumptions=assumptions,
        caveats=caveats(inputs),
        statement="; ".join(parts) + f". {close}.",
    )


def _said(reach: Reach, goal: Quantity) -> str:
    who = reach.name
    if reach.how == "stated":
        return f"{who}: {stated(reach.figure.quantity)}{_goal_of(reach)}"
    value = f"{stated(reach.figure.quantity)} within {_time_text(reach)}"
    return f"{who}: {value}, so {_count(goal)} in under {_under(reach)}"


def _under(reach: Reach) -> str:
    days = reach.days.high
    return "a day" if days == 1 else f"{_time_text(reach)}"


def _goal_of(reach: Reach) -> str:
    if reach.reached is None:
        return ""
    kind, written = reach.figure.kind, " ".join(reach.reached.surface.split())
    surface = re.sub(r"(?<=\d)-([a-z]+)$", r" \1s", written)  # "the 10,000-unit milestone" is 10,000 units
    return f" to reach {surface}" + (f" ({kind})" if kind and kind not in fold(surface) else "")


def _time_text(reach: Reach) -> str:
    figure = reach.figure
    return " ".join((figure.within or figure.quantity).surface.split())


def _unit_for(reach: Reach, found: Pace) -> str:
    return found.time_unit if reach.how != "paced" or found.time_unit != "day" else "hour"


def _scaled(days: Interval, unit: str) -> Interval:
    factor = convert_factor("day", unit) or Fraction(1)
    return Interval(days.low * factor, days.high * factor, days.open_low, days.open_high, days.about, days.digits)


def _count(goal: Quantity) -> str:
    return number(goal.low)


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
