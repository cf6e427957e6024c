"""Tables in plain text, as grids of cell spans: with pipes, with tabs, in aligned columns.

Tables whose cell borders are lost belong in `documents.lost_borders`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents.lost_borders import find_lost
from documents.lost_words import Words
from documents.structure_lines import Line
from documents.types import Span

_PIPE_RULE = re.compile(r"[\s|:+=-]+$")
_GAP = re.compile(r" {2,}")
_PIPE = re.compile(r"\|")
_TAB = re.compile(r"\t")
_FEWEST_ALIGNED = 3  # lines: two with wide gaps may be chance
_WIDEST_ALIGNED = 60  # characters of a cell on average: wider ones are sentences with wide gaps between them


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found in lines `first` to `last` (inclusive); the first row is the header."""

    first: int
    last: int
    rows: tuple[tuple[Span, ...], ...]
    recovered: bool = False


def find_grids(text: str, lines: Sequence[Line], *, lost: bool = True) -> list[Grid]:
    """Return the tables of the text, in order and without overlap.

    `lost`: look for tables whose cell borders are lost as well.
    """
    grids: list[Grid] = []
    words = Words(text)
    first = 0
    while first < len(lines):
        end = first
        while end < len(lines) and not lines[end].blank:
            end += 1
        if end - first >= 2:
            grids.extend(_in_run(text, lines, first, end, words if lost else None))
        first = end + 1
    return grids


def _in_run(text: str, lines: Sequence[Line], first: int, end: int, words: Words | None) -> list[Grid]:
    found = _same_count(text, lines, first, end, _piped) or _same_count(text, lines, first, end, _tabbed)
    found = found or _aligned(text, lines, first, end)
    if found or words is None:
        return found
    at = first
    while at < end:
        stop = at
        while stop < end and not lines[stop].marker:
            stop += 1
        if stop - at >= 3:
            found.extend(Grid(a, b, tuple(rows), True) for a, b, rows in find_lost(text, lines, at, stop, words))
        at = stop + 1
    return found


def _same_count(
    text: str, lines: Sequence[Line], first: int, end: int, cells_of: Callable[[str, Line], list[Span]]
) -> list[Grid]:
    """Tables of consecutive lines that one way of cutting cuts into equally many cells."""
    grids = []
    rows: list[tuple[Span, ...]] = []
    start = first
    for at in range(first, end + 1):
        rule = at < end and "|" in lines[at].text and bool(_PIPE_RULE.match(lines[at].text))
        cells = tuple(cells_of(text, lines[at])) if at < end and not rule else ()
        if rule and rows:
            continue
        if rows and len(cells) != len(rows[0]):
            if len(rows) >= 2:
                grids.append(Grid(start, at - 1, tuple(rows)))
            rows = []
        if len(cells) >= 2:
            start = at if not rows else start
            rows.append(cells)
    return grids


def _piped(text: str, line: Line) -> list[Span]:
    if "|" not in line.text:
        return []
    start, end = line.span.start, line.span.end
    start += text[start] == "|"
    end -= text[end - 1] == "|" and end - 1 > start
    return _split(text, start, end, _PIPE)


def _tabbed(text: str, line: Line) -> list[Span]:
    start = text.rfind("\n", 0, line.span.start) + 1
    return _split(text, start, line.span.end, _TAB) if "\t" in line.text and not line.marker else []


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    cells = []
    for match in separator.finditer(text, start, end):
        cells.append(_trimmed(text, start, match.start()))
        start = match.end()
    cells.append(_trimmed(text, start, end))
    return cells


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    if not piece.strip():
        return Span(start, start)
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _aligned(text: str, lines: Sequence[Line], first: int, end: int) -> list[Grid]:
    """Tables of lines with wide gaps whose cells stand below each other; a line may leave cells out."""
    cut = [_split(text, line.span.start, line.span.end, _GAP) if not line.marker else [] for line in lines[first:end]]
    grids = []
    at = 0
    while at < len(cut):
        stop = at
        while stop < len(cut) and len(cut[stop]) >= 2:
            stop += 1
        grid = _below_each_other(cut[at:stop], lines[first + at : first + stop], first + at)
        if grid is not None:
            grids.append(grid)
        at = stop + 1
    return grids


def _below_each_other(rows: Sequence[Sequence[Span]], lines: Sequence[Line], first: int) -> Grid | None:
    if len(rows) < _FEWEST_ALIGNED:
        return None
    offsets = [line.indent - line.span.start for line in lines]
    widest = max(range(len(rows)), key=lambda at: len(rows[at]))
    bands = [(cell.start + offsets[widest], cell.end + offsets[widest]) for cell in rows[widest]]
    cells = sum(len(row) for row in rows)
    if sum(cell.end - cell.start for row in rows for cell in row) > _WIDEST_ALIGNED * cells:
        return None
    placed = []
    for row, offset in zip(rows, offsets, strict=True):
        bands = _widened(bands, row, offset)
        columns = [_column(bands, cell.start + offset, cell.end + offset) for cell in row]
        if None in columns or len(set(columns)) < len(columns):
            return None
        placed.append((row, columns))
    table = [tuple(_filled(row, columns, len(bands))) for row, columns in placed]
    return Grid(first, first + len(rows) - 1, tuple(table))


def _widened(bands: list[tuple[int, int]], row: Sequence[Span], offset: int) -> list[tuple[int, int]]:
    """Columns grow to hold cells that are wider than the ones above."""
    grown = list(bands)
    for cell in row:
        column = _column(grown, cell.start + offset, cell.end + offset)
        if column is not None:
            low, high = grown[column]
            grown[column] = (min(low, cell.start + offset), max(high, cell.end + offset))
    return grown


def _column(bands: Sequence[tuple[int, int]], start: int, end: int) -> int | None:
    """The one column that a cell stands in, or None if it is in none or in several."""
    over = [at for at, (low, high) in enumerate(bands) if start < high and end > low]
    return over[0] if len(over) == 1 else None


def _filled(row: Sequence[Span], columns: Sequence[int | None], count: int) -> list[Span]:
    """The cells of a row in all columns; a missing one is an empty span before the next."""
    by_column = dict(zip(columns, row, strict=True))
    cells = []
    empty = row[-1].end
    for column in reversed(range(count)):
        cell = by_column.get(column)
        cells.append(cell if cell is not None else Span(empty, empty))
        empty = cell.start if cell is not None else empty
    return cells[::-1]
