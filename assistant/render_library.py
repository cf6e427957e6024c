"""The articles beside the chat, as escaped HTML: the whole text of one, or the list of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.render_passage import CLOSE, lines_of, path
from assistant.shown import apart, shown
from documents.types import Document, Span

_WHOLE = 120_000  # characters of an article that are shown whole: an hour's reading; of a longer one, what is around
_AROUND = 30_000  # characters before and after the sentence, whole sections


def article(document: Document, span: Span | None = None, *, several: bool = False) -> str:
    """Return an article with the sentence at the span marked, its heading path and page above it.

    Where it is one of several, a button leads back to their list.
    """
    at = next((s for s in document.sentences if s.span == span), None)
    page = f'<p class="page">Page {at.page}</p>' if at is not None and at.page is not None else ""
    where = "" if at is None else path(document.sections[at.section].path) or "Opening"
    title = f'<p class="title" dir="auto">{shown(document.title)}</p>' if where else ""
    heading = f'<h2 tabindex="-1" dir="auto">{where or shown(document.title)}</h2>'
    facts = "" if where else _byline(document)
    text = "".join(_section(document, i, span) for i in _shown(document, span))
    back = '<button type="button" class="back" data-library>All articles</button>' if several else ""
    return (
        '<section class="sheet" tabindex="0" aria-label="The article"><div class="passage-head">'
        f"<div>{back}{title}{heading}{page}{facts}</div>{CLOSE}</div>"
        f'<div class="passage-text">{text}</div></section>'
    )


def library(documents: Sequence[Document], figures: Mapping[str, int]) -> str:
    """Return the list of articles: title, date, length and number of figures, each to open or to ask alone."""
    rows = "".join(_row(document, figures.get(document.id, 0)) for document in documents)
    return (
        '<section class="sheet" tabindex="0" aria-label="The articles"><div class="passage-head">'
        f'<div><h2 tabindex="-1">{len(documents)} articles</h2></div>{CLOSE}</div>'
        f'<ul class="library" role="list">{rows}</ul></section>'
    )


def _row(document: Document, figures: int) -> str:
    facts = [*filter(None, (document.publisher, document.author, document.published))]
    facts += [f"{len(document.text.split()):,} words", f"{figures:,} figures"]
    one = escape(document.id)
    return (
        f'<li><button type="button" class="open" data-article="{one}" dir="auto">{shown(document.title)}</button>'
        f'<p class="byline">{" · ".join(map(apart, facts))}</p>'
        f'<button type="button" class="alone" data-scope="{one}">Ask only this article</button></li>'
    )


def _byline(document: Document) -> str:
    facts = [*filter(None, (document.author, document.publisher, document.published))]
    return f'<p class="byline">{" · ".join(map(apart, facts))}</p>' if facts else ""


def _shown(document: Document, span: Span | None) -> range:
    """Return the sections that are shown: all, or as many around the span as are read at one go."""
    sections = document.sections
    if len(document.text) <= _WHOLE:
        return range(len(sections))
    middle = span.start if span is not None else 0
    near = [i for i, s in enumerate(sections) if s.span.end > middle - _AROUND and s.span.start < middle + _AROUND]
    return range(near[0], near[-1] + 1) if near else range(0)


def _section(document: Document, number: int, span: Span | None) -> str:
    section = document.sections[number]
    start = section.span.start
    heading = ""
    if section.heading:
        block = next((b for b in document.blocks if b.section == number and b.kind == "heading"), None)
        if block is not None:
            start = block.span.end
        heading = f'<h3 class="level-{min(section.level, 3)}" dir="auto">{shown(section.heading)}</h3>'
    opening = document.text[start : section.span.end]
    if not heading and opening.lstrip().startswith(document.title):
        start += opening.index(document.title) + len(document.title)  # it stands above the text already
    inside = span if span is not None and start <= span.start and span.end <= section.span.end else None
    return heading + lines_of(document.text, Span(start, section.span.end), inside)
