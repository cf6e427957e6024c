"""Questions that calculate with the cells of a table: which cells, and what is done with them.

Tried before the figures of all sentences are ranked: a table tells by its rows, columns and periods which of its
figures belong together. Where no row or column is called as the question says, it has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.operations import percent_change, ratio, share
from assistant.operations.average import averaged
from assistant.operations.base import Operands
from assistant.operations.change import over_time
from assistant.operations.difference import between
from assistant.operations.sum import added
from assistant.series import Series
from assistant.table_match import Match, Wanted, at, dated, joined, matches, noise, rarities, wanted
from assistant.types import Calculation, Question
from assistant.words import fold, vocabulary
from documents.figures.periods import periods
from documents.figures.quantities import quantities
from documents.figures.types import Figure, Period
from documents.types import Span

# How well a series must fit, 0 to 1.
SURE = 0.72
SURE_OF_SIDE = 0.6
_TRIED = 6  # series of each side
_SAME_TABLE, _SAME_LINE = 0.15, 0.1  # what two cells gain by standing together
_JOINTS = re.compile(r"\b(?:and|to|of|in|is|are|was|were|from|as)\b")

Pair = tuple[Figure, Figure]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about tables, taken apart."""

    question: Question
    corpus: Corpus
    series: tuple[Series, ...]
    rarity: dict[str, float]
    operation: str
    text: str
    dates: tuple[tuple[Period, Span], ...]
    hidden: tuple[Span, ...]  # dates and numbers

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(dict.fromkeys(period for period, _ in self.dates))

    def wanted(self, *spans: Span, periods: tuple[Period, ...] = ()) -> Wanted:
        return wanted(self.text, spans, self.hidden, periods)

    def whole(self, periods: tuple[Period, ...]) -> list[Match]:
        """Return the series that the question as a whole tells, with all the periods."""
        ask = self.wanted(Span(0, len(self.text)), periods=periods)
        return [m for m in matches(ask, self.series, self.rarity) if m.score >= SURE]


def calculate(question: Question, corpus: Corpus) -> Calculation | None:
    """Return the calculation that the tables of an article give, None where they do not speak of it."""
    text = question.standalone
    operation = next((name for name, pattern in _asks() if pattern.search(fold(text))), None)
    if operation is None:
        return None
    series = corpus.series
    if not series:
        return None
    dates = tuple(periods(text))
    hidden = (*(span for _, span in dates), *(q.span for q in quantities(text)))
    asked = Asked(question, corpus, series, rarities(series), operation, text, dates, hidden)
    return _OPERATIONS[operation](asked)


def _change(asked: Asked) -> Calculation | None:
    pair, over = _compared(asked)
    if pair is None:
        return None
    return over_time(*pair) if over else between(asked.question, pair)


def _percent_change(asked: Asked) -> Calculation | None:
    pair, _ = _compared(asked)
    if pair is None:
        return None
    sides = tuple((Candidate(figure, 1.0, 1.0, 1.0, ()),) for figure in pair)
    return percent_change.OPERATION.run(asked.question, Operands((), sides, asked.corpus))


def _compared(asked: Asked) -> tuple[Pair | None, bool]:
    """Return two cells and whether they are one thing at two times, the earlier first."""
    several = len(asked.periods) > 1 or any(_years(period) > 1 for period in asked.periods)
    if not several and (pair := _two(asked)) is not None:
        return pair, False
    for match in asked.whole(asked.periods):
        cells = _of_periods(match.series, asked.periods)
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
    one_period = len(asked.periods) == 1 and _years(asked.periods[0]) <= 1
    if len(asked.periods) <= 1 and (pair := _two(asked)) is not None:
        return pair
    every = asked.operation == "average" or any(re.search(rf"\b{word}\b", folded) for word in _words("every"))
    if one_period or (not asked.periods and not every):
        return ()
    for match in asked.whole(asked.periods):
        cells = _of_periods(match.series, asked.periods)
        if len(cells) > 1:
            return cells
    return ()


def _share(asked: Asked) -> Calculation | None:
    pair = _two(asked)
    return share.of_whole(*pair) if pair is not None else None


def _ratio(asked: Asked) -> Calculation | None:
    pair = _two(asked)
    return ratio.quotient(asked.question, pair) if pair is not None else None


