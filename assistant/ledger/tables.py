"""Tables checked against themselves: a total and its parts, shares that make more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from assistant.display import amount
from assistant.ledger.entries import Entry, one_line
from assistant.ledger.glue import listed
from assistant.ledger.stated import Reach, known, reaches
from assistant.ledger.types import Conflict
from documents.types import Document, Table

Line = list[Entry | None]  # the cells of a row or column, without its name

_SUMMABLE = frozenset({"count", "number", "money", "mass", "volume", "energy", "power", "cargo", "area", "share"})
_HUNDRED = 100
_FEWEST = 3  # shares that a list of all parts has at least
_LONGEST = 4  # words in the header of a column of shares of one whole
_SHORT = Fraction(1, 4)  # a listing that leaves out more of its total than this was hardly meant to be whole
_WORD = re.compile(r"[^\W\d_]+")


def in_tables(document: Document, entries: Sequence[Entry]) -> Iterator[Conflict]:
    """Yield what does not add up in the tables of one document, whose entries these are."""
    for table in document.tables:
        grid = _grid(table, entries)
        rows = [one_line(row[0].of(document.text)) for row in table.rows]
        columns = [one_line(span.of(document.text)) for span in table.header[1:]]
        turned: list[Line] = [[row[i] for row in grid] for i in range(len(columns))]
        title = one_line(document.sections[table.section].heading)
        yield from _totals(turned, rows, columns, title)
        yield from _totals(grid, columns, rows, title)
        yield from _shares(turned, rows, columns)


def _grid(table: Table, entries: Sequence[Entry]) -> list[Line]:
    """Return the cells of the table: the one figure in each, None where there is none or several."""
    inside = [entry for entry in entries if table.span.holds(entry.figure.quantity.span)]
    grid: list[Line] = []
    for row in table.rows:
        cells = [[one for one in inside if cell.holds(one.figure.quantity.span)] for cell in row[1:]]
        grid.append([found[0] if len(found) == 1 and _is_plain(found[0]) else None for found in cells])
    return grid


def _is_plain(entry: Entry) -> bool:
    quantity = entry.figure.quantity
    return quantity.low == quantity.high and quantity.bound == "exact"


def _totals(lines: Sequence[Line], names: Sequence[str], headers: Sequence[str], title: str) -> Iterator[Conflict]:
    """Check each line, whose cells have these names, where one of the names is that of a total."""
    at = [i for i, name in enumerate(names) if name.lower().strip(" :*") in listed("table", "total")]
    if not at or _has(title, listed("table", "selected")):
        return
    for header, line in zip(headers, lines, strict=False):
        for place in at:
            yield from _total(line, names, place, header, [i for i in at if i < place])


def _total(
    line: Line, names: Sequence[str], place: int, header: str, earlier: Sequence[int]
) -> Iterator[Conflict]:  # fmt: skip
    total = line[place]
    others = range(place) if place else range(1, len(line))
    parts = [line[i] for i in others if i not in earlier and not _has(names[i], listed("table", "aside"))]
    found = [part for part in parts if part is not None]
    if total is None or len(found) < 2 or len(found) < len(parts) or _has(header, listed("table", "aside")):
        return
    if not _summable((*found, total)) or any(_has(names[i], listed("table", "selected")) for i in others):
        return
    start = earlier[-1] + 1 if earlier else 0
    since = [part for part in line[start:place] if part is not None]
    above = [part for i in earlier if (part := line[i]) is not None]
    # A total equal to one of its parts is that of a stock: the staff of the last year, not of all years.
    if all(_misses(way, total) for way in (found, since, [*above, *since], *([part] for part in found)) if way):
        made = _sum(found)
        stated = Fraction(total.figure.quantity.low)
        short = made < stated and stated - made > _SHORT * stated
        if short or stated < max(Fraction(part.figure.quantity.low) for part in found):
            return  # less than one of its parts: a difference, whatever it is called
        unit = total.figure.quantity.unit
        recomputed = amount(made, made, unit, 12)
        given = amount(stated, stated, unit, 12)
        text = f'{given} is given as {names[place]} under "{header}", but the {len(found)} parts make {recomputed}.'
        yield Conflict("total", text, recomputed, tuple(sorted((*found, total), key=_place)))


def _shares(lines: Sequence[Line], names: Sequence[str], headers: Sequence[str]) -> Iterator[Conflict]:
    """Check each column of shares of one whole that has no total of its own."""
    if any(_has(name, listed("table", "total") | listed("table", "aside")) for name in names):
        return
    for header, line in zip(headers, lines, strict=False):
        found = [entry for entry in line if entry is not None]
        if not _is_of_one_whole(header) or len(found) < max(_FEWEST, len(line)):
            continue
        if {entry.figure.quantity.dimension for entry in found} != {"share"}:
            continue
        low = _reach(found).low
        if low is not None and low > _HUNDRED:
            made = _sum(found)
            recomputed = amount(made, made, "%", 12)
            text = f'The {len(found)} parts under "{header}" make {recomputed}.'
            yield Conflict("over 100 %", text, recomputed, tuple(sorted(found, key=_place)))


def _is_of_one_whole(header: str) -> bool:
    """Say whether a header tells of parts of one whole: "Share of sales", not "Share of customers who know it"."""
    return _has(header, listed("table", "parts")) and len(_WORD.findall(header)) <= _LONGEST


def _summable(found: Iterable[Entry]) -> bool:
    measures = {(one.figure.quantity.dimension, one.figure.quantity.unit, one.figure.quantity.per) for one in found}
    dimension, _, per = next(iter(measures))
    return len(measures) == 1 and per is None and dimension in _SUMMABLE


def _misses(parts: Sequence[Entry], total: Entry) -> bool:
    *_, whole = reaches([entry.figure.quantity for entry in (*parts, total)], scaled=True)
    return _reach(parts, total).apart(whole)


def _reach(parts: Sequence[Entry], *beside: Entry) -> Reach:
    """Return what the parts can make together, each as exact as the most exact cell of them and of those beside."""
    found = reaches([entry.figure.quantity for entry in (*parts, *beside)], scaled=True)
    return sum(found[: len(parts)], known(0))


def _sum(found: Iterable[Entry]) -> Fraction:
    return sum((Fraction(entry.figure.quantity.low) for entry in found), Fraction(0))


def _place(entry: Entry) -> int:
    return entry.figure.quantity.span.start


def _has(name: str, phrases: Iterable[str]) -> bool:
    text = f" {' '.join(_WORD.findall(name.lower()))} "
    return any(f" {phrase} " in text for phrase in phrases)
