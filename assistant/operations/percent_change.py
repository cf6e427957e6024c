"""By how many percent one figure is above or below another, or has changed from one time to the next."""

from __future__ import annotations

import re

from assistant.agreement import same_metric
from assistant.changing import Move, move_of, moves
from assistant.display import stated
from assistant.evaluate import conversion
from assistant.expression import Apply, Convert, Expression, apply
from assistant.labels import named, when
from assistant.operations.base import Operands, Operation, best_pair, cues, fitting
from assistant.operations.difference import ahead, went
from assistant.operations.working import Working, aligned, working
from assistant.peaks import asked_from, peak_move
from assistant.since import since_then
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.relations import says_earlier
from documents.figures.types import Figure, Quantity

# Words right before and right after a figure that make it the earlier one of two.
_FROM = re.compile(
    r"\b(?:from|instead of|compared with|compared to)(?: (?:about|around|nearly|over|only|just))? ?\W{0,4}$"
)
_AGO = re.compile(r"\b(?:year|month|week|day|decade|quarter)s? (?:ago|earlier|before)\b[^.;,\d]{0,30}$")
_BACK = re.compile(r"[^.;\d]{0,30}\b(?:before|earlier|previously|ago)\b")
_GROWING = (
    " from ", "grow", "grew", "increase", "rise", "rose", "fall", "fell", "drop", "decline", "change", "gain", "widen",
    "narrow", "shrink", "shrank", "get smaller", "get larger", "get bigger", "get cheaper", "get dearer", "get more ",
    "get less ", "become more ", "become less ", "became ", "got more ", "got less ", "got cheaper", "got dearer",
    " up ", " down ",
)  # fmt: skip


def run(question: Question, operands: Operands) -> Calculation | None:
    if asked_from(question.standalone):
        move = peak_move(question, operands.whole, operands.corpus)
        return None if move is None else of_move(move)
    if (move := since_then(question, operands.whole, operands.corpus)) is not None:
        return of_move(move)
    if (_grows(question) or says_earlier(question.standalone)) and (
        move := move_of(question, operands.whole, operands.corpus)
    ) is not None:
        return of_move(move)
    pair = best_pair(question, operands) or _with_before(question, operands)
    if pair is None:
        return None
    joined = next((move for move in moves(operands.corpus) if {move.before, move.after} == {*pair}), None)
    if joined is not None and " than " not in fold(question.standalone):
        return of_move(joined)
    grows = _grows(question)
    alike = len({focus.names for focus in question.foci}) < 2
    if grows and alike and not (_of_one(pair) and _at_two_times(pair, question, operands)):
        return None
    dated = all(figure.period is not None for figure in pair)
    if grows and (len(operands.sides) < 2 or (alike and dated)):
        pair = in_time(pair, operands)
    return changed(pair, grows=grows)


def changed(pair: tuple[Figure, Figure], *, grows: bool) -> Calculation | None:
    """Return by how many percent one of two figures is above or below the other: the first is the base if it grows."""
    work = change(pair, grows=grows)
    if work is None:
        return None
    base, other = pair if grows else pair[::-1]
    falls = _falls(work)
    at = {id(figure): f"{{{i}}}" for i, figure in enumerate(pair)}
    if grows:
        word = "a fall" if falls else "a rise"
        words = f"From {stated(base.quantity)} ({_what(base)}) {at[id(base)]} to {stated(other.quantity)} "
        words += f"({_what(other)}) {at[id(other)]} {'would be' if ahead(other) else 'is'} {word} of {work.surface}."
    else:
        word = "lower" if falls else "higher"
        words = f"{_what(other)} is {work.surface} {word} than {_what(base)}: {stated(other.quantity)} {at[id(other)]} "
        words += f"against {stated(base.quantity)} {at[id(base)]}."
    open_ = work.value.undirected
    assumptions = ("both figures are bounds, so the true change may lie on either side",) if open_ else ()
    return work.calculation("percent_change", words, assumptions)


def of_move(move: Move) -> Calculation | None:
    """Return by how many percent a level rose or fell: the later one is the first operand, which a verdict is on."""
    pair = (move.after, move.before)
    both, percent = aligned(pair), conversion("x", "%")
    if both is None or percent is None or both.values[1].low <= 0:
        return None
    (now, before), (new, old) = both.values, both.operands
    falls = now.high < before.low
    work = working(pair, Convert(apply("fall", old, new) if falls else apply("rise", new, old), "%", percent))
    if work is None:
        return None
    return work.calculation("percent_change", went(move, work.surface, falls=falls))


