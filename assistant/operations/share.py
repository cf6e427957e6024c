"""What part of one figure another is, where the article relates the two."""

from __future__ import annotations

import re

from assistant.agreement import same_metric
from assistant.changing import followed_by
from assistant.corpus import Corpus
from assistant.display import capital, operand
from assistant.evaluate import conversion
from assistant.expression import Convert, apply
from assistant.labels import said
from assistant.operands import STATED, Candidate
from assistant.operations.base import Operands, Operation, bond, comparable, cues, fitting
from assistant.operations.working import aligned, working
from assistant.parting import paid_by_another, partings
from assistant.relatedness import asked_of, beside, of_name, one_owner, related, told_apart
from assistant.spans import spans
from assistant.splitting import divisible
from assistant.types import Calculation, Question
from assistant.words import fold, stems, vocabulary
from documents.figures.types import Figure

_OF_WHOLE = re.compile(
    r"\b(?:share|percentage|per ?cent|proportion|portion|fraction|part|much|many) of"
    r"(?!.* (?:in|among|amongst|within|over|to|out of) )"
    r".* (?:is|are|was|were|comes?|came|did|does|do|has|have|had)\b"
)
_OUTLAYS = ("cost", "price", "budget")  # what a thing will cost is the whole of what has been paid for it
# What is still to come is a whole only where a goal is what is asked of: "of the planned shops, what share is open?"
_GOAL = re.compile(
    r"\b(?:plan|goal|target|forecast|expect|aim|hope|promise|budget|want|intend|guidance|project|will)\w*\b"
)
AMOUNTS = ("count", "number", "ordinal", "money", "mass", "energy", "area", "volume", "length", "cargo")


def run(question: Question, operands: Operands) -> Calculation | None:
    stated_share = next((c for c in operands.whole if c.figure.quantity.unit == "%"), None)
    if stated_share is not None and stated_share.fits and stated_share.words >= STATED:
        return None  # the article states the share itself
    for parting in partings(question, operands.corpus):
        parts = parting.named or parting.split.parts
        if parting.named or len(parts) == 1:
            return of_whole(parts[0], parting.split.whole, measured=True)  # the text itself makes it a part
    pair = _of_sides(question, operands) if len(operands.sides) >= 2 else _any_pair(question, operands)
    corpus = operands.corpus
    if pair is None or not _of_asked(question, pair, corpus) or paid_by_another(question, pair, corpus):
        return None
    part, whole = sorted(pair, key=lambda f: f.quantity.low)
    # "What share of the orders was delivered?" names the whole first, whichever is more.
    named_first = len(operands.sides) >= 2 and _OF_WHOLE.search(fold(question.standalone)) is not None
    return None if named_first and whole is not pair[0] else of_whole(part, whole)


def _of_asked(question: Question, pair: tuple[Figure, Figure], corpus: Corpus) -> bool:
    """Say whether two cells are of those whom the question names: of one firm's shops another's are no part."""
    cells = [figure for figure in pair if figure.row is not None]
    names = question.whole.names
    foreign = names and any(not any(of_name(name, cell, corpus) for name in names) for cell in cells)
    return not foreign and (len(cells) < 2 or len(names) > 1 or one_owner(*pair, corpus))


def of_whole(part: Figure, whole: Figure, *, measured: bool = False) -> Calculation | None:
    """Return what percentage of one figure another is, None where that means nothing.

    No part is more than its whole, nor of other things than it; where one amount is only `measured` in the other,
    "costs as a percentage of revenue", it may be.
    """
    if not measured and (part.quantity.low > whole.quantity.high or _of_other_things(part, whole)):
        return None
    both = aligned((part, whole))
    percent = conversion("x", "%")
    if part.quantity.dimension not in AMOUNTS or both is None or percent is None:
        return None
    if part.quantity.low == whole.quantity.low:
        return None
    work = working((part, whole), Convert(apply("/", *both.operands), "%", percent))
    if work is None:
        return None
    assumed = f"{operand(part)} are part of the {operand(whole)}"
    return work.calculation("share", f"{capital(work.surface)}: {said(part)} {{0}} of {said(whole)} {{1}}.", (assumed,))


