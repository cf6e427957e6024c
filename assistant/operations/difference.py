"""How far two figures lie apart, in their own unit; percentages in percentage points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked_focus import asks_change
from assistant.changing import Move, move_of
from assistant.corpus import Corpus
from assistant.dated_levels import dated_move
from assistant.display import stated
from assistant.expectation import dimensions
from assistant.expression import Expression, apply
from assistant.interval import Interval
from assistant.labels import named, when
from assistant.operands import STATED, Candidate
from assistant.operations.base import Operands, Operation, best_pair, cues
from assistant.operations.working import aligned, working
from assistant.peaks import asked_from, peak_move
from assistant.since import since_then
from assistant.types import Calculation, Question
from assistant.words import fold, vocabulary
from documents.figures.types import Figure

_WHICH = re.compile(r"\b(?:which|who|whose)\b")
_RANGES = "both are ranges, set against each other end by end; single cases can lie closer together or further apart"


def run(question: Question, operands: Operands) -> Calculation | None:
    if asked_from(question.standalone):
        move = peak_move(question, operands.whole, operands.corpus)
        return None if move is None else of_levels(move)
    if (move := since_then(question, operands.whole, operands.corpus)) is not None:
        return of_levels(move)
    if asks_change(question) and (moved := of_change(question, operands.whole, operands.corpus)) is not None:
        return moved
    if asks_change(question) and (move := dated_move(question, operands.whole, operands.corpus)) is not None:
        return of_levels(move)
    pair = best_pair(question, _counted(question, operands))
    return None if pair is None else between(question, pair)


def _counted(question: Question, operands: Operands) -> Operands:
    """Return the operands without shares where it is asked how many more there are: "how many more parcels"."""
    allowed = dimensions(question)
    if question.expects != "count" or question.noun is None or not allowed:
        return operands

    def able(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(c for c in candidates if c.figure.quantity.dimension in allowed)

    return replace(operands, whole=able(operands.whole), sides=tuple(map(able, operands.sides)))


def of_change(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> Calculation | None:
    """Return by how much a level rose or fell, None where the article states it or tells no two levels."""
    move = move_of(question, candidates, corpus)
    if move is not None and any(_states(c, move, corpus) for c in candidates):
        return None
    return None if move is None else of_levels(move)


def of_levels(move: Move) -> Calculation | None:
    """Return by how much a level rose or fell, None where its two figures have no unit in common."""
    both = aligned((move.after, move.before))
    if both is None:
        return None
    (now, before), (new, old) = both.values, both.operands
    falls = now.high < before.low
    work = working((move.after, move.before), apply("-", old, new) if falls else apply("-", new, old))
    return None if work is None else work.calculation("difference", went(move, work.surface, falls=falls))


def _states(candidate: Candidate, move: Move, corpus: Corpus) -> bool:
    """Say whether a figure is the change itself, in the unit of the levels."""
    figure = candidate.figure
    alike = figure.quantity.unit == move.after.quantity.unit
    return figure in corpus.changes and alike and candidate.fits and candidate.words >= STATED


def went(move: Move, by: str, *, falls: bool) -> str:
    """Return by how much a level rose or fell, and from where to where: the later one is the first operand."""
    then = "" if when(move.before) == when(move.after) else when(move.before)
    levels = f"from {stated(move.before.quantity)}{then} {{1}} to {stated(move.after.quantity)}{when(move.after)} {{0}}"
    verb = ("would fall" if falls else "would rise") if ahead(move.after) else "fell" if falls else "rose"
    return f"{named(move.after)} {verb} by {by}, {levels}."


def ahead(figure: Figure) -> bool:
    """Say whether a level is still to come: what is foreseen would rise, and has not."""
    return figure.status in ("forecast", "target")


def between(question: Question, pair: tuple[Figure, Figure]) -> Calculation | None:
    """Return how far two figures lie apart, None where they have no unit in common."""
    first, second = pair
    both = aligned(pair)
    if both is None:
        return None
    mine, other = both.values
    swapped = mine.low < other.low
    greater, smaller = (second, first) if swapped else (first, second)
    ranges = mine.is_range and other.is_range
    work = working(pair, _apart(both.operands[swapped], both.operands[not swapped], ranges=ranges))
    if work is None:
        return None
    at = {id(first): "{0}", id(second): "{1}"}
    # "Which is longer, A or B?" is answered with the longer one, "how much cheaper is A than B?" with A.
    lead, less = (greater, smaller) if _WHICH.search(fold(question.standalone)) else (first, second)
    left, right = (f"{stated(f.quantity)}{when(f)} {at[id(f)]}" for f in (lead, less))
    word = comparative(first, "greater" if lead is greater else "smaller")
    than = f" than {named(less)}" if named(less) != named(lead) else ""  # one thing at two times
    statement = f"{named(lead)} is {work.surface} {word}{than}: {left} against {right}."
    if _equal(mine, other):
        statement = f"There is no difference: {named(lead)} {left}, {named(less)} {right}."
    return work.calculation("difference", statement, (_RANGES,) if ranges else ())


def _equal(mine: Interval, other: Interval) -> bool:
    return mine.low == mine.high == other.low == other.high and not mine.bound and not other.bound


def _apart(greater: Expression, smaller: Expression, *, ranges: bool) -> Expression:
    if not ranges:
        return apply("-", greater, smaller)
    return apply(
        "ends",
        apply("-", apply("low", greater), apply("low", smaller)),
        apply("-", apply("high", greater), apply("high", smaller)),
    )


def comparative(figure: Figure, side: str = "greater") -> str:
    """Return the word for more or less of what the figure measures: "longer" for a time."""
    usual = "higher" if side == "greater" else "lower"
    return str(vocabulary("comparatives")[side].get(figure.quantity.dimension, usual))


OPERATION = Operation(
    name="difference",
    example="How many RMB less does the one cost than the other?",
    asked=cues("difference"),
    run=run,
)
