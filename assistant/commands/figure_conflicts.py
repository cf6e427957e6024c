"""Conflicts among the figures written for the eye, a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from assistant.commands.figure_rows import wrapped
from assistant.ledger.entries import one_line
from assistant.ledger.export import harmless
from assistant.ledger.types import Conflict
from assistant.printable import printable

# Fixed like the columns of the ledger: may be added to at the end; docs/ledger.md says what each of them holds.
CONFLICT_COLUMNS = ("documents", "conflict", "text", "recomputed", "values", "sentences", "starts", "ends")
_INDENT = 4
_JOINT = " | "  # between several values in one cell of CSV


def written(found: Sequence[Conflict], output: str, width: int) -> str:
    """Return the conflicts as "table", "csv" or "json"; a table is `width` characters wide."""
    if output == "json":
        return json.dumps([_row(one) for one in found], ensure_ascii=False, indent=2)
    if output == "csv":
        return _as_csv(found)
    return "\n\n".join(_for_reading(one, width) for one in found)


def _row(conflict: Conflict) -> dict[str, Any]:
    spans = [entry.figure.quantity.span for entry in conflict.entries]
    return {
        "documents": list(_documents(conflict)),
        "conflict": conflict.sort,
        "text": conflict.text,
        "recomputed": conflict.recomputed or None,
        "values": [one_line(entry.figure.quantity.surface) for entry in conflict.entries],
        "sentences": list(conflict.sentences),
        "starts": [span.start for span in spans],
        "ends": [span.end for span in spans],
    }


def _documents(conflict: Conflict) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.document.id for entry in conflict.entries))


def _as_csv(found: Sequence[Conflict]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CONFLICT_COLUMNS)
    for conflict in found:
        row = _row(conflict)
        cells = [row[name] for name in CONFLICT_COLUMNS]
        writer.writerow(harmless(_JOINT.join(map(str, cell)) if isinstance(cell, list) else cell) for cell in cells)
    return out.getvalue().rstrip("\n")


def _for_reading(conflict: Conflict, width: int) -> str:
    lines = wrapped(printable(f"[{', '.join(_documents(conflict))}] {conflict.text}"), width)
    for sentence in conflict.sentences:
        lines += [" " * _INDENT + line for line in wrapped(printable(sentence), width - _INDENT)]
    return "\n".join(lines)
