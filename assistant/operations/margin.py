"""A margin that the article does not give but whose two amounts it does: "EBITDA margin" as EBITDA over revenue."""

from __future__ import annotations

import re

from assistant.display import capital
from assistant.evaluate import conversion
from assistant.expression import Convert, apply
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from assistant.words import fold, stem, stems
from documents.figures.types import Figure, Quantity

_MARGIN = re.compile(r"\b([a-z]+) (?:profit )?margin\b")
_OTHER = re.compile(r"\b(?:than|vs|versus|compare|average|mean|between|points|difference|gap|better|higher|lower)\b")
_PROFITS = ("net", "operating", "profit", "gross", "pretax")  # "net margin" is net profit over revenue
_REVENUE = "revenue"


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    return _MARGIN.search(folded) is not None and _OTHER.search(folded) is None


def run(question: Question, operands: Operands) -> Calculation | None:
    match = _MARGIN.search(fold(question.standalone))
    if match is None or any(_stated(c, match.group(1)) for c in operands.whole):
        return None
    word = match.group(1)
    pool = [c for c in operands.whole if c.figure.quantity.dimension == "money" and not _blocked(c)]
    tops = [c for c in pool if _is(c.figure, word)]
    bottoms = [c for c in pool if c.figure.kind == _REVENUE and c.figure.quantity.per is None]
    pairs = [(a, b) for a in tops for b in bottoms if _of_one(a.figure, b.figure)]
    if not pairs:
        return None
    top, bottom = max(pairs, key=lambda pair: round(pair[0].score + pair[1].score, 9))
    both = aligned((top.figure, bottom.figure))
    percent = conversion("x", "%")
    work = None
    if both is not None and percent is not None:
        work = working((top.figure, bottom.figure), Convert(apply("/", *both.operands), "%", percent))
    if work is None:
        return None
    statement = f"{capital(work.surface)}: {said(top.figure)} {{0}} of {said(bottom.figure)} {{1}}."
    return work.calculation("share", statement)


def _stated(candidate: Candidate, word: str) -> bool:
    own = stems(candidate.figure.metric)
    named = word in _PROFITS or stem(word) in own
    return candidate.figure.quantity.unit == "%" and candidate.fits and stem("margin") in own and named


def _blocked(candidate: Candidate) -> bool:
    return any(lack.startswith("name:") or lack in ("period", "row") for lack in candidate.lacks)


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
