"""The time in which a figure came about, "within 24 hours", and the one that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.corpus import Corpus
from assistant.types import Focus, Question
from assistant.words import fold
from documents.figures.types import Figure, Quantity
from documents.figures.units import convert

if TYPE_CHECKING:
    from assistant.operands import Candidate


def window_fit(focus: Focus, figure: Figure) -> float:
    """Return 1 where the question names the time in which the figure came about: "in the first 24 hours"."""
    window = figure.within
    return float(window is not None and any(_same_time(window, asked) for asked in focus.quantities))


def windows_of(question: Question) -> tuple[tuple[Decimal, str], ...]:
    """Return the times that a question names for something to come about in, each as a number and its unit."""
    folded = fold(question.standalone)
    opened = [(q.low, q.unit) for q in question.whole.quantities if _OPENS.search(folded[: q.span.start])]
    return (*opened, *((Decimal(1), match.group(1)) for match in _FIRST.finditer(folded)))


def other_window(question: Question, asked: Sequence[tuple[Decimal, str]], figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure came about in another time than those asked: 24 hours, asked of the first hour."""
    if figure.quantity.dimension == "duration" or question.operation is not None:
        return False
    if figure.within is None:  # what there was by the end of a year did not come in an hour
        return bool(asked) and not _opened(question, figure, corpus)
    return bool(asked) and not any(convert(low, unit, figure.within.unit) == figure.within.low for low, unit in asked)


def in_window(question: Question, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates of the very time that the question names; all where there are none."""
    if not question.whole.quantities:
        return found
    fitting = any(window_fit(question.whole, c.figure) for c in found)
    return [c for c in found if not fitting or window_fit(question.whole, c.figure) or not _dated(c.figure)]


def _dated(figure: Figure) -> bool:
    return figure.period is not None or figure.within is not None


def _opened(question: Question, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure's sentence, row or column tells the same first time: "first year", "launch day"."""
    texts = (figure.row, figure.column, figure.metric, corpus.text(figure.document, figure.sentence))
    told = " ".join(fold(text) for text in texts if text)
    held = corpus.by_sentence.get((figure.document, figure.sentence), ())
    lengths = [f.quantity for f in held if f.quantity.dimension == "duration"]
    asked = windows_of(question)
    if any(convert(low, unit, one.unit) == one.low for low, unit in asked for one in lengths):
        return True
    return any(re.search(rf"\b(?:first|opening|launch|debut|one|a|an|single) {unit}\b", told) for _, unit in asked)


_OPENS = re.compile(r"\b(?:first|within|within (?:the|its|their)(?: first)?) ?$")
_FIRST = re.compile(r"\b(?:first|opening) (second|minute|hour|day|week|month|year)\b")


def _same_time(window: Quantity, asked: Quantity) -> bool:
    if asked.dimension != "duration":
        return False
    same = convert(asked.low, asked.unit, window.unit)
    return same is not None and same == window.low
