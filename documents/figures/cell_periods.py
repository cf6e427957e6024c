"""The period of a whole table: what its corner says, else the caption or heading right above it."""

from __future__ import annotations

from collections.abc import Sequence

from documents.figures.cell_headers import Header
from documents.figures.periods import periods
from documents.figures.types import Period
from documents.types import Document, Table


def whole_period(document: Document, table: Table, columns: Sequence[Header], rows: Sequence[Header]) -> Period | None:
    """Return when the cells hold that have no period of their own: "Measure (2025)" above the names of the rows.

    A caption dates only a table without dates: beside columns of years, a column without one is a change or a note.
    """
    if columns and columns[0].period is not None:
        return columns[0].period
    if any(told.period is not None for told in (*columns, *rows)):
        return None
    for text in _above(document, table):
        found = {(period.start, period.end): period for period, _ in periods(text)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _above(document: Document, table: Table) -> list[str]:
    """Return the caption right above the table, if there is one, and the heading of its section."""
    before = [sentence for sentence in document.sentences if sentence.span.start < table.span.start]
    section = document.sections[table.section]
    caption = []
    if before and before[-1].section == table.section and document.blocks[before[-1].block].kind != "row":
        text = document.quote(before[-1].span).strip()
        alone = len(before) < 2 or before[-2].block != before[-1].block
        caption = [text] if text.endswith(":") or (alone and text[-1:] not in ".!?") else []
    return [*caption, *section.path[-1:]]
