"""How long a stock lasts at the rate at which it is used up: cash at what is spent a quarter."""

from __future__ import annotations

from assistant.agreement import TELLING
from assistant.display import capital
from assistant.evaluate import conversion
from assistant.expression import Input, apply
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.working import working
from assistant.types import Calculation, Question
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    able = [c.figure for c in operands.whole if _able(c)]
    stocks = [figure for figure in able if figure.quantity.per is None]
    rates = [figure for figure in able if conversion(figure.quantity.per or "", "day") is not None]
    pairs = [(stock, rate) for stock in stocks for rate in rates if _of_one(stock, rate)]
    if not pairs:
        return None
    stock, rate = min(pairs, key=lambda pair: _apart(*pair))
    work = working((stock, rate), apply("/", Input(0), Input(1)))
    if work is None:
        return None
    return work.calculation(
        "time_to_reach",
        f"{capital(work.surface)}: {said(stock)} {{0}} at {said(rate)} {{1}}.",
        (f"it goes on at the same rate, and nothing is added to the {said(stock)}",),
    )


def _able(candidate: Candidate) -> bool:
    figure = candidate.figure
    return not set(candidate.lacks) - {"words", "unit"} and figure.quantity.low > 0 and candidate.words >= TELLING


def _of_one(stock: Figure, rate: Figure) -> bool:
    same = stock.quantity.unit == rate.quantity.unit and stock.quantity.dimension == rate.quantity.dimension
    return same and stock.document == rate.document and stock.quantity.low > rate.quantity.low


def _apart(stock: Figure, rate: Figure) -> int:
    return abs(stock.quantity.span.start - rate.quantity.span.start)


OPERATION = Operation("runway", "How long will the cash last?", cues("runway"), run)
