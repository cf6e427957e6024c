"""Figures in tables: row and column headers say what is measured, whose it is, when, in what unit and scale."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.figures.cast import Cast
from documents.figures.cell_headers import EMPTY, Header, caption, header
from documents.figures.cell_periods import whole_period
from documents.figures.cell_units import loss, named_count, scaled, shared
from documents.figures.kinds import kind_of
from documents.figures.metrics import metric_of
from documents.figures.row_measures import Place, Reach
from documents.figures.scene import Scene, scene
from documents.figures.status import status_of
from documents.figures.table_shape import measured_columns
from documents.figures.timing import period_for
from documents.figures.tokens import tokenize
from documents.figures.types import Figure, Quantity
from documents.header_rows import heads
from documents.types import Document, Span, Table

_ALL = re.compile(r"\ball (?:\w+ )?(?:amounts|figures|numbers|values)\b", re.IGNORECASE)
_DATED = ("year", "quarter", "month", "season", "period", "date")  # what may stand above a column of dates
_PURPOSE = 7  # elements
_SPOKEN = frozenset({"adjective", "counted", "of", "subject"})  # ways in which a cell itself names the metric


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with what heads it: its own name and that of the group of rows it stands in."""

    name: Header
    group: Header | None
    block: int
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity in a cell; `k` is its number in the scene, -1 for one that the scene does not read."""

    place: Place
    cell: Span
    read: Scene
    k: int
    quantity: Quantity


def cell_figures(document: Document, cast: Cast) -> tuple[Figure, ...]:
    """Return the figures in the cells of all tables of the document."""
    return tuple(figure for table in document.tables for figure in _table(document, table, cast))


def _table(document: Document, table: Table, cast: Cast) -> list[Figure]:
    headless = _headless(document, table)
    columns = [EMPTY if headless else header(document, span, cast) for span in table.header]
    if not headless and measured_columns(document, table):
        columns[1:] = [replace(column, cue=True) for column in columns[1:]]
    lines = _lines(document, table, cast, headless)
    around = tuple(told for told in (columns[0], *remarks(document, table)) if told.exponent or told.unit)
    titles = [columns[0].text, *document.sections[table.section].path[-1:], *(told.text for told in around)]
    sentences = {sentence.block: position for position, sentence in enumerate(document.sentences)}
    names = [line.name for line in lines]
    found = list(_quantities(document, lines))
    alone = Counter(one.place for one in found)
    units = shared({one.place: one.quantity for one in found if alone[one.place] == 1}, columns, names)
    period = whole_period(document, table, columns, names)
    reach = Reach(columns, names, {one.place: one.quantity for one in found}, titles)
    figures = []
    for one in found:
        line, column = lines[one.place[0]], columns[one.place[1]]
        group = (line.group,) if line.group is not None else ()
        quantity = scaled(units.get(one.place, one.quantity), *reach.of(one.place, (*group, *around)))
        figure = _figure(document, replace(one, quantity=quantity), line, (column, columns[0]), cast)
        figure = figure if figure.period is not None else replace(figure, period=period)
        figures.append(replace(figure, sentence=sentences.get(line.block, 0)))
    return figures


def _headless(document: Document, table: Table) -> bool:
    """Say whether the first row is one of the data: its cells state figures as the cells below them do."""
    cells = [cell for cell in table.header[1:] if cell.start < cell.end]
    stated = all(not heads(document.quote(cell)) and _figures_in(document, cell) for cell in cells)
    return bool(cells) and stated and table.header[0].start < table.header[0].end


def _lines(document: Document, table: Table, cast: Cast, headless: bool) -> list[_Line]:
    """Return the rows that state something, each below the row that heads its group."""
    rows = list(zip(table.row_blocks, table.rows, strict=True))
    if headless:
        rows.insert(0, (table.row_blocks[0] - 1, table.header))
    names = [header(document, cells[0], cast) for _, cells in rows]
    told = 2 * sum(name.cue for name in names) > len(names)  # the rows are named after measures, not after things
    group: Header | None = None
    dated: Header | None = None  # a group of a date holds groups without one
    lines = []
    for (block, cells), name in zip(rows, names, strict=True):
        full = [at for at, cell in enumerate(cells) if cell.start < cell.end]
        if len(full) == 1 and len(cells) > 2 and not _figures_in(document, cells[full[0]]):
            group = name if full[0] == 0 else header(document, cells[full[0]], cast)
            dated = group if group.period is not None else dated
            if dated is not None and dated is not group:
                group = replace(group, text=f"{dated.text} {group.text}", period=dated.period)
            continue
        lines.append(_Line(replace(name, cue=told), group, block, cells))
    return lines


def _figures_in(document: Document, cell: Span) -> bool:
    return bool(scene(document.text, cell).figures) or loss(cell, document.text) is not None


def remarks(document: Document, table: Table) -> Iterator[Header]:
    """Return what the text around the table tells of its scale: "(in thousands of euros)", the nearest remark only.

    Looked for above it, back to another table; in the headings and the title; right below it; at last for what is
    said of all amounts.
    """
    sentences = document.sentences
    at = bisect_left(sentences, table.span.start, key=lambda sentence: sentence.span.start)
    after = bisect_left(sentences, table.span.end, key=lambda sentence: sentence.span.start)
    section = document.sections[table.section]
    around: list[str] = []
    while at and sentences[at - 1].section == table.section:
        at -= 1
        if document.blocks[sentences[at].block].kind == "row":
            break
        around.append(document.quote(sentences[at].span))
    around += [*reversed(section.path), document.title]
    # The heads of another table hold for it alone.
    below = sentences[after] if after < len(sentences) else None
    if below is not None and below.section == table.section and document.blocks[below.block].kind != "row":
        around.append(document.quote(below.span))
    for text in (*around, *_said_of_all(document.text)):
        told = caption(text, document.text)
        if told.exponent:
            yield told
            return


@lru_cache(maxsize=32)
def _said_of_all(text: str) -> tuple[str, ...]:
    """Return the lines of a text that speak of all its amounts."""
    return tuple(
        text[text.rfind("\n", 0, m.start()) + 1 : text.find("\n", m.end())] for m in _ALL.finditer(text + "\n")
    )


def _quantities(document: Document, lines: list[_Line]) -> Iterator[_Found]:
    for row, line in enumerate(lines):
        for column, cell in enumerate(line.cells):
            if column == 0:
                continue
            read = scene(document.text, cell)
            negative = loss(cell, document.text)
            if negative is not None:
                yield _Found((row, column), cell, read, -1, negative)
                continue
            for k, quantity in enumerate(read.figures):
                yield _Found((row, column), cell, read, k, quantity)


def _figure(document: Document, one: _Found, line: _Line, heads: tuple[Header, Header], cast: Cast) -> Figure:
    """Return the figure of a cell; `heads` are the heading of its column and that of the column of names."""
    read, k, row, column = one.read, one.k, line.name, heads[0]
    metric_head, subject_head = _roles(row, *heads)
    own = metric_of(read, k) if k >= 0 else None
    spoken = own is not None and own.route in _SPOKEN and _wordy(read.text, one.cell, one.quantity)
    text = own.text if own is not None and spoken else metric_head.words or metric_head.text
    text = (_purpose(read, k) if k >= 0 else "") or text
    dated = (period_for(read, k) if k >= 0 else None) or column.period or row.period
    words = tuple(token.low for token in tokenize(f"{row.text} {column.text}"))
    metric = tuple(token.low for token in tokenize(text))
    subjects = _subjects(subject_head, cast)
    return Figure(
        document=document.id,
        sentence=0,
        quantity=named_count(one.quantity, metric_head),
        metric=text,
        subject=subjects[0] if subjects else None,
        subjects=subjects,
        kind=kind_of(metric, (*metric, *words), len(metric), one.quantity.dimension),
        period=dated or (line.group.period if line.group is not None else None),
        status=status_of(read, k) if k >= 0 else "actual",
        clause=one.cell,
        row=row.text,
        column=column.text,
        group=line.group.text if line.group is not None else None,
    )


def _purpose(read: Scene, k: int) -> str:
    """Return what alone an amount in a cell is for, where it says so: "Software ($4 | for the first car |)"."""
    at = read.at(k)
    if read.figures[k].dimension != "money" or at + 2 >= len(read.parts) or read.parts[at + 1].low not in ("for", "on"):
        return ""
    end = at + 2
    while end < len(read.parts) and read.parts[end].sort in ("phrase", "prep") and end - at < _PURPOSE:
        end += 1
    return read.words(at + 1, end) if read.parts[end - 1].sort == "phrase" else ""


def _wordy(text: str, cell: Span, quantity: Quantity) -> bool:
    """Say whether the cell has words besides its figure."""
    return sum(letter.isalpha() for letter in cell.of(text)) > sum(letter.isalpha() for letter in quantity.surface) + 3


def _roles(row: Header, column: Header, corner: Header) -> tuple[Header, Header]:
    """Return (what tells the metric, what tells the subject) of row, column and the heading of the row names."""
    if not column.words:
        if _measures(corner, row) and row.words:
            return corner, row  # "Passengers (m) | 2023 | 2024" above rows of airports
        return row, row
    if not row.words:  # a row of a year: the columns alone say what is measured and whose it is
        return (corner if _measures(corner, column) else column), column
    if column.names and column.words.startswith(column.names[0]):
        return row, column
    if column.cue and not row.cue:
        return column, row
    if row.names and not row.cue:
        return column, row
    return row, column


def _measures(corner: Header, things: Header) -> bool:
    """Say whether the corner of a table tells what is measured of the things that its rows or columns name."""
    told = corner.words and corner.words.lower() not in _DATED
    return bool(told) and not things.cue and bool(corner.cue or corner.exponent or corner.unit)


def _subjects(header: Header, cast: Cast) -> tuple[str, ...]:
    listed: list[str] = []
    for name in header.names:
        listed.extend(cast.chain(name))
    words = header.words or header.text
    if listed:
        return tuple(dict.fromkeys([listed[0], *([words] if words else []), *listed]))
    return (words,) if words else ((cast.main,) if cast.main else ())
