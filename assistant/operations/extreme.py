"""The greatest or smallest of several figures of one metric, and their order."""

from __future__ import annotations

import re
from functools import cache

from assistant.comparability import caveats
from assistant.display import operand, stated
from assistant.interval import Interval, interval
from assistant.labels import metric, subject, when
from assistant.operations import time_to_reach
from assistant.operations.base import Operands, Operation, cues, in_unit, result
from assistant.operations.group import of_list, peers
from assistant.types import Calculation, Question
from assistant.words import fold, vocabulary
from documents.figures.types import Figure, Quantity


def smallest_asked(folded: str) -> bool:
    """Say whether the question is after the least: "lightest", "quickest"."""
    return _superlative("smallest").search(folded) is not None


def run_extreme(question: Question, operands: Operands) -> Calculation | None:
    figures = _group(question, operands)
    ordered = _ordered(figures)
    if len(ordered) < 2:
        return None
    least = smallest_asked(fold(question.standalone))
    winner = ordered[0] if least else ordered[-1]
    rest = [f for f in ordered if f is not winner]
    rest = rest if least else rest[::-1]
    mark = {id(f): f"{{{i}}}" for i, f in enumerate(figures)}
    others = "; ".join(f"{subject(f)} {stated(f.quantity)} {mark[id(f)]}" for f in rest)
    what = metric(winner)
    who = subject(winner) or what
    return Calculation(
        operation="min" if least else "max",
        inputs=figures,
        formula=f"{'min' if least else 'max'}({', '.join(operand(f) for f in figures)}) = {operand(winner)}",
        result=result(interval(winner.quantity), winner.quantity.unit, operand(winner)),
        caveats=caveats(figures),
        statement=f"{who}: {stated(winner.quantity)}, {what}{when(winner)} {mark[id(winner)]}, against {others}.",
    )


def _group(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return the figures to order: those of one metric, else those of the list that the question is about."""
    figures = peers(operands)
    apart = len(_ordered(figures)) > 1 and _distinct_subjects(figures)
    return figures if apart else of_list(question, operands)


def _distinct_subjects(figures: tuple[Figure, ...]) -> bool:
    """Say whether the figures are of different subjects or times, so that one of them can be the greatest."""
    return len({(subject(figure), figure.period) for figure in figures}) > 1


def run_rank(question: Question, operands: Operands) -> Calculation | None:
    if question.threshold is not None:
        return time_to_reach.run(question, operands)
    figures = _group(question, operands)
    ordered = _ordered(figures)
    if len(ordered) < 2:
        return None
    folded = fold(question.standalone)
    if not smallest_asked(folded) and not re.search(r"\bascending\b|\bfirst\b.{0,12}$", folded):
        ordered = ordered[::-1]
    mark = {id(f): f"{{{i}}}" for i, f in enumerate(figures)}
    listed = "; ".join(
        f"{n}. {subject(f) or metric(f)}: {stated(f.quantity)}{when(f)} {mark[id(f)]}" for n, f in enumerate(ordered, 1)
    )
    return Calculation(
        operation="rank",
        inputs=figures,
        formula=" < ".join(operand(f) for f in _ordered(figures)),
        result=result(interval(ordered[0].quantity), ordered[0].quantity.unit, operand(ordered[0])),
        caveats=caveats(figures),
        statement=f"{metric(ordered[0])}: {listed}.",
    )


def _ordered(figures: tuple[Figure, ...]) -> list[Figure]:
    """Return the figures from the smallest to the greatest, by the middle of each; () where units differ."""
    if not figures:
        return []
    unit = figures[0].quantity.unit
    values: list[tuple[Figure, Interval]] = []
    for figure in figures:
        value = in_unit(figure.quantity, unit)
        if value is None:
            return []
        values.append((figure, value))
    return [
        figure
        for figure, value in sorted(values, key=lambda pair: (pair[1].low + pair[1].high, pair[0].quantity.span.start))
    ]


@cache
def _superlative(side: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(vocabulary("questions")["superlative"][side])) + r")\b")


def _asks_extreme(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    asks = re.search(r"\b(?:which|who|whose|what|where|when)\b", folded)
    most = _superlative("greatest").search(folded) or _superlative("smallest").search(folded)
    return asks is not None and most is not None


RANK = Operation("rank", "Rank the three by the time they needed.", cues("rank"), run_rank)
EXTREME = Operation("extreme", "Which of them spends the most?", _asks_extreme, run_extreme)
