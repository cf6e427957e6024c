"""Questions that calculate with the cells of a table: which cells, and what is done with them.

Tried before the figures of all sentences are ranked: a table tells by its rows, columns and periods which of its
figures belong together. Where no row or column is called as the question says, it has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from assistant.comparability import refusal
from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.operations import percent_change, ratio, share
from assistant.operations.asked_for import looked_over
from assistant.operations.average import averaged
from assistant.operations.base import Operands
from assistant.operations.difference import between
from assistant.operations.sum import added
from assistant.operations.yearly import asks_yearly, yearly
from assistant.over_time import over_time, percent_over_time
from assistant.series import Series, all_series
from assistant.table_asked import Asked, of_periods, words_of, years
from assistant.table_counts import listed, passing
from assistant.table_match import dated, rarities
from assistant.table_pairs import Pair, two
from assistant.types import Calculation, Question, Refused
from assistant.words import any_of, fold, vocabulary
from documents.figures.periods import periods
from documents.figures.quantities import quantities
from documents.figures.types import Figure

# One amount is measured in another, of which it need not be a part.
_MEASURED = re.compile(
    r"\bas an? (?:percentage|percent|share|proportion|fraction) of\b"
    r"|\b(?:percentage|percent|proportion|portion|fraction) of\b.* (?:to|over)\b"
)
_CHEAPER = re.compile(r"\b(?:cheaper|dearer|costlier|(?:more|less) (?:expensive|costly))\b")
# Kinds of question that no number answers.
_NOT_CALCULATED = ("reason", "definition", "quotation", "manner", "instruction", "person", "place")


def calculate(question: Question, corpus: Corpus) -> Calculation | Refused | None:
    """Return what the tables of the articles give or why it would mean nothing; None where they do not speak of it."""
    if question.expects in _NOT_CALCULATED:
        return None
    text = question.standalone
    folded = fold(text)
    operation = next((name for name, pattern in _asks() if pattern.search(folded)), None)
    if asks_yearly(question):
        operation = "percent_change"
    if operation is None:
        return None
    series: tuple[Series, ...] = corpus.once(all_series)
    if not series:
        return None
    dates = tuple(periods(text))
    hidden = (*(span for _, span in dates), *(q.span for q in quantities(text)))
    asked = Asked(question, corpus, series, rarities(series), operation, text, dates, hidden)
    outcome = _OPERATIONS[operation](asked)
    if isinstance(outcome, Calculation) and _CHEAPER.search(folded) and not all(map(_may_be_price, outcome.inputs)):
        return None  # no share or time is cheaper than another
    if isinstance(outcome, Calculation) and (looked := looked_over(question, outcome)) is not outcome:
        return looked
    if isinstance(outcome, Calculation) and operation in ("percent_change", "change") and asks_yearly(question):
        return yearly(outcome)
    if not isinstance(outcome, Calculation) or _of_one_column(outcome.inputs):
        return outcome
    reason = refusal(outcome.operation, outcome.inputs)
    return outcome if reason is None else Refused(reason, outcome.inputs)


def _may_be_price(figure: Figure) -> bool:
    """Say whether a cell can be what something costs: an amount of money, or a number whose column tells no unit."""
    return figure.quantity.dimension in ("money", "count", "number")


def _of_one_column(figures: tuple[Figure, ...]) -> bool:
    """Say whether all are cells of one column: its shares are shares of one whole."""
    return all(figure.row is not None and figure.column == figures[0].column for figure in figures)


def _change(asked: Asked) -> Calculation | None:
    pair, over = _compared(asked)
    if pair is None:
        return None
    return over_time(*pair) if over else between(asked.question, pair)


def _percent_change(asked: Asked) -> Calculation | Refused | None:
    pair, over = _compared(asked)
    if pair is None or over:
        return None if pair is None else percent_over_time(*pair)
    sides = tuple((Candidate(figure, 1.0, 1.0, 1.0, ()),) for figure in pair)
    return percent_change.OPERATION.run(asked.question, Operands((), sides, asked.corpus))


def _compared(asked: Asked) -> tuple[Pair | None, bool]:
    """Return two cells and whether they are one thing at two times, the earlier first."""
    several = len(asked.periods) > 1 or any(years(period) > 1 for period in asked.periods)
    if not several and (pair := two(asked)) is not None:
        return pair, False
    for match in asked.whole(asked.periods):
        cells = of_periods(match.series, asked.periods)
        if several and len(cells) >= 2:
            return (cells[0], cells[-1]), True
        if not several and (before := _with_before(match.series, cells)) is not None:
            return before, True
    return None, False


def _with_before(series: Series, cells: tuple[Figure, ...]) -> Pair | None:
    """Return the cell of the period asked, or the latest, and the one of the period before it."""
    order = dated(series)
    last = cells[-1] if cells else (order[-1] if order else None)
    place = order.index(last) if last in order else 0
    return (order[place - 1], order[place]) if place and last is not None else None


def _average(asked: Asked) -> Calculation | None:
    cells = _several(asked)
    return averaged(cells) if len(cells) > 1 else None


def _sum(asked: Asked) -> Calculation | None:
    cells = _several(asked)
    return added(cells) if len(cells) > 1 else None


def _several(asked: Asked) -> tuple[Figure, ...]:
    """Return the cells that are taken together: of several periods, or of two things."""
    folded = fold(asked.text)
    if "respectively" in folded:
        return ()
    if len(asked.question.whole.names) > 2:
        return ()  # a pair would leave out one of those that are named
    one_period = len(asked.periods) == 1 and years(asked.periods[0]) <= 1
    if len(asked.periods) <= 1 and (pair := two(asked)) is not None:
        return pair
    every = asked.operation == "average" or any(re.search(rf"\b{word}\b", folded) for word in words_of("every"))
    if one_period or (not asked.periods and not every):
        return ()
    for match in asked.whole(asked.periods):
        cells = of_periods(match.series, asked.periods)
        if len(cells) > 1:
            return cells
    return ()


def _share(asked: Asked) -> Calculation | None:
    pair = two(asked)
    if pair is None:
        return None
    return share.of_whole(*pair, measured=_MEASURED.search(fold(asked.text)) is not None)


def _ratio(asked: Asked) -> Calculation | None:
    pair = two(asked)
    return ratio.quotient(asked.question, pair) if pair is not None else None


@cache
def _asks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary("tables")["asks"]
    return tuple((entry["operation"], any_of(entry["patterns"])) for entry in table)


_OPERATIONS: dict[str, Callable[[Asked], Calculation | Refused | None]] = {
    "change": _change,
    "percent_change": _percent_change,
    "average": _average,
    "sum": _sum,
    "share": _share,
    "ratio": _ratio,
    "count": passing,
    "count_listed": listed,
}