def change(pair: tuple[Figure, Figure], *, grows: bool) -> Working | None:
    """Return the working of a change in percent."""
    both = aligned(pair)
    percent = conversion("x", "%")
    if both is None or percent is None:
        return None
    (start, end), (old, new) = (both.values, both.operands) if grows else (both.values[::-1], both.operands[::-1])
    if start.low <= 0:
        return None
    falls = end.high < start.low
    relative: Expression = apply("fall", old, new) if falls else apply("rise", new, old)
    return working(pair, Convert(relative, "%", percent))


def in_time(pair: tuple[Figure, Figure], operands: Operands) -> tuple[Figure, Figure]:
    """Return two figures of one thing, the earlier first: by their periods, else by what stands around them."""
    first, second = pair
    mine, other = first.period, second.period
    if mine is not None and other is not None and mine.end != other.end:
        return pair if mine.end < other.end else (second, first)
    ahead = [figure.status in ("forecast", "target") for figure in pair]
    if ahead[0] != ahead[1]:
        return (second, first) if ahead[0] else pair  # what is foreseen is later than what is
    early = [_is_earlier(figure, operands) for figure in pair]
    return (second, first) if early[1] and not early[0] else pair


def _of_one(pair: tuple[Figure, Figure]) -> bool:
    """Say whether two figures can be of one thing: nothing grows from one firm's revenue to that of another."""
    mine, other = ({fold(name) for name in figure.subjects} for figure in pair)
    return not mine or not other or not mine.isdisjoint(other)


def _at_two_times(pair: tuple[Figure, Figure], question: Question, operands: Operands) -> bool:
    """Say whether two figures can be one thing before and after: by their times, or by what is said beside them."""
    first, second = pair
    if any(focus.anchors or focus.dated for focus in question.foci) or first.sentence != second.sentence:
        return True
    timed = (first.period, first.within, first.status) != (second.period, second.within, second.status)
    return timed or any(_is_earlier(figure, operands) for figure in pair)


def _is_earlier(figure: Figure, operands: Operands) -> bool:
    """Say whether the words beside a figure date it back: "down from 37", "a year ago it was 29"."""
    document = operands.corpus.documents[figure.document]
    sentence, span = document.sentences[figure.sentence].span, figure.quantity.span
    before = fold(document.text[sentence.start : span.start])
    after = fold(document.text[span.end : sentence.end])
    return any(pattern.search(before) for pattern in (_FROM, _AGO)) or _BACK.match(after) is not None


def _falls(work: Working) -> bool:
    whole = work.expression
    return isinstance(whole, Convert) and isinstance(whole.of, Apply) and whole.of.operator == "fall"


def _with_before(question: Question, operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the figure of the period before and that of the period asked: "how much did it grow in 2024?".

    A question that names both of its times asks of no other pair.
    """
    if any(focus.dated for focus in question.foci):
        return None
    now = next((c.figure for c in fitting(operands.whole) if c.figure.period is not None), None)
    if now is None or now.period is None or not _grows(question):
        return None
    start = now.period.start
    earlier = [
        c.figure
        for c in operands.whole
        if c.figure.period is not None
        and c.figure.period.start < start
        and same_metric(now, c.figure)
        and (c.figure.subject, c.figure.quantity.unit) == (now.subject, now.quantity.unit)
    ]
    if not earlier:
        return None
    return max(earlier, key=lambda f: f.period.start if f.period else ""), now


def _grows(question: Question) -> bool:
    folded = f"{fold(question.standalone).rstrip('?!. ')} "
    return any(word in folded for word in _GROWING) and " than " not in folded


def _what(figure: Figure) -> str:
    return f"{named(figure)}{when(figure)}"


_IN_ALL, _YEARLY = cues("percent_change"), cues("yearly")


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    return _IN_ALL(folded, quantities, names) or _YEARLY(folded, quantities, names)


OPERATION = Operation(
    name="percent_change",
    example="By what percentage is the one cheaper than the other?",
    asked=asked,
    run=run,
)
