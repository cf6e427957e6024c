"""A sentence in its place, as the cross-encoder reads it: a table's row with its columns, and what stands before."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from assistant.corpus import Corpus
from documents.types import Document, Span, Table


@dataclass(frozen=True, slots=True)
class InPlace:
    """A sentence's text, what stands before it, and where the parts of the text stand in the article."""

    text: str
    before: str
    starts: tuple[int, ...]  # of each part: its first character in the text
    spans: tuple[Span, ...]  # of each part: its place in the article

    def of(self, span: Span) -> tuple[int, int] | None:
        """Return the characters of the text that a place in the article has; None where it is not in the text."""
        for start, part in zip(self.starts, self.spans, strict=True):
            if part.holds(span):
                return start + span.start - part.start, start + span.end - part.start
        return None


def in_place(sentence: int, document: str, corpus: Corpus) -> InPlace:
    """Return a sentence as it is read; made once with `corpus.once`."""
    article = corpus.documents[document]
    own = article.sentences[sentence]
    above = article.sections[own.section].heading or article.title
    found = _row(article, own.block)
    if found is not None:
        text, starts, spans = _written(article, *found)
        return InPlace(text, above, starts, spans)
    block = article.blocks[own.block]
    before = above
    earlier = article.sentences[sentence - 1] if sentence else None
    if earlier is not None and earlier.block == own.block:
        before = article.quote(earlier.span)
    elif block.lead is not None:
        before = article.quote(article.blocks[block.lead].span)
    elif earlier is not None and earlier.section == own.section and article.blocks[earlier.block].kind == "paragraph":
        before = article.quote(earlier.span)
    return InPlace(article.quote(own.span), " ".join(before.split()), (0,), (own.span,))


def _row(article: Document, block: int) -> tuple[Table, int] | None:
    for table in article.tables:
        at = bisect_right(table.row_blocks, block) - 1
        if at >= 0 and table.row_blocks[at] == block:
            return table, at
    return None


def _written(article: Document, table: Table, row: int) -> tuple[str, tuple[int, ...], tuple[Span, ...]]:
    """Return a row as "name; column: cell; column: cell", empty cells left out."""
    text, starts, spans = "", [], []
    for at, (name, cell) in enumerate(zip(table.header, table.rows[row], strict=False)):
        if cell.start == cell.end:
            continue
        column = " ".join(article.quote(name).split()) if at else ""
        text += "; " if text else ""
        text += f"{column}: " if column else ""
        starts.append(len(text))
        spans.append(cell)
        text += article.quote(cell)
    return text, tuple(starts), tuple(spans)
