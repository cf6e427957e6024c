"""The structure of text without markup: headings, paragraphs, nested lists and tables, as placed raw blocks.

Used for .txt files and for the text of PDF pages. Tests on single strings belong in `documents.labels`,
on lines in `documents.structure_lines`, levels and title in `documents.structure_outline`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from documents.build import Raw, row
from documents.labels import is_title_case, reads_like_heading
from documents.structure_lines import Line, ends_sentence, goes_on, is_rule, split_lines, wrap_width
from documents.structure_meta import is_about_line
from documents.tables import Grid, find_grids
from documents.types import Span

_HASH = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-+)$")
_EMPHASIS = re.compile(r"(\*\*|__)([^*_].*?)\1:?$")
_SUB_BULLETS = frozenset("o◦▪▫‣–-□■")  # of the second or third level where bullets alone show the level
_BODY_WORDS = 8  # a line this long, or one that ends a sentence, is text that a heading can stand above
_CHAIN = 3  # so many lines that look like headings in a row, with nothing between, are a list of names


@dataclass(slots=True)
class _Chunk:
    """Lines that form one block; built up line by line and then only read."""

    kind: str  # "text", "item", "heading" or "grid"
    lines: list[Line] = field(default_factory=list)
    depth: int = 0
    blank_before: bool = False
    style: str = ""
    grid: Grid | None = None

    @property
    def span(self) -> Span:
        first = self.lines[0]
        return Span((first.body or first.span).start, self.lines[-1].span.end)


@dataclass(slots=True)
class _Reader:
    """What is open while the lines are read from top to bottom."""

    width: int | None
    headings: Mapping[int, int]
    chunks: list[_Chunk] = field(default_factory=list)
    open_items: list[Line] = field(default_factory=list)
    gap: bool = True  # a blank line, or the start of the text, came last


def plain_blocks(text: str, *, headings: Mapping[int, int] | None = None) -> list[Raw]:
    """Return the blocks of the text in order; heading levels are not settled yet (see `outline`).

    `headings`: the levels of lines, by position, that are known to be headings. Given, even if empty, it also
    says that each line is a whole paragraph.
    """
    lines = split_lines(text)
    grids = {grid.first: grid for grid in find_grids(text, lines)}
    reader = _Reader(wrap_width(lines) if headings is None else None, headings or {})
    at = 0
    while at < len(lines):
        if at in grids:
            _take_grid(reader, grids[at])
            at = grids[at].last + 1
        else:
            at += _take(reader, lines, at)
    return _raws(text, reader.chunks, unmarked=not headings)


def _take_grid(reader: _Reader, grid: Grid) -> None:
    reader.chunks.append(_Chunk("grid", blank_before=reader.gap, grid=grid))
    reader.open_items.clear()
    reader.gap = True


def _take(reader: _Reader, lines: Sequence[Line], at: int) -> int:
    """Read the line at this position (and the rule under it, if it underlines); return how many were read."""
    line = lines[at]
    if line.blank or is_rule(line.text):
        reader.gap = True
        return 1
    if at in reader.headings:
        _add(reader, _Chunk("heading", [line], style=f"hash{reader.headings[at]}"))
        return 1
    heading = _HASH.match(line.text)
    if heading:
        start = line.span.start + heading.start(2)
        body = Line(heading.group(2), Span(start, start + len(heading.group(2))), line.indent)
        _add(reader, _Chunk("heading", [body], style=f"hash{len(heading.group(1))}"))
        return 1
    emphasis = _EMPHASIS.match(line.text)
    if emphasis and reads_like_heading(emphasis.group(2)):
        start = line.span.start + emphasis.start(2)
        body = Line(emphasis.group(2), Span(start, start + len(emphasis.group(2))), line.indent)
        _add(reader, _Chunk("heading", [body], style="plain"))
        return 1
    if _is_underlined(reader, lines, at):
        _add(reader, _Chunk("heading", [line], style="hash1" if lines[at + 1].text[0] == "=" else "hash2"))
        return 2
    if line.marker and _is_item(reader, line):
        _take_item(reader, line)
    else:
        _take_text(reader, line)
    reader.gap = False
    return 1


def _is_underlined(reader: _Reader, lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines) or not reader.gap or lines[at].marker:
        return False
    under = lines[at + 1].text
    return len(under) >= 3 and bool(_UNDERLINE.match(under)) and len(lines[at].text) <= 2 * len(under) + 10


def _add(reader: _Reader, chunk: _Chunk) -> None:
    chunk.blank_before = reader.gap
    reader.chunks.append(chunk)
    reader.gap = chunk.kind == "heading"
    if chunk.kind == "heading":
        reader.open_items.clear()


def _is_item(reader: _Reader, line: Line) -> bool:
    """Numbers open a list at 1 or go on by one; elsewhere "12. ..." is the middle of a wrapped sentence."""
    last = reader.chunks[-1] if reader.chunks else None
    inside_text = last is not None and last.kind == "text" and not reader.gap and not ends_sentence(last.lines[-1].text)
    number = line.ordinal
    if number is None:
        return not (inside_text and line.marker in ("-", "–", "+", "o") and reader.width is not None)
    if number == 1:
        return not inside_text
    return reader.gap or any(item.ordinal == number - 1 for item in reader.open_items)


def _take_item(reader: _Reader, line: Line) -> None:
    same = [at for at, item in enumerate(reader.open_items) if (item.marker, item.indent) == (line.marker, line.indent)]
    if same and line.ordinal is None:
        # Pasted from a word processor: only the bullets ("•", "o") show the levels.
        del reader.open_items[same[0] :]
    while reader.open_items and not _is_deeper(line, reader.open_items[-1]):
        reader.open_items.pop()
    _add(reader, _Chunk("item", [line], depth=len(reader.open_items)))
    reader.open_items.append(line)


def _is_deeper(line: Line, item: Line) -> bool:
    if line.indent == item.indent and line.ordinal is None and item.ordinal is None:
        return line.marker != item.marker and line.marker in _SUB_BULLETS
    return line.indent > item.indent + (1 if line.marker == item.marker else 0)


def _take_text(reader: _Reader, line: Line) -> None:
    last = reader.chunks[-1] if reader.chunks else None
    if last is not None and not reader.gap and last.kind in ("text", "item"):
        if goes_on(last.lines[-1], line, reader.width):
            last.lines.append(line)
            return
        if last.kind == "item" and ends_sentence(last.lines[-1].text):
            # The item is over, so a line that is not further in than its bullet is outside of the list.
            _leave_items(reader, line)
    elif reader.gap:
        _leave_items(reader, line)
    _add(reader, _Chunk("text", [line], depth=len(reader.open_items)))


def _leave_items(reader: _Reader, line: Line) -> None:
    while reader.open_items and line.indent <= reader.open_items[-1].indent:
        reader.open_items.pop()


def _raws(text: str, chunks: Sequence[_Chunk], *, unmarked: bool) -> list[Raw]:
    headings = _headings(text, chunks) if unmarked else set()
    raws: list[Raw] = []
    tables = 0
    for at, chunk in enumerate(chunks):
        if chunk.grid is not None:
            raws.extend(row(cells, tables, recovered=chunk.grid.recovered) for cells in chunk.grid.rows)
            tables += 1
        elif chunk.kind == "heading" or at in headings:
            raws.append(Raw("heading", chunk.span, style=chunk.style or "plain"))
        elif chunk.kind == "item":
            raws.append(Raw("item", chunk.span, marker=chunk.lines[0].marker, depth=chunk.depth))
        else:
            raws.append(Raw("paragraph", chunk.span, depth=chunk.depth))
    return raws


def _headings(text: str, chunks: Sequence[_Chunk]) -> set[int]:
    """Positions of the text chunks that are headings without markup."""
    candidates = [at for at in range(len(chunks)) if _may_be_heading(text, chunks, at)]
    taken = set(candidates)
    chain: list[int] = []
    for at in [*candidates, len(chunks) + 1]:
        if chain and at != chain[-1] + 1:
            # The title counts by itself; of a long row only the line directly above a text is a heading.
            row = chain[1:] if chain[0] == 0 else chain
            if len(row) > _CHAIN:
                taken.difference_update(row[:-1])
            chain = []
        chain.append(at)
    return taken


def _may_be_heading(text: str, chunks: Sequence[_Chunk], at: int) -> bool:
    chunk = chunks[at]
    if chunk.kind != "text" or chunk.depth or len(chunk.lines) > 2 or at + 1 == len(chunks):
        return False
    words = chunk.span.of(text)
    if not reads_like_heading(words) or is_about_line(words):
        return False
    if len(chunk.lines) == 2 and not (is_title_case(words) and chunk.blank_before and chunks[at + 1].blank_before):
        return False
    before = chunks[at - 1] if at else None
    if not chunk.blank_before and before is not None and before.kind in ("text", "item"):
        return ends_sentence(before.lines[-1].text) and _is_body(text, chunks[at + 1])
    return chunks[at + 1].blank_before or _is_body(text, chunks[at + 1])


def _is_body(text: str, chunk: _Chunk) -> bool:
    if chunk.kind != "text":
        return True
    words = chunk.span.of(text)
    return ends_sentence(words) and len(words.split()) >= _BODY_WORDS
