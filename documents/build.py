"""From placed raw blocks to a Document: the one form that every reader produces.

A reader (or the plain-text structure code) says where headings, paragraphs, items and rows lie; sections,
leads, labels, sentences, tables and the hash are computed here, alike for all formats.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.addresses import web_address
from documents.labels import label_of
from documents.sentences import sentence_spans
from documents.types import Block, BlockKind, Document, Section, Sentence, Span, Table


@dataclass(frozen=True, slots=True)
class Raw:
    """A block as a reader found it, before sections and sentences are known."""

    kind: BlockKind
    span: Span  # without markup, bullet, number or indentation
    level: int = 0  # headings: a smaller number stands further out; any positive numbers will do
    marker: str | None = None  # the bullet or number as written
    depth: int = 0  # items: nesting, 0 the outermost; paragraphs: how many items they stand inside
    style: str = ""  # what the outline code needs to rank an unmarked heading
    label: str | None = None  # set where markup shows it; otherwise it is read from the text
    cells: tuple[Span, ...] = ()  # rows only
    table: int = -1  # rows only: which table; the first row of a table is its header
    recovered: bool = False  # rows only: the borders had to be inferred
    resumes: bool = False  # this block leaves the section of a list item for the section around it


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an article beside its text."""

    title: str = ""
    url: str | None = None
    published: str | None = None  # ISO 8601 date
    author: str | None = None
    publisher: str | None = None  # the paper, site or newsletter


def row(cells: Sequence[Span], table: int, *, recovered: bool = False) -> Raw:
    """Return the raw block of a table row: it reaches from the first cell with text to the last."""
    full = [cell for cell in cells if cell.start < cell.end] or list(cells)
    start, end = full[0].start, full[-1].end
    inside = tuple(Span(min(max(c.start, start), end), min(max(c.end, start), end)) for c in cells)
    return Raw("row", Span(start, end), cells=inside, table=table, recovered=recovered)


def build(
    text: str,
    raws: Sequence[Raw],
    about: About,
    *,
    id: str,
    source: str,
    title_at: int | None = None,
    pages: tuple[Span, ...] = (),
    notes: tuple[str, ...] = (),
) -> Document:
    """Return the Document of a canonical text and its raw blocks, which are in reading order.

    `title_at` is the position of the block that is the title: a heading that opens no section.
    """
    places, sections = _sections(text, raws, title_at)
    blocks = _blocks(text, raws, places, pages)
    return Document(
        id=id,
        title=about.title,
        source=source,
        text=text,
        sections=sections,
        blocks=blocks,
        sentences=_sentences(text, blocks),
        tables=_tables(raws, places),
        content_hash=content_hash(text, about),
        url=web_address(about.url),
        published=about.published,
        author=about.author,
        publisher=about.publisher,
        pages=pages,
        notes=notes,
    )


def content_hash(text: str, about: About) -> str:
    """SHA-256 (hex) of title, metadata and canonical text."""
    parts = [about.title, about.url, about.published, about.author, about.publisher, text]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()


def _sections(text: str, raws: Sequence[Raw], title_at: int | None) -> tuple[list[int], tuple[Section, ...]]:
    """Give each raw block its section; a section's level is its place in the path, whatever numbers were used."""
    sections: list[Section] = []
    open_headings: list[tuple[int, str]] = []
    places: list[int] = []
    for at, raw in enumerate(raws):
        if raw.kind == "heading" and at != title_at:
            while open_headings and open_headings[-1][0] >= raw.level:
                open_headings.pop()
            open_headings.append((raw.level, _one_line(raw.span.of(text))))
            sections.append(_section(open_headings, raw.span))
        elif raw.resumes and open_headings:
            while open_headings and open_headings[-1][0] >= raw.level:
                open_headings.pop()
            sections.append(_section(open_headings, raw.span))
        elif not sections:
            sections.append(_section([], raw.span))
        else:
            sections[-1] = replace(sections[-1], span=Span(sections[-1].span.start, raw.span.end))
        places.append(len(sections) - 1)
    return places, tuple(sections)


def _section(open_headings: Sequence[tuple[int, str]], span: Span) -> Section:
    path = tuple(heading for _, heading in open_headings)
    return Section(heading=path[-1] if path else "", level=len(path), path=path, span=span)


def _blocks(text: str, raws: Sequence[Raw], places: Sequence[int], pages: tuple[Span, ...]) -> tuple[Block, ...]:
    leads = _leads(raws, places)
    blocks = []
    page = 1
    for at, raw in enumerate(raws):
        while pages and page < len(pages) and raw.span.start >= pages[page - 1].end:
            page += 1
        label = raw.label
        if label is None and raw.kind in ("paragraph", "item"):
            label = label_of(raw.span.of(text), item=raw.kind == "item")
        blocks.append(
            Block(
                kind=raw.kind,
                span=raw.span,
                section=places[at],
                label=label,
                marker=raw.marker,
                depth=raw.depth if raw.kind == "item" else 0,
                lead=leads[at],
                page=page if pages else None,
            )
        )
    return tuple(blocks)


def _leads(raws: Sequence[Raw], places: Sequence[int]) -> list[int | None]:
    """For each item, the block that stands directly before the first item of its list."""
    leads: list[int | None] = []
    open_lists: list[int | None] = []  # the lead of the list that is open at each depth
    previous: int | None = None
    for at, raw in enumerate(raws):
        if raw.kind == "item":
            del open_lists[raw.depth + 1 :]
            while len(open_lists) <= raw.depth:
                usable = previous is not None and raws[previous].kind != "row" and places[previous] == places[at]
                open_lists.append(previous if usable else None)
            leads.append(open_lists[raw.depth])
        else:
            leads.append(None)
            del open_lists[raw.depth if raw.kind == "paragraph" else 0 :]
        previous = at
    return leads


def _sentences(text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            continue
        if block.kind == "row":
            spans: tuple[Span, ...] = (block.span,)
        else:
            offset = block.span.start
            spans = tuple(Span(s.start + offset, s.end + offset) for s in sentence_spans(block.span.of(text)))
        sentences.extend(Sentence(span, at, block.section, block.page) for span in spans)
    return tuple(sentences)


def _tables(raws: Sequence[Raw], places: Sequence[int]) -> tuple[Table, ...]:
    """Gather the rows of each table; rows shorter than the widest one end in empty cells."""
    members: dict[int, list[int]] = {}
    for at, raw in enumerate(raws):
        if raw.kind == "row":
            members.setdefault(raw.table, []).append(at)
    tables = []
    for rows in members.values():
        width = max(len(raws[at].cells) for at in rows)
        cells = [_padded(raws[at], width) for at in rows]
        span = Span(raws[rows[0]].span.start, raws[rows[-1]].span.end)
        recovered = any(raws[at].recovered for at in rows)
        tables.append(Table(cells[0], tuple(cells[1:]), tuple(rows[1:]), places[rows[0]], span, recovered))
    return tuple(tables)


def _padded(raw: Raw, width: int) -> tuple[Span, ...]:
    end = raw.span.end
    return raw.cells + (Span(end, end),) * (width - len(raw.cells))


def _one_line(heading: str) -> str:
    return " ".join(heading.split())
