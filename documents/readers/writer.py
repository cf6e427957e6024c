"""Canonical text for formats whose own text is full of markup: blocks are written one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.build import Raw
from documents.build import row as table_row
from documents.labels import reads_like_heading
from documents.types import Span

_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_BOLD_LEVEL = 7  # HTML and Markdown number their headings 1 to 6
_INDENT = "  "  # per level of a list, so that the written text reads as a list too


@dataclass(slots=True)
class Writer:
    """Writes blocks and remembers where each one lies in the text."""

    raws: list[Raw] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: int = 0

    @property
    def text(self) -> str:
        """The text written so far."""
        return "".join(self._parts)

    def heading(self, text: str, level: int = 0, *, style: str = "") -> None:
        """Write a heading; empty ones are left out."""
        if text := tidy(text, one_line=True):
            self._between("\n\n")
            self.raws.append(Raw("heading", self._put(text), level=level, style=style))

    def paragraph(self, text: str, *, depth: int = 0, label: str | None = None) -> None:
        """Write a paragraph that stands inside as many list items as `depth` says."""
        if text := tidy(text):
            self._between("\n\n", _INDENT * depth)
            self.raws.append(Raw("paragraph", self._put(text), depth=depth, label=label))

    def bold(self, text: str) -> None:
        """Write a paragraph that is all bold: a heading below the marked ones, if it reads like one."""
        if reads_like_heading(tidy(text, one_line=True)):
            self.heading(text, _BOLD_LEVEL, style="bold")
        else:
            self.paragraph(text)

    def item(self, text: str, marker: str, *, depth: int = 0, label: str | None = None) -> None:
        """Write a list item; its marker stands before the item's span."""
        if text := tidy(text):
            joined = bool(self.raws) and self.raws[-1].kind == "item"
            self._between("\n" if joined else "\n\n", f"{_INDENT * depth}{marker} ")
            self.raws.append(Raw("item", self._put(text), marker=marker, depth=depth, label=label))

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Write a table, header first, one line a row, cells joined by " | "."""
        rows = [[tidy(cell, one_line=True) for cell in row] for row in rows]
        rows = [row for row in rows if any(row)]
        if len(rows) < 2 or max(len(row) for row in rows) < 2:
            for row in rows:
                self.paragraph(" ".join(cell for cell in row if cell))
            return
        for at, row in enumerate(rows):
            self._between("\n" if at else "\n\n")
            cells = []
            for column, cell in enumerate(row):
                if column:
                    self._put(" | ")
                cells.append(self._put(cell))
            self.raws.append(table_row(cells, self._tables))
        self._tables += 1

    def _between(self, separator: str, prefix: str = "") -> None:
        self._put((separator if self._parts else "") + prefix)

    def _put(self, text: str) -> Span:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)


def tidy(text: str, *, one_line: bool = False) -> str:
    """Collapse blanks; keep single line breaks unless `one_line`."""
    if one_line:
        return " ".join(text.split())
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
