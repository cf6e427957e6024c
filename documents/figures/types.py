"""The figures an article states, as typed values. Numbers are Decimal, never float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from documents.types import Span

Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than"]
Status = Literal["actual", "estimate", "forecast", "target"]


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period that the text names. `start` and `end` are ISO 8601 dates, both inclusive."""

    start: str
    end: str
    surface: str
    cumulative: bool = False  # "by the end of 2024": everything up to `end`


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with its unit, in base units: "6.2 billion RMB" is 6200000000 RMB."""

    low: Decimal
    high: Decimal  # equal to low unless the text gives a range
    unit: str  # canonical: "hour", "RMB", "USD", "%", "pp", "x", "inch", or the counted noun, singular: "order"
    dimension: str  # "duration", "money", "share", "points", "factor", "length", "count", "rank", "ordinal", ...
    surface: str  # verbatim, with unit and counted noun: "4,500 confirmed orders"
    span: Span
    bound: Bound = "exact"
    per: str | None = None  # the unit of the denominator: "vehicle" in "$800 per car"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with whose, what, when and who says."""

    document: str  # Document.id
    sentence: int  # position in Document.sentences
    quantity: Quantity
    metric: str  # the noun phrase that is measured, verbatim: "confirmed orders", "gross margin"
    subject: str | None = None  # whose: "Acme", "R9", "auto business"
    subjects: tuple[str, ...] = ()  # subject and what else it can be called or belongs to, nearest first
    kind: str | None = None  # what is counted, from kinds.toml: orders, production, deliveries, price, margin ...
    period: Period | None = None
    within: Quantity | None = None  # "in the subsequent 24 hours": the time the quantity accumulated over
    milestone: Quantity | None = None  # "90 days to reach 10,000 units": what was reached after the duration
    status: Status = "actual"
    speaker: str | None = None
    clause: Span | None = None  # the clause the figure stands in, at most the sentence
    row: str | None = None  # table cells only: the name of the row
    column: str | None = None  # table cells only: the header of the column
    group: str | None = None  # table cells only: the row of its own that heads a group of rows

    def __hash__(self) -> int:
        """Hash the place, which tells nearly all figures apart: each is looked up many times for a question."""
        return hash((self.document, self.quantity.span.start, self.quantity.span.end))
