"""A question about the cells of tables, taken apart: what is done with them, their words, their periods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assistant.corpus import Corpus
from assistant.series import Series
from assistant.table_match import Match, Wanted, at, dated, matches, wanted
from assistant.types import Question
from assistant.words import vocabulary
from documents.figures.types import Figure, Period
from documents.types import Span

# How well a series must fit, 0 to 1.
SURE = 0.72


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
        return wanted(self.text, spans, self.hidden, periods, self.rarity)

    def whole(self, periods: tuple[Period, ...]) -> list[Match]:
        """Return the series that the question as a whole tells, with all the periods."""
        ask = self.wanted(Span(0, len(self.text)), periods=periods)
        return [m for m in matches(ask, self.series, self.rarity) if m.score >= SURE]


def of_periods(series: Series, asked: tuple[Period, ...]) -> tuple[Figure, ...]:
    """Return the cells of the periods asked, one for each, all where none is asked; the earliest first."""
    if not asked:
        return dated(series)
    found: list[Figure] = []
    for period in asked:
        cells = at(series, period)
        if len(cells) > 1 and years(period) <= 1:
            return ()  # quarters of a year: which of them is not said
        found.extend(cell for cell in cells if cell not in found)
    return tuple(sorted(found, key=lambda f: (f.period.end, f.period.start) if f.period else ("", "")))


def years(period: Period) -> int:
    return int(period.end[:4]) - int(period.start[:4]) + 1


@cache
def words_of(name: str) -> tuple[str, ...]:
    return tuple(vocabulary("tables")["words"][name])
