"""Tables in plain text, as grids of cell spans.

Tables whose cell borders are lost belong in `documents.lost_borders`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.structure_lines import Line
from documents.types import Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found in lines `first` to `last` (inclusive); the first row is the header."""

    first: int
    last: int
    rows: tuple[tuple[Span, ...], ...]
    recovered: bool = False


def find_grids(text: str, lines: Sequence[Line]) -> list[Grid]:
    """Return the tables of the text, in order and without overlap."""
    return []
