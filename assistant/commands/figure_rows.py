"""Rows of the ledger written as a table for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from assistant.ledger.entries import Row
from assistant.printable import printable
from documents.types import Document

_TABLE = {"value": 34, "metric": 28, "subject": 24, "when": 24, "status": 10}  # column -> most characters it needs
_SIGNS = {"about": "≈", "at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
_NARROWEST = 8  # characters below which a column is unreadable
_GAP = 2  # between columns
_INDENT = 4  # of the sentence below its figures


def as_table(groups: Sequence[tuple[str, Sequence[Row]]], width: int) -> str:
    """Return the rows for reading, `width` characters wide: the figures of a sentence, and the sentence below them.

    Each group is a heading, "" for none, and its rows.
    """
    rows = [_cells(row) for _, part in groups for row in part]
    widths = _widths(rows, width)
    lines = list(_line({name: name for name in _TABLE}, widths)) if rows else []
    several = len({row["document"] for _, part in groups for row in part}) > 1
    for heading, part in groups:
        lines += ["", printable(heading)] if heading else []
        for sentence, together in groupby(part, key=lambda row: (row["document"], row["sentence"])):
            lines += [""] if part and not (heading and lines[-1] == printable(heading)) else []
            for row in together:
                lines.extend(_line(_cells(row), widths))
            told = f"[{sentence[0]}] {sentence[1]}" if several else sentence[1]
            lines += [" " * _INDENT + line for line in wrapped(told, max(width - _INDENT, 4 * _NARROWEST))]
    return "\n".join(lines)


def articles(documents: Sequence[Document], folder: Path, width: int) -> list[str]:
    """Return the ids of the articles, which --document takes, each with its title."""
    room = max(width - _INDENT, 4 * _NARROWEST)
    lines = ["", *wrapped(f"Articles in {folder}, by the id that --document takes:", width)]
    for document in documents:
        told = f"{document.id}: {' '.join(document.title.split())}"
        lines += [" " * _INDENT + line for line in wrapped(told, room)]
    return [printable(line) for line in lines]


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines, broken at spaces where it can be; letters of the East are two characters wide."""
    from rich.console import Console
    from rich.text import Text

    if len(text) <= width // 2:
        return [text]
    return [line.plain.rstrip() for line in Text(printable(text)).wrap(Console(width=width), width)]


def _cells(row: Row) -> dict[str, str]:
    """Return what the table shows of a row. Results are the rule, so only other statuses are named."""
    status = "" if row["status"] == "actual" else row["status"]
    shown = {**row, "value": _signed(row), "when": _when(row), "status": status}
    return {name: printable(str(shown[name] or "")) for name in _TABLE}


def _widths(rows: Sequence[Mapping[str, str]], width: int) -> dict[str, int]:
    """Return column -> characters: what it needs, the widest narrowed until all fit. Empty columns are left out."""
    from rich.cells import cell_len

    widths = {
        name: max(len(name), min(most, max(cell_len(row[name]) for row in rows)))
        for name, most in _TABLE.items()
        if any(row[name] for row in rows)
    }
    while sum(widths.values()) + _GAP * (len(widths) - 1) > width and max(widths.values()) > _NARROWEST:
        widths[max(widths, key=lambda name: widths[name])] -= 1
    return widths


def _line(cells: Mapping[str, str], widths: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of one row, cells wrapped within their columns."""
    from rich.cells import set_cell_size

    lines = {name: wrapped(cells[name], size) for name, size in widths.items()}
    for i in range(max(map(len, lines.values()), default=0)):
        parts = [set_cell_size(lines[name][i] if i < len(lines[name]) else "", size) for name, size in widths.items()]
        yield (" " * _GAP).join(parts).rstrip()


def _signed(row: Row) -> str:
    """The figure as written, with the sign of its bound: the word for it may stand elsewhere in the sentence."""
    return f"{_SIGNS[row['bound']]} {row['value']}" if row["bound"] in _SIGNS else str(row["value"])


def _when(row: Row) -> str:
    within = f"within {row['within']}" if row["within"] else None
    milestone = f"until {row['milestone']}" if row["milestone"] else None
    return ", ".join(part for part in (row["period"], within, milestone) if part)
