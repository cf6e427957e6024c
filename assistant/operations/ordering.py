"""Figures put in order: the common ground of rank and extreme."""

from __future__ import annotations

import re
from functools import cache

from assistant.labels import subject
from assistant.operations.base import Operands
from assistant.operations.group import of_list, of_size, peers, reaching
from assistant.operations.working import aligned
from assistant.types import Question
from assistant.words import vocabulary
from documents.figures.types import Figure


def smallest_asked(folded: str) -> bool:
    """Say whether the question is after the least: "lightest", "quickest", or "lighter" of two."""
    return superlative("smallest").search(folded) is not None or comparative("smaller").search(folded) is not None


def of_two(folded: str) -> bool:
    """Say whether the question is which of two is more or less, without a word of the other: "who pays more?"."""
    asked = comparative("greater").search(folded) or comparative("smaller").search(folded)
    return asked is not None and _OTHER.search(folded) is None


_OTHER = re.compile(r"\b(?:than|or|vs|versus|how|by|times)\b|\b(?!(?:19|20)\d\d\b)\d")


@cache
def comparative(side: str) -> re.Pattern[str]:
    """Return the pattern of "which ... more": a question for one of two, by its comparative, "greater" or "smaller"."""
    words = "|".join(sorted(vocabulary("questions")["comparative"][side]))
    return re.compile(rf"^\W*(?:and |so |but )?(?:which|who|whose)\b.{{0,80}}\b(?:{words})\b")


@cache
def superlative(side: str) -> re.Pattern[str]:
    """Return the pattern of the superlatives of one side, "greatest" or "smallest"."""
    return re.compile(r"\b(?:" + "|".join(sorted(vocabulary("questions")["superlative"][side])) + r")\b")


def group(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return the figures to order: times to one number, those of one metric, or the list that the question is about."""
    took = reaching(question, operands)
    if len(took) > 1:
        return took
    figures = of_size(question, operands) or peers(operands)
    apart = len(ascending(figures)) > 1 and len({(subject(figure), figure.period) for figure in figures}) > 1
    return figures if apart else of_list(question, operands)


def ascending(figures: tuple[Figure, ...]) -> list[int]:
    """Return the positions of the figures from smallest to greatest, by their middles; [] where units differ."""
    found = aligned(figures) if figures else None
    if found is None:
        return []
    starts = [figure.quantity.span.start for figure in figures]
    middles = [value.low + value.high for value in found.values]
    return sorted(range(len(figures)), key=lambda i: (middles[i], starts[i], i))
