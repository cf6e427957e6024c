"""What an answer of the product says, in the terms of the public sets: a number with its sign, or spans of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.display import surface
from assistant.types import Answer
from documents.figures.types import Figure, Quantity

_MARKER = re.compile(r"\s*\[\d+\]")
_FALLS = re.compile(
    r"\b(?:fall|fell|falls|decrease[sd]?|drop(?:s|ped)?|down|lower|less|fewer|shorter|cheaper|smaller|declined?|below)\b"
)
_RISES = re.compile(
    r"\b(?:rise|rose|rises|increase[sd]?|up|higher|more|longer|dearer|greater|larger|grew|growth|above)\b"
)
_PERCENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was answered: a number in base units (a percentage as a fraction of one), and the words."""

    number: Decimal | None
    spans: tuple[str, ...]
    yes: bool | None = None


def predicted(answer: Answer, figures: tuple[Figure, ...]) -> Prediction:
    """Return the calculation's result with the sign that its words give, else the figures or the words stated."""
    text = _MARKER.split(answer.text)[0].strip() if answer.calculation is None else _MARKER.sub("", answer.text).strip()
    yes = {"yes": True, "no": False}.get(re.split(r"\W", text.lower(), maxsplit=1)[0])
    if answer.status == "not_found":
        return Prediction(None, ())
    calculation = answer.calculation
    if calculation is not None:
        result = calculation.result
        value = Decimal(result.low) * (_PERCENT if result.unit in ("%", "pp") else 1)
        if calculation.operation in ("difference", "percent_change") and _direction(text) < 0:
            value = -value
        return Prediction(value, (result.surface,), yes)
    stated = _stated(answer, figures)
    if stated:
        return Prediction(valued(stated[0].quantity), tuple(_span(figure) for figure in stated), yes)
    return Prediction(None, (_quoted(text, answer),), yes)


def _quoted(text: str, answer: Answer) -> str:
    """Return the quotation that a statement gives, without what it says before it; the statement where it has none."""
    quotes = (" ".join(citation.quote.split()) for citation in answer.citations)
    return next((quote for quote in quotes if quote in " ".join(text.split())), text)


def valued(quantity: Quantity) -> Decimal:
    """Return a quantity's number; a percentage as a fraction of one."""
    return quantity.low * (_PERCENT if quantity.unit in ("%", "pp") else 1)


def _direction(text: str) -> int:
    """Return -1 where the first word of direction says that something falls or is less."""
    down, up = _FALLS.search(text.lower()), _RISES.search(text.lower())
    if down is None or (up is not None and up.start() < down.start()):
        return 1
    return -1


def _span(figure: Figure) -> str:
    """Return a figure as a span: in a sentence as it is written, in a table with its header's scale."""
    return figure.quantity.surface if figure.row is None else surface(figure.quantity)


def _stated(answer: Answer, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the cited figures that the text gives, in its order; none where the text is a quoted sentence."""
    text = " ".join(_MARKER.sub("", answer.text).split())
    if any(" ".join(citation.quote.split()) in text for citation in answer.citations):
        return ()
    found: list[tuple[int, Figure]] = []
    for citation in answer.citations:
        for figure in figures:
            span = figure.quantity.span
            inside = citation.start <= span.start and span.end <= citation.end
            if figure.document == citation.document and inside:
                match = re.search(rf"(?<![\w.,]){re.escape(surface(figure.quantity))}(?![\w])", text)
                if match:
                    found.append((match.start(), figure))
    best: dict[int, Figure] = {}
    for start, figure in found:
        if start not in best or len(figure.quantity.surface) > len(best[start].quantity.surface):
            best[start] = figure
    return tuple(best[start] for start in sorted(best))