def _of_other_things(part: Figure, whole: Figure) -> bool:
    """Say whether the two count people or places of two sorts: staff are no part of shops."""
    kinds = {part.kind, whole.kind}
    apart = len(kinds) == 2 and kinds <= set(vocabulary("kinds_asked")["standing"])
    return apart and not set(stems(part.metric)) & set(stems(whole.metric))


def _of_sides(question: Question, operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the figures of the two sides: each asked for by its own words, and set side by side by the article."""
    corpus = operands.corpus
    left, right = (
        [c for c in fitting(side) if asked_of(focus, c.figure, corpus)]
        for side, focus in zip(operands.sides[:2], question.foci[:2], strict=True)
    )
    anchored = any(focus.anchors for focus in question.foci)
    pairs = [(a, b) for a in left for b in right if a.figure != b.figure and comparable(a.figure, b.figure)]
    pairs = [(a, b) for a, b in pairs if anchored or related(a.figure, b.figure, corpus)]
    return _best([(a, b) for a, b in pairs if anchored or _of_one_time(question, a.figure, b.figure, corpus)], corpus)


def _of_one_time(question: Question, left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether the lesser of two can be a part of the greater by time: what came is no part of a forecast.

    Nor is what came in a half-year a part of a year's whole, or of what there was before a change.
    """
    part, whole = sorted((left, right), key=lambda figure: figure.quantity.low)
    if (part.document, part.sentence) == (whole.document, whole.sentence):
        return True
    if whole.status in ("forecast", "target") and part.status == "actual":
        return whole.kind in _OUTLAYS or _GOAL.search(fold(question.standalone)) is not None
    told_with = _told_with(part, whole, corpus)
    if told_with and all(figure.quantity.low != whole.quantity.low for figure in told_with):
        return False
    if any(focus.periods for focus in (question.whole, *question.foci)):
        return True
    return spans(part, whole) is None and followed_by(whole, corpus) is None


def _told_with(part: Figure, whole: Figure, corpus: Corpus) -> list[Figure]:
    """Return the wholes of the same measure that an undated part is told right after: of whose time it is."""
    if part.period is not None or part.column is not None:
        return []
    near = [f for at in (part.sentence - 1, part.sentence) for f in corpus.by_sentence.get((part.document, at), ())]
    return [
        figure
        for figure in near
        if figure.quantity.span.start < part.quantity.span.start and beside(figure, part, corpus)
        and divisible(figure, part) and same_metric(figure, whole) and figure not in corpus.changes
        and followed_by(figure, corpus) is None
    ]  # fmt: skip


def _any_pair(question: Question, operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the two figures of one unit that fit a question with one side best."""
    found = [c for c in fitting(operands.whole) if c.figure.quantity.dimension in AMOUNTS and c.words >= STATED]
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if _of_one_unit(a.figure, b.figure)]
    corpus = operands.corpus
    return _best(
        [
            (a, b)
            for a, b in pairs
            if related(a.figure, b.figure, corpus)
            and told_apart(question.whole, a.figure, b.figure, corpus)
            and _of_one_time(question, a.figure, b.figure, corpus)
        ],
        corpus,
    )


def _best(pairs: list[tuple[Candidate, Candidate]], corpus: Corpus) -> tuple[Figure, Figure] | None:
    """Return the pair that fits best; a part stands near the whole that it is told with."""
    if not pairs:
        return None
    left, right = max(pairs, key=lambda p: round(p[0].score + p[1].score + bond(p[0].figure, p[1].figure, corpus), 9))
    return left.figure, right.figure


def _of_one_unit(left: Figure, right: Figure) -> bool:
    mine, other = left.quantity, right.quantity
    return comparable(left, right) and mine.unit == other.unit and mine.low != other.low


OPERATION = Operation("share", "What share of the total had come in by then?", cues("share"), run)
