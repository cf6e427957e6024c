"""How long a stock lasts at the rate at which it is used up: cash at what is spent a quarter."""

from __future__ import annotations

import re

from assistant.agreement import TELLING
from assistant.corpus import Corpus
from assistant.display import capital
from assistant.evaluate import conversion
from assistant.expression import Input, apply, shifted
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.pace import pace
from assistant.operations.working import working
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    able = [c.figure for c in operands.whole if _able(c)]
    stocks = [figure for figure in able if figure.quantity.per is None]
    rates = [figure for figure in able if conversion(figure.quantity.per or "", "day") is not None]
    pairs = [(stock, rate) for stock in stocks for rate in rates if _of_one(stock, rate)]
    if not pairs:
        return _of_cash(question, operands)
    stock, rate = min(pairs, key=lambda pair: _apart(*pair))
    work = working((stock, rate), apply("/", Input(0), Input(1)))
    if work is None:
        return None
    return work.calculation(
        "time_to_reach",
        f"{capital(work.surface)}: {said(stock)} {{0}} at {said(rate)} {{1}}.",
        (f"it goes on at the same rate, and nothing is added to the {said(stock)}",),
    )


def _of_cash(question: Question, operands: Operands) -> Calculation | None:
    """Return how long the money lasts at the loss of the latest period for which one is told."""
    if _MONEY.search(fold(question.standalone)) is None:
        return None
    corpus = operands.corpus
    money = [c for c in operands.whole if c.figure.quantity.dimension == "money" and not set(c.lacks) - _LOOSE]
    uses = [c for c in money if c.figure.kind == "loss" and pace(c.figure, corpus) is not None]
    stocks = [c.figure for c in money if _lies(c.figure, corpus)]
    if not uses or not stocks:
        return None
    best = max(uses, key=lambda c: c.score).figure
    alike = [c.figure for c in uses if (c.figure.subject, c.figure.kind) == (best.subject, best.kind)]
    rate = max(alike, key=lambda figure: figure.period.end if figure.period is not None else "")
    stock = next((figure for figure in stocks if figure.quantity.unit == rate.quantity.unit), None)
    spent = pace(rate, corpus)
    if stock is None or spent is None or stock == rate:
        return None
    work = working((stock, rate), apply("/", Input(0), shifted(spent.rate, 1)))
    if work is None:
        return None
    assumed = (f"it goes on at the same rate, and nothing is added to the {said(stock)}",)
    told = f"{capital(work.surface)}: {said(stock)} {{0}} at {said(rate)} {{1}}."
    return work.calculation("time_to_reach", told, (*assumed, "a loss is paid in cash"))


def _lies(figure: Figure, corpus: Corpus) -> bool:
    """Say whether an amount is money that lies ready: "$36 million in the bank", "reserves of $36 million"."""
    article = corpus.documents[figure.document]
    sentence, span = article.sentences[figure.sentence].span, figure.quantity.span
    after, before = fold(article.text[span.end : sentence.end]), fold(article.text[sentence.start : span.start])
    return _BEHIND.match(after) is not None or _AHEAD.search(before) is not None


_MONEY = re.compile(r"\b(?:cash|money|funds|savings|reserves?)\b")
_BEHIND = re.compile(r"\s+(?:of|in) (?:\w+ ){0,2}(?:cash|bank|reserves?|savings|hand)\b")
_AHEAD = re.compile(r"\b(?:cash|reserves?|savings)(?: \w+){0,4} (?:of|at|to|was|were|is|are) (?:\w+ )?$")
_LOOSE = {"words", "unit"}


def _able(candidate: Candidate) -> bool:
    figure = candidate.figure
    return not set(candidate.lacks) - {"words", "unit"} and figure.quantity.low > 0 and candidate.words >= TELLING


def _of_one(stock: Figure, rate: Figure) -> bool:
    same = stock.quantity.unit == rate.quantity.unit and stock.quantity.dimension == rate.quantity.dimension
    return same and stock.document == rate.document and stock.quantity.low > rate.quantity.low


def _apart(stock: Figure, rate: Figure) -> int:
    return abs(stock.quantity.span.start - rate.quantity.span.start)


OPERATION = Operation("runway", "How long will the cash last?", cues("runway"), run)
