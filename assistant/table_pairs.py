"""Two things of a table that a question sets side by side: "the ratio of A to B", "between A and B", "A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.series import Series
from assistant.table_asked import Asked
from assistant.table_match import Match, Wanted, at, called, dated, joined, matches, noise
from assistant.words import fold, vocabulary
from documents.figures.types import Figure, Period
from documents.types import Span

SURE_OF_SIDE = 0.6  # how well a series must fit one side, 0 to 1
_LINK = re.compile(r" (?:from|for|of|in|by|at) ")
_TRIED = 6  # series of each side
_SAME_TABLE, _SAME_LINE = 0.15, 0.1  # what two cells gain by standing together

Pair = tuple[Figure, Figure]


def two(asked: Asked) -> Pair | None:
    """Return the cells of the two things that a question sets side by side, the best over all ways to read it."""
    best: tuple[float, Pair] | None = None
    for first, second, rest in _splits(asked):
        sides = (asked.wanted(first), asked.wanted(second))
        shared = asked.wanted(*rest)
        if not all(_tells(side) for side in sides):
            continue
        left, right = (_of_side(asked, side, other, shared) for side, other in (sides, sides[::-1]))
        for one in left[:_TRIED]:
            for two in right[:_TRIED]:
                pair = _cells(asked, one.series, two.series, first, second)
                if pair is None:
                    continue
                score = one.score + two.score + _bond(one.series, two.series)
                if best is None or score > best[0]:
                    best = (score, pair)
    return best[1] if best is not None else None


def _of_side(asked: Asked, side: Wanted, other: Wanted, shared: Wanted) -> list[Match]:
    """Return the series that one side tells, none that its words or those of the whole question tell to be another."""
    found = [m for m in matches(joined(side, other, shared), asked.series, asked.rarity) if m.score >= SURE_OF_SIDE]
    every = (word for part in (side, other, shared) for word, _ in part.words)
    return called(called(found, asked.series, every), asked.series, (word for word, _ in side.words))


def _splits(asked: Asked) -> Iterator[tuple[Span, Span, tuple[Span, ...]]]:
    """Yield (first side, second side, what is left) for each way to take the question apart."""
    folded = fold(asked.text)
    for pattern in _sides().get(asked.operation, ()):
        match = pattern.search(folded)
        if match is None:
            continue
        first, second = Span(*match.span("first")), Span(*match.span("second"))
        rest: tuple[Span, ...] = (Span(0, match.start()), Span(match.end(), len(folded)))
        if "whose" in match.groupdict():
            rest = (*rest, Span(*match.span("whose")))
        yield first, second, rest
        for link in _LINK.finditer(folded, first.start, first.end):  # "the revenue from A and B": of both
            yield Span(link.end(), first.end), second, (*rest, Span(first.start, link.start()))
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
    if not asked.dates and left.period != right.period and not _undated_beside(one, two, left, right):
        return None
    return left, right


def _undated_beside(one: Series, two: Series, left: Figure, right: Figure) -> bool:
    """Say whether one of two cells of a column has no date: "Shops, May 2025", and below it "Shops let"."""
    return one.table == two.table and one.column == two.column and None in (left.period, right.period)


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


@cache
def _sides() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {name: tuple(map(re.compile, found)) for name, found in vocabulary("tables")["sides"].items()}
