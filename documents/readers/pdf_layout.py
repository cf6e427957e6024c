"""From placed lines on pages to one text: paragraphs joined, running heads dropped, headings and tables marked.

The text is then read by the rules for plain text; what its lines are not able to say (which are headings, by
the size of their letters) goes beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.labels import reads_like_heading
from documents.readers.pdf_page import SAME_SIZE, Body, PageLine, hyphenated, usual, without_running_heads
from documents.structure_lines import ends_sentence, split_lines
from documents.types import Span

_HEADING_SIZE = 1.12  # times the size of the body's letters
_MOST_LEVELS = 4  # sizes of headings that are told apart
_PARAGRAPH_GAP = 1.3  # times the usual distance of lines
_FULL_LINE = 0.72  # of the width, in characters: a shorter line ends its paragraph
_FIRST_LINE = 0.6  # of the letter size: a line that starts so much further in opens a paragraph
_LEAST_INSET, _MOST_INSET = 1.2, 8.0  # times the letter size: the margins of lists; columns lie further apart
_LONGEST_HEADING = 200  # characters of lines in large letters
_BULLET = re.compile(r"[•◦▪‣●○■–*·-]$")


@dataclass(slots=True)
class _Paragraph:
    """Lines that were joined, and where the block begins."""

    text: str
    first: PageLine
    last: PageLine
    page: int
    gap: bool  # more space above than between lines
    level: int = 0  # of a heading


def laid_out(pages: Sequence[Sequence[PageLine]]) -> tuple[str, dict[int, int], tuple[Span, ...]]:
    """Return the text, the levels of its lines that are headings, and the span of each page."""
    kept = without_running_heads(pages)
    body = usual(kept)
    words = hyphenated(kept)
    paragraphs = [
        paragraph for number, lines in enumerate(kept) for paragraph in _paragraphs(lines, number, body, words)
    ]
    paragraphs = _over_page_ends(paragraphs, words)
    _set_levels(paragraphs, body)
    _mark_items(paragraphs, body)
    return _written(paragraphs, len(pages), body)


def _paragraphs(lines: Sequence[PageLine], page: int, body: Body, words: frozenset[str]) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    tables = _table_lines(lines)
    for at, line in enumerate(lines):
        last = paragraphs[-1] if paragraphs else None
        if at in tables:
            gap = at - 1 not in tables
            paragraphs.append(_Paragraph(" | ".join(line.cells), line, line, page, gap))
        elif last is not None and at - 1 not in tables and _goes_on(last, line, body):
            last.text = _joined(last.text, line.text, words)
            last.last = line
        else:
            step = last.last.y - line.y if last is not None else 0.0
            gap = last is None or at - 1 in tables or not 0 < step <= _PARAGRAPH_GAP * max(body.step, line.size)
            paragraphs.append(_Paragraph(line.text, line, line, page, gap))
    return paragraphs


def _table_lines(lines: Sequence[PageLine]) -> set[int]:
    """Consecutive lines with cells; one alone is no table."""
    rows = {at for at, line in enumerate(lines) if line.cells}
    return {at for at in rows if at - 1 in rows or at + 1 in rows}


def _goes_on(paragraph: _Paragraph, line: PageLine, body: Body) -> bool:
    """Say whether a line belongs to the paragraph above it."""
    above = paragraph.last
    step = above.y - line.y
    if abs(above.size - line.size) > SAME_SIZE or (above.bold != line.bold and above.size > body.size + SAME_SIZE):
        return False
    if split_lines(line.text)[0].marker:
        return False
    small = line.text[:1].islower()
    if step <= 0:
        # The next column, or the same line again: only a sentence that is not over runs on.
        return small and not ends_sentence(above.text)
    if step > _PARAGRAPH_GAP * max(body.step, line.size * 1.1):
        return False
    if line.size > body.size * _HEADING_SIZE:
        return len(paragraph.text) + len(line.text) < _LONGEST_HEADING
    if line.bold and above.bold and not ends_sentence(above.text):
        return True
    if small and not ends_sentence(above.text):
        return True
    if line.x > above.x + _FIRST_LINE * line.size and ends_sentence(above.text) and above is not paragraph.first:
        return False
    return (len(above.text) >= _FULL_LINE * body.width and above.bold == line.bold) or len(above.text) >= body.width


def _joined(text: str, line: str, words: frozenset[str]) -> str:
    """Join two lines; a hyphen at the end goes unless the word is written with it elsewhere."""
    if not (text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()):
        return text + ("" if text.endswith(("-", "/", "—")) and not text.endswith(" -") else " ") + line
    whole = (text.rsplit(None, 1)[-1] + line.split(None, 1)[0]).strip(".,;:!?()\"'“”").casefold()
    return (text if whole in words else text[:-1]) + line


def _over_page_ends(paragraphs: Sequence[_Paragraph], words: frozenset[str]) -> list[_Paragraph]:
    """Join a paragraph that goes on at the top of the next page."""
    joined: list[_Paragraph] = []
    for paragraph in paragraphs:
        last = joined[-1] if joined else None
        runs_on = (
            last is not None
            and last.page != paragraph.page
            and abs(last.last.size - paragraph.first.size) < SAME_SIZE
            and not ends_sentence(last.text)
            and (paragraph.text[:1].islower() or last.text.endswith(","))
            and " | " not in last.text
        )
        if last is not None and runs_on:
            last.text = _joined(last.text, paragraph.text, words)
            last.last = paragraph.last
        else:
            joined.append(paragraph)
    return joined


def _set_levels(paragraphs: Sequence[_Paragraph], body: Body) -> None:
    """Headings are what is set in larger letters, or in bold on a line of its own; the larger, the further out."""
    large = [
        paragraph
        for paragraph in paragraphs
        if paragraph.first.size > body.size * _HEADING_SIZE
        and len(paragraph.text) < _LONGEST_HEADING
        and any(char.isalpha() for char in paragraph.text)
        and not paragraph.text.endswith((".", ",", ";"))
        and "@" not in paragraph.text
        and ". . ." not in paragraph.text
    ]
    sizes = sorted({round(paragraph.first.size) for paragraph in large}, reverse=True)[:_MOST_LEVELS]
    for paragraph in large:
        size = round(paragraph.first.size)
        paragraph.level = sizes.index(size) + 1 if size in sizes else _MOST_LEVELS
    for paragraph in paragraphs:
        if not paragraph.level and paragraph.first.bold and paragraph.last.bold and " | " not in paragraph.text:
            alone = paragraph.gap or paragraph.first is paragraph.last
            if alone and reads_like_heading(paragraph.text) and not paragraph.text.endswith(":"):
                paragraph.level = len(sizes) + 1


def _mark_items(paragraphs: Sequence[_Paragraph], body: Body) -> None:
    """Give back the bullets that browsers draw as pictures: blocks of one margin, further in than the text above."""
    outer: _Paragraph | None = None
    run: list[_Paragraph] = []
    for paragraph in [*paragraphs, None]:
        plain = paragraph is not None and not paragraph.level and " | " not in paragraph.text
        inset = paragraph.first.x - outer.first.x if paragraph is not None and outer is not None and plain else 0.0
        if paragraph is not None and inset > _LEAST_INSET * body.size and inset < _MOST_INSET * body.size:
            run.append(paragraph)
            continue
        if len(run) >= 2 and not any(split_lines(item.text)[0].marker for item in run):
            for item in run:
                item.text = f"• {item.text}"
        run = []
        outer = paragraph if plain else None


def _written(paragraphs: Sequence[_Paragraph], count: int, body: Body) -> tuple[str, dict[int, int], tuple[Span, ...]]:
    parts: list[str] = []
    levels: dict[int, int] = {}
    starts: list[int | None] = [None] * count
    length = lines = 0
    left = _left_edges(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        before = paragraphs[at - 1] if at else None
        close = before is not None and not paragraph.gap and not paragraph.level and not before.level
        separator = "" if before is None else "\n" if close else "\n\n"
        indent = (
            max(0, round((paragraph.first.x - left[paragraph.page]) / (0.5 * body.size))) if not paragraph.level else 0
        )
        indent = min(indent, 24) if split_lines(paragraph.text)[0].marker else 0
        parts.append(separator + " " * indent + paragraph.text)
        length += len(separator)
        lines += len(separator)
        starts[paragraph.page] = length if starts[paragraph.page] is None else starts[paragraph.page]
        if paragraph.level:
            levels[lines] = paragraph.level
        length += indent + len(paragraph.text)
    return "".join(parts), levels, _page_spans(starts, length)


def _left_edges(paragraphs: Sequence[_Paragraph]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for paragraph in paragraphs:
        edges[paragraph.page] = min(edges.get(paragraph.page, paragraph.first.x), paragraph.first.x)
    return edges


def _page_spans(starts: Sequence[int | None], length: int) -> tuple[Span, ...]:
    """Pages follow each other without a gap; one without text is an empty span."""
    spans: list[Span] = []
    end = length
    for start in reversed(starts):
        begin = end if start is None else start
        spans.append(Span(begin, end))
        end = begin
    return tuple(reversed(spans))
