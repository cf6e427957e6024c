"""The figures that may answer: those of the dimension asked for, or of another one where what is asked is stated so."""

from __future__ import annotations

from collections.abc import Callable

from assistant.corpus import Corpus
from assistant.operands import CERTAIN, STATED, Candidate
from assistant.types import Question

_ELSEWISE = ("money", "measure", "duration")  # kinds of answer that an article may state in another dimension

_CALLED, _FAR = 0.5, 0.25  # of a share's own words, and how much more of the question it meets than any count


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
    if question.expects == "count" and question.noun is not None:
        return _as_share(figures, ranked(())) or figures
    if not dimensions or question.expects not in _ELSEWISE or any(candidate.fits for candidate in figures):
        return figures
    if any(c.words >= STATED and all(lack.startswith("name:") for lack in c.lacks) for c in figures):
        return figures  # it is told so, of somebody else
    named = (c for c in ranked(()) if c.fits and min(c.words, c.own) >= CERTAIN)
    return tuple(c for c in named if c.figure not in corpus.changes) or figures


def _as_share(counts: tuple[Candidate, ...], every: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the shares that tell how many, where they are called so and no count is: "70% of owners", of owners."""
    best = next((c for c in counts if c.fits), None)
    shares = tuple(c for c in every if c.fits and c.figure.quantity.dimension == "share" and c.own >= _CALLED)
    if best is None or not shares or best.own > 0.0 or shares[0].score - best.score < _FAR:
        return ()
    return shares
