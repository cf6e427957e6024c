"""What an article is once it is read: one canonical text and frozen values that point into it.

Everything here is a value. Reading files belongs in `documents.readers`, recognising figures in
`documents.figures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets into a document's canonical text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the verbatim text that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Say whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its own content, up to the next heading of any level."""

    heading: str  # "" for what stands before the first heading
    level: int  # 1 is the outermost heading below the title; 0 where there is no heading
    path: tuple[str, ...]  # the headings from the outermost to this one, the title not included
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a table row."""

    kind: BlockKind
    span: Span  # without bullet, number or indentation
    section: int  # position in Document.sections
    label: str | None = None  # "Korn" in the item "Korn: It took ..."; also "Abstract" in "Abstract: ..."
    marker: str | None = None  # the bullet or number as written: "•", "1."
    depth: int = 0  # nesting of a list item, 0 for the outermost
    lead: int | None = None  # the block that introduces the list this item is of
    page: int | None = None  # 1-based, PDF only


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence, the unit of quotation; a table row counts as one."""

    span: Span
    block: int  # position in Document.blocks
    section: int  # position in Document.sections
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header. The first cell of a row is its name."""

    header: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]
    row_blocks: tuple[int, ...]  # the "row" block of each row; the header's own block stands before them
    section: int
    span: Span
    recovered: bool = False  # True where cell borders were lost and had to be inferred


@dataclass(frozen=True, slots=True)
class Document:
    """An article. `id` is stable across edits of the text, `content_hash` is not."""

    id: str
    title: str
    source: str  # file path relative to the library folder, with forward slashes
    text: str  # the canonical text that all spans point into
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    content_hash: str  # SHA-256 (hex) of title, metadata and canonical text
    url: str | None = None
    published: str | None = None  # ISO 8601 date
    author: str | None = None
    publisher: str | None = None  # the paper, site or newsletter that it appeared in
    pages: tuple[Span, ...] = ()  # page n is pages[n - 1]; PDF only
    notes: tuple[str, ...] = ()  # what the reader had to assume or leave out, one sentence each

    def quote(self, span: Span) -> str:
        """Return the verbatim text at the span."""
        return span.of(self.text)
