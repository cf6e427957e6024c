"""Text of documents and readers that cannot pass for the assistant's own marks.

A draft marks its sources "{0}", an answer "[1]". An article may hold both as text; the stages that write answers get
its brackets in their wide form, one character for one, so that every place stays where it is. Quotations and the
article beside the chat are taken from the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from documents.figures.types import Figure, Quantity
from documents.types import Document
from index.figures import StoredFigures

_MARKS = re.compile(r"\[(\d+)\]|\{(\d+)\}")


def inert(text: str) -> str:
    """Return a text of the same length without marks. Example: "sold [1] 5" -> "sold ［1］ 5"."""
    return _MARKS.sub(lambda match: f"［{match[1]}］" if match[1] else f"｛{match[2]}｝", text)


def inert_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents as the stages that write answers read them."""
    return tuple(_document(document) for document in documents)


def inert_figures(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures with names and labels that hold no mark; stored ones when they are asked for."""
    return figures.through(_figure) if isinstance(figures, StoredFigures) else tuple(map(_figure, figures))


def _document(document: Document) -> Document:
    about = (document.title, document.author or "", document.publisher or "")
    if not any(map(_MARKS.search, (document.text, *about))):
        return document
    return replace(
        document,
        title=inert(document.title),
        text=inert(document.text),
        author=document.author and inert(document.author),
        publisher=document.publisher and inert(document.publisher),
        sections=tuple(replace(s, heading=inert(s.heading), path=tuple(map(inert, s.path))) for s in document.sections),
        blocks=tuple(replace(b, label=b.label and inert(b.label)) for b in document.blocks),
    )


def _figure(figure: Figure) -> Figure:
    words = (figure.metric, figure.subject, *figure.subjects, figure.speaker, figure.row, figure.column, figure.group)
    amounts = (figure.quantity, figure.within, figure.milestone)
    if not any(_MARKS.search(text) for text in (*words, *(q.surface for q in amounts if q)) if text):
        return figure
    return replace(
        figure,
        quantity=_quantity(figure.quantity),
        metric=inert(figure.metric),
        subject=figure.subject and inert(figure.subject),
        subjects=tuple(map(inert, figure.subjects)),
        within=figure.within and _quantity(figure.within),
        milestone=figure.milestone and _quantity(figure.milestone),
        speaker=figure.speaker and inert(figure.speaker),
        row=figure.row and inert(figure.row),
        column=figure.column and inert(figure.column),
        group=figure.group and inert(figure.group),
    )


def _quantity(quantity: Quantity) -> Quantity:
    return replace(quantity, surface=inert(quantity.surface))
