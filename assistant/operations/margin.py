"""A margin that the article does not give but whose two amounts it does: "EBITDA margin" as EBITDA over revenue."""

from __future__ import annotations

import re

from assistant.changing import moves
from assistant.corpus import Corpus
from assistant.display import capital, stated
from assistant.evaluate import conversion
from assistant.expression import Convert, apply, shifted
from assistant.labels import said, subject
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation
from assistant.operations.working import Working, aligned, working
from assistant.relatedness import one_owner
from assistant.types import Calculation, Focus, Question
from assistant.words import fold, stem, stems
from documents.figures.types import Figure, Quantity

_MARGIN = re.compile(r"\b([a-z]+) (?:profit )?margin\b")
_OTHER = re.compile(
    r"\b(?:than|vs|versus|compare|average|mean|between|points|difference|gap|better|higher|lower|best|worst|highest|lowest|biggest|largest|smallest)\b"
)
_PROFITS = ("net", "operating", "profit", "gross", "pretax")  # "net margin" is net profit over revenue
_REVENUES = ("revenue", "sales")


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    return _MARGIN.search(folded) is not None and _OTHER.search(folded) is None


def run(question: Question, operands: Operands) -> Calculation | None:
    match = _MARGIN.search(fold(question.standalone))
    if match is None or any(_stated(c, match.group(1)) for c in operands.whole):
        return None
    word = match.group(1)
    corpus = operands.corpus
    if len(operands.sides) < 2:
        pair = _amounts(operands.whole, word, corpus)
        work = _margin(pair) if pair is not None else None
        if pair is None or work is None:
            return None
        return work.calculation("share", f"{capital(work.surface)}: {said(pair[0])} {{0}} of {said(pair[1])} {{1}}.")
    pairs = [_amounts(side, word, corpus) for side in operands.sides]
    found = [(pair, work) for pair in pairs if pair is not None and (work := _margin(pair)) is not None]
    apart = len({figure for pair, _ in found for figure in pair}) == 2 * len(operands.sides)
    return _compared([*zip(question.foci, found, strict=True)]) if apart else None


def _amounts(side: tuple[Candidate, ...], word: str, corpus: Corpus) -> tuple[Figure, Figure] | None:
    """Return the profit and the revenue that belong together; of a level and the one before it, the later."""
    before = {move.before for move in moves(corpus)}
    pool = [c for c in side if c.figure.quantity.dimension == "money" and not c.of_another and c.figure not in before]
    tops = [c for c in pool if _is(c.figure, word)]
    bottoms = [c for c in pool if c.figure.kind in _REVENUES and c.figure.quantity.per is None]
    pairs = [
        (a, b) for a in tops for b in bottoms if _of_one(a.figure, b.figure) and one_owner(a.figure, b.figure, corpus)
    ]
    if not pairs:
        return None
    top, bottom = max(pairs, key=lambda pair: round(pair[0].score + pair[1].score, 9))
    return top.figure, bottom.figure


def _margin(pair: tuple[Figure, Figure]) -> Working | None:
    both, percent = aligned(pair), conversion("x", "%")
    if both is None or percent is None:
        return None
    return working(pair, Convert(apply("/", *both.operands), "%", percent))


def _compared(found: list[tuple[Focus, tuple[tuple[Figure, Figure], Working]]]) -> Calculation | None:
    """Return the margins of several, the greatest first."""
    order = sorted(found, key=lambda one: -one[1][1].value.low)
    inputs = tuple(figure for _, (pair, _) in order for figure in pair)
    parts = [shifted(work.expression, 2 * i) for i, (_, (_, work)) in enumerate(order)]
    whole = working(inputs, apply("descending", *parts))
    if whole is None:
        return None
    told = [
        f"{' '.join(focus.names) or subject(pair[0])}: {work.surface}, {stated(pair[0].quantity)} {{{2 * i}}} of "
        f"{stated(pair[1].quantity)} {{{2 * i + 1}}}"
        for i, (focus, (pair, work)) in enumerate(order)
    ]
    return whole.calculation("share", "; ".join(told) + ".")


def _stated(candidate: Candidate, word: str) -> bool:
    own = stems(candidate.figure.metric)
    named = word in _PROFITS or stem(word) in own
    return candidate.figure.quantity.unit == "%" and candidate.fits and stem("margin") in own and named


def _is(figure: Figure, word: str) -> bool:
    own = stems(figure.metric) + stems(figure.row or "")
    if word in _PROFITS:
        return figure.kind == "profit" and (word == "profit" or stem(word) in own)
    return stem(word) in own


def _of_one(top: Figure, bottom: Figure) -> bool:
    """Say whether two amounts are of one currency and time."""
    mine, other = top.period, bottom.period
    apart = mine is not None and other is not None and (mine.start, mine.end) != (other.start, other.end)
    same = top.document == bottom.document and top.quantity.unit == bottom.quantity.unit
    return same and not apart and top != bottom and top.quantity.low <= bottom.quantity.high


OPERATION = Operation("margin", "What was the operating margin?", asked, run)
