"""Rows of the ledger as CSV and JSON, for a spreadsheet and a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.ledger.entries import COLUMNS, NUMBERS
from assistant.printable import printable

# What spreadsheets take for the start of a formula; those of Japan and China take the wide forms too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows as a JSON array of objects."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2)


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = COLUMNS) -> str:
    """Return the rows as CSV with a header. A text that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: value if name in NUMBERS else harmless(value) for name, value in row.items()} for row in rows
    )
    return out.getvalue().rstrip("\n")


def harmless(value: Any) -> str:
    """Return a cell of CSV that neither a spreadsheet nor a terminal runs."""
    text = "" if value is None else printable(str(value))
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
