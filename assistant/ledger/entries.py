"""The rows of the ledger: one figure with the article it stands in, and what it says under each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.display import surface
from documents.figures.extract import extract
from documents.figures.types import Figure, Quantity
from documents.types import Document

Row = Mapping[str, Any]

# Fixed: columns may be added at the end, never renamed or moved. docs/ledger.md says what each of them holds.
COLUMNS = (
    "document", "subject", "metric", "kind", "value", "low", "high", "unit", "per", "bound", "period", "from", "to",
    "within", "milestone", "status", "speaker", "sentence", "start", "end", "dimension", "heading",
)  # fmt: skip
NUMBERS = ("low", "high", "start", "end")  # columns that hold numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure and the article that states it."""

    figure: Figure
    document: Document

    @property
    def sentence(self) -> str:
        """The whole sentence, or the row of a table, on one line."""
        return one_line(self.document.quote(self.document.sentences[self.figure.sentence].span))


def entries(documents: Iterable[Document]) -> tuple[Entry, ...]:
    """Return every figure of the documents, by document and there in the order of the text."""
    return tuple(Entry(figure, document) for document in documents for figure in extract(document))


def row_of(entry: Entry) -> Row:
    """Return a figure's values by column. Numbers stay exact: decimals as text, in base units; absent is None."""
    figure, document = entry.figure, entry.document
    quantity, period = figure.quantity, figure.period
    section = document.sections[document.sentences[figure.sentence].section]
    return {
        "document": document.id,
        "subject": figure.subject,
        "metric": figure.metric,
        "kind": figure.kind,
        "value": surface(quantity),
        "low": f"{quantity.low:f}",
        "high": f"{quantity.high:f}",
        "unit": quantity.unit,
        "per": quantity.per,
        "bound": quantity.bound,
        "period": one_line(period.surface) if period else None,
        "from": period.start if period else None,
        "to": period.end if period else None,
        "within": _surface(figure.within),
        "milestone": _surface(figure.milestone),
        "status": figure.status,
        "speaker": figure.speaker,
        "sentence": entry.sentence,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "dimension": quantity.dimension,
        "heading": " > ".join(section.path) or None,
    }


def one_line(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def _surface(quantity: Quantity | None) -> str | None:
    return one_line(quantity.surface) if quantity else None
