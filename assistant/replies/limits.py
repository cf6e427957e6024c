"""Whether a figure keeps to the limit that a question sets: "more than a quarter?", "at least 500?"."""

from __future__ import annotations

import re

from assistant.agreement import touches
from assistant.interval import Interval
from assistant.labels import subject
from assistant.operations.working import in_unit
from assistant.replies.case import Case
from assistant.replies.figure import sentence
from assistant.types import Draft, Question, Quote
from assistant.words import fold
from documents.figures.types import Figure, Quantity

_ABOVE = re.compile(
    r"\b(?:more than|over|exceed\w*|above|surpass\w*|at least|greater than|higher than|top(?:ped)?|beyond)\b"
)
_BELOW = re.compile(r"\b(?:less than|fewer than|under|below|at most|lower than|short of)\b")
_NEXT_TO = 14  # characters between "more than" and its number


def threshold(case: Case) -> Draft | None:
    """Return whether the figure asked for lies above or below the one in the question: "more than a quarter?"."""
    claim = limit(case.question)
    if claim is None or case.question.foci:
        return None
    goal, above, inclusive = claim
    for candidate in case.anything[:12]:
        figure = candidate.figure
        mine = _as(goal, figure)
        if mine is None or not candidate.fits or not touches(figure, case.question.whole):
            continue
        verdict = _compared(figure.quantity, mine, inclusive=inclusive)
        if verdict is None:
            return None
        right = verdict == (1 if above else -1)
        return with_figure("Yes" if right else "No", figure)
    return None


def limit(question: Question) -> tuple[Quantity, bool, bool] | None:
    """Return the limit that a question sets, whether more than it is asked for, and whether it counts itself."""
    folded = fold(question.standalone)
    for pattern, above in ((_ABOVE, True), (_BELOW, False)):
        for match in pattern.finditer(folded):
            for quantity in question.whole.quantities:
                if 0 < quantity.span.start - match.end() <= _NEXT_TO and folded[quantity.span.start - 1] != "-":
                    return quantity, above, match.group().startswith("at ")
    return None


def _as(goal: Quantity, figure: Figure) -> Quantity | Interval | None:
    """Return the question's quantity in the figure's unit, None where they cannot be compared."""
    if goal.unit == figure.quantity.unit:
        return goal
    if goal.dimension in ("share", "fraction") and figure.quantity.dimension in ("share", "fraction"):
        return in_unit(goal, figure.quantity.unit)
    if goal.dimension == figure.quantity.dimension == "count":
        return goal
    return in_unit(goal, figure.quantity.unit) if goal.dimension == figure.quantity.dimension else None


def _compared(stated: Quantity, goal: Quantity | Interval, *, inclusive: bool) -> int | None:
    """Return 1 where the stated figure is above the goal, -1 below, None where its bounds leave it open."""
    if stated.low > goal.high or (stated.low == goal.high and (inclusive or stated.bound in ("more_than",))):
        return None if stated.bound in ("at_most", "less_than") else 1
    if stated.high < goal.low or (stated.high == goal.low and stated.bound == "less_than"):
        return None if stated.bound in ("at_least", "more_than") else -1
    return -1 if stated.low == stated.high == goal.low and stated.bound == "exact" else None


def with_figure(verdict: str, figure: Figure) -> Draft:
    return Draft("answered", f"{verdict}: {sentence(figure)} {{0}}.", (Quote(figure.document, figure.sentence),))


def told_of_part(figure: Figure, whole: str) -> Draft:
    """Return a figure of a part of what is asked about, without a verdict on the whole."""
    quote = (Quote(figure.document, figure.sentence),)
    caveat = f"This is of {subject(figure)} alone; the article does not say it of {whole} as a whole."
    return Draft("partial", f"{sentence(figure)} {{0}}.", quote, (caveat,))
