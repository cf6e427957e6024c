"""Text of an article as escaped HTML, with the quoted sentence marked in its place.

Lines of the canonical text become paragraphs, list items and table rows; the text of the mark stays the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.shown import apart, shown, verbatim
from documents.types import Span

_BULLET = re.compile(r"(?:[•‣◦▪·*–-]|\d{1,3}[.)])[ \t]+")
_BAR = " | "  # between the cells of a table row in a document's canonical text
_DEEPEST = 3  # levels of nesting that a narrow panel can show
CLOSE = '<button type="button" class="close" aria-label="Close the passage">Close</button>'


def lines_of(text: str, span: Span, marked: Span | None) -> str:
    """Return the lines of a part of a text as paragraphs, items and rows, with a sentence of it in a mark."""
    if marked is None:
        return _blocks([(line, "", "") for line in span.of(text).strip("\n").splitlines()])
    above, _, lead = text[span.start : marked.start].rpartition("\n")
    tail, _, below = text[marked.end : span.end].partition("\n")
    lines = [*((line, "", "") for line in above.strip("\n").splitlines()), (lead, marked.of(text), tail)]
    lines += ((line, "", "") for line in below.rstrip("\n").splitlines())
    return _blocks(lines)


def missing_passage() -> str:
    """Return what stands in a passage's place where it cannot be found."""
    text = "<p>This passage is no longer in the articles. Ask the question again for the present one.</p>"
    return _sheet('<h2 tabindex="-1">Not found</h2>', text)


def paragraph(markup: str, text: str) -> str:
    """Return a paragraph, set as a list item at its depth where the text begins with a bullet or a number."""
    bare = text.lstrip()
    depth = min((len(text) - len(bare)) // 2, _DEEPEST)
    classes = [f"depth-{depth}"] * bool(depth) + ["item"] * bool(_BULLET.match(bare))
    return f'<p{_classes(classes)} dir="auto">{markup.lstrip()}</p>'


def path(headings: Iterable[str]) -> str:
    """Return headings from the outermost inwards, the empty ones left out."""
    return '<span class="step" aria-hidden="true"> › </span>'.join(apart(heading) for heading in headings if heading)


def _sheet(head: str, text: str) -> str:
    """Return what the panel shows; it takes the focus, so that the arrow keys scroll it."""
    return (
        f'<section class="sheet" tabindex="0" aria-label="In the article"><div class="passage-head">'
        f"{head}{CLOSE}</div>"
        f'<div class="passage-text">{text}</div></section>'
    )


def _blocks(lines: list[tuple[str, str, str]]) -> str:
    """Return lines, each as text before the mark, in it and after it, as paragraphs and tables."""
    parts: list[str] = []
    header: list[str] = []
    texts = ["".join(line) for line in lines]
    edge = min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)
    for i, (line, text) in enumerate(zip(lines, texts, strict=True)):
        cells = text.split(_BAR)
        if len(cells) == 1 or not text.strip():
            header = []
        elif not header and i + 1 < len(texts) and texts[i + 1].count(_BAR) == len(cells) - 1:
            header = cells
            parts.append(_row(line, [""] * len(cells), "row head"))
            continue
        if header and len(cells) == len(header):
            parts.append(_row(line, header, "row"))
        elif text.strip():
            parts.append(paragraph(_marked(*line), text[edge:]))
    return "".join(parts)


def _row(line: tuple[str, str, str], labels: list[str], classes: str) -> str:
    """Return a table row; in a narrow panel each cell stands under the name of its column, added by `page/page.css`."""
    lead, quote, tail = line
    text = quote or lead
    if quote and (lead.strip() or tail.strip() or text.count(_BAR) + 1 != len(labels)):
        return paragraph(_marked(*line), lead)  # a part of a row is quoted: the mark may not be split
    cells = [
        f'<span class="cell" dir="auto" data-label="{shown(label.strip())}">{verbatim(cell)}</span>'
        for label, cell in zip(labels, text.split(_BAR), strict=True)
    ]
    row = f'<span class="bar">{_BAR}</span>'.join(cells)
    return f'<p class="{classes}" dir="auto">{f"<mark>{row}</mark>" if quote else row}</p>'


def _marked(before: str, quote: str, after: str) -> str:
    return f"{verbatim(before)}<mark>{verbatim(quote)}</mark>{verbatim(after)}" if quote else verbatim(before)


def _classes(names: list[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""