def _two(asked: Asked) -> Pair | None:
    """Return the cells of the two things that a question sets side by side, the best over all ways to read it."""
    best: tuple[float, Pair] | None = None
    for first, second, rest in _splits(asked):
        sides = (asked.wanted(first), asked.wanted(second))
        shared = asked.wanted(*rest)
        if not all(_tells(side) for side in sides):
            continue
        left, right = (
            [m for m in matches(joined(side, other, shared), asked.series, asked.rarity) if m.score >= SURE_OF_SIDE]
            for side, other in (sides, sides[::-1])
        )
        for one in left[:_TRIED]:
            for two in right[:_TRIED]:
                pair = _cells(asked, one.series, two.series, first, second)
                if pair is None:
                    continue
                score = one.score + two.score + _bond(one.series, two.series)
                if best is None or score > best[0]:
                    best = (score, pair)
    return best[1] if best is not None else None


def _splits(asked: Asked) -> Iterator[tuple[Span, Span, tuple[Span, ...]]]:
    """Yield (first side, second side, what is left) for each way to take the question apart."""
    folded = fold(asked.text)
    for pattern in _sides().get(asked.operation, ()):
        match = pattern.search(folded)
        if match is None:
            continue
        first, second = Span(*match.span("first")), Span(*match.span("second"))
        rest = (Span(0, match.start()), Span(match.end(), len(folded)))
        yield first, second, rest
        if " and " in match.group():  # "between A and B and C": either "and" may be the one
            start = match.start("first")
            for joint in re.finditer(r" and ", folded[start : second.end]):
                place = Span(start + joint.start(), start + joint.end())
                if place.start > first.start and place.start != first.end:
                    yield Span(first.start, place.start), Span(place.end, second.end), rest


def _tells(side: Wanted) -> bool:
    """Say whether a side has a word of its own that names something."""
    return any(word not in noise() for word, _ in side.words)


def _cells(asked: Asked, one: Series, two: Series, first: Span, second: Span) -> Pair | None:
    """Return a cell of each series: of the period asked, else of one that both have."""
    if one is two:
        return None
    own = [[p for p, span in asked.dates if side.holds(span)] for side in (first, second)]
    shared = [p for p, span in asked.dates if not first.holds(span) and not second.holds(span)]
    wants = [mine or shared or other for mine, other in (own, own[::-1])]
    cells = [_cell(series, want) for series, want in zip((one, two), wants, strict=True)]
    left, right = cells
    if left is None or right is None or left.quantity.dimension != right.quantity.dimension or left is right:
        return None
    if not asked.dates and left.period != right.period:
        return None
    return left, right


def _cell(series: Series, asked: Sequence[Period]) -> Figure | None:
    """Return the one cell of the period asked; without one, the latest."""
    if asked:
        found = at(series, asked[-1])
        if not found and all(figure.period is None for figure in series.cells):
            found = series.cells
        return found[0] if len(found) == 1 else None
    return (dated(series) or series.cells)[-1]


def _bond(one: Series, two: Series) -> float:
    together = _SAME_TABLE * (one.table == two.table)
    return together + _SAME_LINE * (one.row == two.row or one.column == two.column)


def _of_periods(series: Series, asked: tuple[Period, ...]) -> tuple[Figure, ...]:
    """Return the cells of the periods asked, one for each, all where none is asked; the earliest first."""
    if not asked:
        return dated(series)
    found: list[Figure] = []
    for period in asked:
        cells = at(series, period)
        if len(cells) > 1 and _years(period) <= 1:
            return ()  # quarters of a year: which of them is not said
        found.extend(cell for cell in cells if cell not in found)
    return tuple(sorted(found, key=lambda f: (f.period.end, f.period.start) if f.period else ("", "")))


def _years(period: Period) -> int:
    return int(period.end[:4]) - int(period.start[:4]) + 1


@cache
def _asks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = vocabulary("tables")["asks"]
    return tuple((entry["operation"], re.compile(p)) for entry in table for p in entry["patterns"])


@cache
def _sides() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {name: tuple(map(re.compile, found)) for name, found in vocabulary("tables")["sides"].items()}


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(vocabulary("tables")["words"][name])


_OPERATIONS: dict[str, Callable[[Asked], Calculation | None]] = {
    "change": _change,
    "percent_change": _percent_change,
    "average": _average,
    "sum": _sum,
    "share": _share,
    "ratio": _ratio,
    "count": lambda asked: None,
}
