"""A total that is asked for as if it were stated: "its total loss", of a loss and "another" one."""

from __future__ import annotations

import re

from assistant.comparability import refusal
from assistant.furthering import chain_of
from assistant.operations import Operands
from assistant.operations.base import states
from assistant.operations.sum import added, added_on, parts
from assistant.replies.case import Case
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure

_TOTAL = re.compile(r"\b(?:total|overall|combined|accumulated|cumulative|so far|to date)\b")
_WANTED = ("any", "count", "money", "measure")
# "Total" is a word of these measures themselves: the total revenue is that of one year.
_TOTAL_ANYWAY = ("revenue", "sales", "profit", "debt", "valuation", "capacity", "employees", "stores", "population")


def totalled(case: Case) -> Calculation | None:
    """Return what amounts come to that the article adds to each other or tells of one period after another."""
    question = case.question
    if question.operation is not None or question.unknown or question.expects not in _WANTED:
        return None
    operands = Operands(case.anything, (), case.corpus)
    if _TOTAL.search(fold(question.standalone)) is not None:
        found = parts(question, operands)
    else:
        found = _of_the_year(added_on(question, operands), question)
    if len(found) < 2 or not _adds_up(found, case) or refusal("sum", found) is not None:
        return None
    told = any(states("sum", case.corpus.text(figure.document, figure.sentence)) for figure in found)
    return None if told else added(found)


def _of_the_year(chain: tuple[Figure, ...], question: Question) -> tuple[Figure, ...]:
    """Return the amounts of parts of a time that is asked for: of a year those of February and of September."""
    first = chain[0].period if chain else None
    asked = question.whole.periods
    wider = first is not None and len(asked) == 1 and (asked[0].start, asked[0].end) != (first.start, first.end)
    return chain if wider else ()


def _adds_up(figures: tuple[Figure, ...], case: Case) -> bool:
    if any(figure.row is not None or figure.quantity.unit == "%" for figure in figures):
        return False
    if chain_of(figures[0], case.corpus):
        return True
    periods = [figure.period for figure in figures]
    one = len({(f.document, f.sentence, f.subject, f.kind) for f in figures}) == 1
    over_time = None not in periods and not any(period.cumulative for period in periods if period is not None)
    return one and over_time and figures[0].kind is not None and figures[0].kind not in _TOTAL_ANYWAY
