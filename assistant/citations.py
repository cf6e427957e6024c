"""Citations: numbered in order of first use, verbatim, and in their place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from assistant.types import Citation, Excerpt, Quote
from documents.addresses import web_address
from documents.figures.types import Figure
from documents.types import Document, Sentence, Span

_MARK = re.compile(r"\{(\d{1,6})\}")


class CitationError(AssertionError):
    """A citation does not say what its document says: a fault of the program, never of a document."""


def place(
    texts: Sequence[str], quotes: Sequence[Quote], documents: dict[str, Document]
) -> tuple[tuple[str, ...], tuple[Citation, ...]]:
    """Return the texts with "{0}" turned into "[1]", numbered by first use, and the citations in that order.

    Quotes that no text marks come last: an answer may rest on a sentence that it does not name.
    """
    order: list[Quote] = []
    for text in texts:
        for match in _MARK.finditer(text):
            at = int(match.group(1))
            if at < len(quotes) and quotes[at] not in order:
                order.append(quotes[at])
    order += [quote for quote in dict.fromkeys(quotes) if quote not in order]
    number = {quote: i for i, quote in enumerate(order, 1)}

    def marker(match: re.Match[str]) -> str:
        at = int(match[1])
        return f"[{number[quotes[at]]}]" if at < len(quotes) else match[0]

    shown = tuple(_MARK.sub(marker, text) for text in texts)
    return shown, tuple(_citation(i, quote, documents[quote.document]) for quote, i in number.items())


def of_goals(figures: Iterable[Figure], documents: Mapping[str, Document]) -> tuple[Quote, ...]:
    """Return the sentences that tell what was reached after a time, where they are not those of the time.

    Example: "Acme took 9 years to open its thousandth shop. Boreal needed four." rests on both.
    """
    found = []
    for figure in figures:
        sentences = documents[figure.document].sentences
        if figure.milestone is not None and figure.milestone.span.start < sentences[figure.sentence].span.start:
            at = bisect_right(sentences, figure.milestone.span.start, key=lambda sentence: sentence.span.start) - 1
            found.append(Quote(figure.document, at))
    return tuple(found)


def _citation(number: int, quote: Quote, document: Document) -> Citation:
    sentence = document.sentences[quote.sentence]
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        heading=document.sections[sentence.section].path,
        quote=document.quote(sentence.span),
        start=sentence.span.start,
        end=sentence.span.end,
        page=sentence.page,
        url=web_address(document.url),
        columns=columns(document, sentence),
    )


def columns(document: Document, sentence: Sentence) -> str | None:
    """Return what heads the columns of a table's row: its figures say little without; None for other sentences."""
    table = next((table for table in document.tables if sentence.block in table.row_blocks), None)
    cells = [" ".join(document.quote(cell).split()) for cell in table.header] if table is not None else []
    return " | ".join(filter(None, cells)) or None


def verify(citations: Sequence[Citation], documents: dict[str, Document]) -> None:
    """Raise CitationError unless every quote stands in its document at its place."""
    for citation in citations:
        stated = documents[citation.document].quote(Span(citation.start, citation.end))
        if stated != citation.quote or not citation.quote.strip():
            raise CitationError(f"citation {citation.number} is not verbatim in {citation.document}")


def excerpt(citation: Citation, document: Document) -> Excerpt:
    """Return the section around a citation, split at the quoted sentence."""
    section = next((s for s in document.sections if s.span.holds(Span(citation.start, citation.end))), None)
    around = section.span if section is not None else Span(0, len(document.text))
    return Excerpt(
        title=document.title,
        heading=citation.heading,
        before=document.text[around.start : citation.start],
        quote=document.text[citation.start : citation.end],
        after=document.text[citation.end : around.end],
        page=citation.page,
    )
