"""The figures that may answer: those of the dimension asked for, or of another one where what is asked is stated so."""

from __future__ import annotations

from collections.abc import Callable

from assistant.corpus import Corpus
from assistant.operands import CERTAIN, Candidate
from assistant.types import Question

_ELSEWISE = ("money", "measure", "duration")  # kinds of answer that an article may state in another dimension


def in_dimensions(
    question: Question,
    corpus: Corpus,
    ranked: Callable[[tuple[str, ...]], tuple[Candidate, ...]],
    dimensions: tuple[str, ...],
) -> tuple[Candidate, ...]:
    """Return the figures as they are ranked for the dimensions; where none fits, those that are called just that.

    What is spent on marketing may be stated in % of sales. A change is no level: a rise by 24% is no revenue.
    """
    figures = ranked(dimensions)
    if not dimensions or question.expects not in _ELSEWISE or any(candidate.fits for candidate in figures):
        return figures
    named = (c for c in ranked(()) if c.fits and min(c.words, c.own) >= CERTAIN)
    return tuple(c for c in named if c.figure not in corpus.changes) or figures
