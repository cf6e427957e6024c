"""How long a stock lasts at the rate at which it is used up: cash at what is spent a quarter."""

from __future__ import annotations

import re

from assistant.agreement import TELLING
from assistant.corpus import Corpus
from assistant.display import capital, stated
from assistant.evaluate import conversion
from assistant.expression import Input, apply, shifted
from assistant.furthering import around
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.pace import pace
from assistant.operations.working import Working, working
from assistant.relatedness import met, one_owner
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure


def run(question: Question, operands: Operands) -> Calculation | None:
    corpus = operands.corpus
    rates = [c.figure for c in operands.whole if _able(c) and _uses_up(c.figure, corpus)]
    stocks = [c.figure for c in operands.whole if c.figure.quantity.per is None and _is_stock(c, corpus)]
    pairs = [(stock, rate) for stock in stocks for rate in rates if _of_one(stock, rate, corpus)]
    if _MONEY.search(fold(question.standalone)) is not None:
        pairs = [(stock, rate) for stock, rate in pairs if stock.quantity.dimension == "money"]
    pairs = [pair for pair in pairs if _of_whom(question, pair, corpus)]
    if not pairs:
        return _of_cash(question, operands)
    stock, rate = min(pairs, key=lambda pair: _apart(*pair))
    work = working((stock, rate), apply("/", Input(0), Input(1)))
    if work is None:
        return None
    return _told(work, corpus)


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
    mine = (f for f in stocks if f.quantity.unit == rate.quantity.unit and _one_owner(f, rate, corpus))
    stock = next(mine, None)
    spent = pace(rate, corpus)
    if stock is None or spent is None or stock == rate or not _of_whom(question, (stock, rate), corpus):
        return None
    work = working((stock, rate), apply("/", Input(0), shifted(spent.rate, 1)))
    if work is None:
        return None
    return _told(work, corpus, "a loss is paid in cash")


def _told(work: Working, corpus: Corpus, *assumed: str) -> Calculation:
    stock, rate = work.inputs
    have = _ready(stock, corpus) or said(stock)
    going_on = f"it goes on at the same rate, and nothing is added to the {have}"
    told = f"{capital(work.surface)}: {have} {{0}} at {said(rate)} {{1}}."
    return work.calculation("time_to_reach", told, (going_on, *assumed))


def _ready(stock: Figure, corpus: Corpus) -> str:
    """Return money that lies ready with the article's own words for that, "" for what is no money.

    "$36 million in cash and $80 million of debt": a metric is the whole sentence's, where these tell it of the one.
    """
    if stock.quantity.dimension != "money":
        return ""
    before, after = around(stock, corpus)
    if (behind := _BEHIND.match(after)) is not None:
        return f"{stated(stock.quantity)} {behind.group().strip()}"
    ahead = _AHEAD.search(before)
    return f"{stated(stock.quantity)} ({ahead['what']})" if ahead is not None else ""


def _is_stock(candidate: Candidate, corpus: Corpus) -> bool:
    """Say whether a figure is what there is to be used up; of money, only what lies ready: a loss or a debt is none."""
    if candidate.figure.quantity.dimension != "money":
        return _able(candidate)
    return not set(candidate.lacks) - _LOOSE and _lies(candidate.figure, corpus)


def _uses_up(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is a use over a unit of time; of money, only a spending."""
    if conversion(figure.quantity.per or "", "day") is None:
        return False
    if figure.quantity.dimension != "money" or figure.kind in _USES:
        return True
    before, after = around(figure, corpus)
    return _SPENT.search(f"{fold(figure.metric)} {before[-_NEAR:]} {after[:_NEAR]}") is not None


def _lies(figure: Figure, corpus: Corpus) -> bool:
    """Say whether an amount is money that lies ready: "$36 million in the bank", "reserves of $36 million".

    What is paid, raised or borrowed "in cash" does not lie ready.
    """
    before, after = around(figure, corpus)
    moved = _MOVED.search(before[-_NEAR:]) is not None
    return not moved and (_BEHIND.match(after) is not None or _AHEAD.search(before) is not None)


_NEAR = 40  # characters on either side of an amount that tell what is done with it
_USES = ("loss", "cost", "spending", "wages", "consumption")
_SPENT = re.compile(
    r"\b(?:burn\w*|us(?:es?|ed|ing)|spen\w+|los(?:e|es|ing|t|s|ses)|costs?|drain\w*|eat\w*|consum\w+)\b"
)
_MOVED = re.compile(
    r"\b(?:paid|pays?|paying|for|rais\w+|borrow\w*|bought|buys?|offer\w*|spen\w+|burn\w*|receiv\w+|worth|cost)"
    r"(?: \w+){0,3} ?$"
)
_MONEY = re.compile(r"\b(?:cash|money|funds|savings|reserves?)\b")
_BEHIND = re.compile(r"\s+(?:of|in|on) (?:\w+ ){0,2}(?:cash|bank|banks|reserves?|savings|funds|hand)\b")
_AHEAD = re.compile(
    r"\b(?P<what>cash|reserves?|savings|funds)(?: (?!and |or |but )\w+){0,4} (?:of|at|to|was|were|is|are) (?:\w+ )?$"
)
_LOOSE = {"words", "unit"}


def _able(candidate: Candidate) -> bool:
    figure = candidate.figure
    return not set(candidate.lacks) - _LOOSE and figure.quantity.low > 0 and candidate.words >= TELLING


def _of_one(stock: Figure, rate: Figure, corpus: Corpus) -> bool:
    same = stock.quantity.unit == rate.quantity.unit and stock.quantity.dimension == rate.quantity.dimension
    same = same and _one_owner(stock, rate, corpus)
    return same and stock.document == rate.document and stock.quantity.low > rate.quantity.low


def _one_owner(stock: Figure, rate: Figure, corpus: Corpus) -> bool:
    """Say whether two figures are told of one owner: a name that the lexicon lacks is somebody, too."""
    mine, other = stock.subject or "", rate.subject or ""
    named = (
        mine[:1].isupper() and other[:1].isupper() and fold(mine) not in fold(other) and fold(other) not in fold(mine)
    )
    return one_owner(stock, rate, corpus) and not (named and not corpus.lexicon.related(mine, other))


def _of_whom(question: Question, pair: tuple[Figure, Figure], corpus: Corpus) -> bool:
    """Say whether two figures are of whom the question names, also by a name that the lexicon lacks."""
    return all(met((term,), pair, corpus) > 0 for term in question.whole.terms if term.text[:1].isupper())


def _apart(stock: Figure, rate: Figure) -> int:
    return abs(stock.quantity.span.start - rate.quantity.span.start)


OPERATION = Operation("runway", "How long will the cash last?", cues("runway"), run)
