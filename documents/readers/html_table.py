"""HTML tables as grids of text: spans of rows and columns filled in, header rows joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from documents.header_rows import joined

if TYPE_CHECKING:
    from lxml.etree import _Element

_WIDEST = 50  # columns
_MOST_ROWS = 5_000
_LONGEST_CELL = 700  # characters: a longer one is a page laid out as a table
_LONGEST_SPAN = 50  # rows or columns that one cell may claim


def grid_of(table: _Element, text_of: Callable[[_Element], str]) -> list[list[str]] | None:
    """Return the rows of a table of data, header first, or None where the table only lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    if table.get("role") in ("presentation", "none"):
        return None
    rows: list[list[str]] = []
    heads: list[bool] = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> rows that a cell from above still fills, and its text
    for row in list(table.iterdescendants("tr"))[:_MOST_ROWS]:
        cells = _row(row, hanging, text_of)
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            return None
        if any(cells):
            rows.append(cells)
            heads.append(_is_head(row))
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    return joined(rows, next((at for at, head in enumerate(heads[:-1]) if not head), len(heads) - 1))


def _row(row: _Element, hanging: dict[int, tuple[int, str]], text_of: Callable[[_Element], str]) -> list[str]:
    cells: list[str] = []

    def fill() -> None:
        while len(cells) in hanging and len(cells) < _WIDEST:
            left, text = hanging.pop(len(cells))
            if left > 1:
                hanging_next[len(cells)] = (left - 1, text)
            cells.append(text)

    hanging_next: dict[int, tuple[int, str]] = {}
    for cell in row.iterchildren("td", "th"):
        fill()
        text = text_of(cell)
        for _ in range(_span(cell, "colspan")):
            if len(cells) < _WIDEST:
                if (down := _span(cell, "rowspan")) > 1:
                    hanging_next[len(cells)] = (down - 1, text)
                cells.append(text)
    fill()
    hanging.clear()
    hanging.update(hanging_next)
    return cells


def _span(cell: _Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), _LONGEST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _is_head(row: _Element) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    return row.find("td") is None and row.find("th") is not None
