"""Figures as rows: what a figure says under each column, and rows written as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from assistant.commands.common import printable
from documents.figures.types import Figure, Quantity
from documents.types import Document

Row = Mapping[str, Any]

COLUMNS = (
    "document", "subject", "metric", "kind", "value", "low", "high", "unit", "per", "bound", "period", "from", "to",
    "within", "milestone", "status", "speaker", "sentence", "start", "end",
)  # fmt: skip
_TABLE = ("value", "metric", "subject", "when", "status", "sentence")  # what fits a terminal
_SIGNS = {"about": "≈", "at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}
_CELL = 28  # characters of every other column, so that the sentence keeps room
_NUMBERS = ("low", "high", "start", "end")  # written by us, so never a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the start of one


def row_of(figure: Figure, document: Document) -> Row:
    """Return a figure's values by column. Numbers stay exact: decimals as text, in base units."""
    quantity, period = figure.quantity, figure.period
    return {
        "document": document.id,
        "subject": figure.subject,
        "metric": figure.metric,
        "kind": figure.kind,
        "value": _line(quantity.surface),
        "low": f"{quantity.low:f}",
        "high": f"{quantity.high:f}",
        "unit": quantity.unit,
        "per": quantity.per,
        "bound": quantity.bound,
        "period": _line(period.surface) if period else None,
        "from": period.start if period else None,
        "to": period.end if period else None,
        "within": _surface(figure.within),
        "milestone": _surface(figure.milestone),
        "status": figure.status,
        "speaker": figure.speaker,
        "sentence": _line(document.quote(document.sentences[figure.sentence].span)),
        "start": quantity.span.start,
        "end": quantity.span.end,
    }


def sort_key(row: Row, column: str) -> tuple[bool, Decimal, str]:
    """Return what a column sorts by: numbers as numbers, texts without regard to case, empty cells last."""
    if column in ("value", *_NUMBERS):
        return False, Decimal(row["low" if column == "value" else column]), ""
    return row[column] is None, Decimal(0), str(row[column] or "").casefold()


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as a JSON array of objects."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2)


def as_csv(rows: Sequence[Row]) -> str:
    """Return the rows as CSV with a header. A text that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: value if name in _NUMBERS else _harmless(value) for name, value in row.items()} for row in rows
    )
    return out.getvalue().rstrip("\n")


def as_table(rows: Sequence[Row], width: int | None) -> str:
    """Return the rows as a table for reading, `width` characters wide (None: as wide as the terminal)."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = _TABLE if len({row["document"] for row in rows}) < 2 else ("document", *_TABLE)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold", max_width=None if name == "sentence" else _CELL)
    for row in rows:
        read = {**row, "value": _signed(row), "when": _when(row)}
        table.add_row(*(Text(printable(str(read[name] or ""))) for name in names))
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _harmless(value: Any) -> str:
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _signed(row: Row) -> str:
    """The figure as written, with the sign of its bound: the word for it may stand elsewhere in the sentence."""
    return f"{_SIGNS[row['bound']]} {row['value']}" if row["bound"] in _SIGNS else row["value"]


def _when(row: Row) -> str:
    within = f"within {row['within']}" if row["within"] else None
    milestone = f"until {row['milestone']}" if row["milestone"] else None
    return ", ".join(part for part in (row["period"], within, milestone) if part)


def _surface(quantity: Quantity | None) -> str | None:
    return _line(quantity.surface) if quantity else None


def _line(text: str) -> str:
    return " ".join(text.split())
