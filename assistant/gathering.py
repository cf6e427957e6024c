"""Question -> Case: all that bears on it, sentences and figures, each ranked for the question and for its sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from assistant.confidence import likeliest, likely, standing
from assistant.corpus import Corpus
from assistant.dimensions import in_dimensions
from assistant.expectation import dimensions, measured, takes_part
from assistant.operands import Candidate, limited
from assistant.pool import implied
from assistant.replies.case import Case, Ranks, SideCase
from assistant.reread import MOST, Rereading
from assistant.retrieve import Meaning, evidence
from assistant.types import Evidence, Focus, Question
from assistant.vouching import vouched
from assistant.weighing import rank, weighed
from documents.figures.types import Figure


def gathered(question: Question, corpus: Corpus, near: Meaning, among: int = 1) -> Case:
    """Return what bears on a question, one of so many in a text, by how near each sentence is to it."""
    again = Rereading(question.standalone, corpus, max(1, MOST // among))
    found = evidence(question.whole, corpus, near)
    told = likely(question, corpus, found, near)
    whole = _figures(question, question.whole, corpus, near, found, again)
    wanted, compared = dimensions(question), measured(question)
    may_be = () if takes_part(question) else wanted

    def side(focus: Focus) -> SideCase:
        own = evidence(focus, corpus, near)
        figures = _figures(question, focus, corpus, near, own, again)
        return SideCase(focus, own, in_dimensions(question, corpus, figures, compared))

    def unstated() -> tuple[Candidate, ...]:
        return again.candidates(rank(question, question.whole, corpus, _cosine(near), dimensions=may_be, pool=implied))

    ranks = Ranks(
        figures=lambda: in_dimensions(question, corpus, whole, wanted),
        anything=lambda: whole(compared),
        implied=unstated,
        sides=lambda: tuple(map(side, question.foci)),
        likely=lambda: likeliest(told, again),
    )
    return Case(question, corpus, found, ranks, standing(question, found, near).on_topic, next(iter(told), None))


def ranked(question: Question, corpus: Corpus, near: Meaning, again: Rereading) -> tuple[Evidence, ...]:
    """Return all sentences as they are ranked for a question, best first, the best of them read again."""
    return again.evidence(evidence(question.whole, corpus, near))


def _figures(
    question: Question, focus: Focus, corpus: Corpus, near: Meaning, found: tuple[Evidence, ...], again: Rereading
) -> Callable[[tuple[str, ...]], tuple[Candidate, ...]]:
    """Weigh all figures, once, and return them as they are ranked for an answer in the dimensions given."""
    cosine = _cosine(near)
    candidates = cache(lambda: weighed(question, focus, corpus, cosine))

    def best(wanted: tuple[str, ...]) -> tuple[Candidate, ...]:
        able = limited(candidates(), focus, wanted)
        best_first = vouched(focus, question.standalone, able, found, corpus, cosine)
        return best_first if focus.anchors else again.candidates(best_first)  # "the last two" are told by no sentence

    return lru_cache(maxsize=None)(best)


def _cosine(near: Meaning) -> Callable[[Figure], float]:
    return lambda figure: near.cosine.get((figure.document, figure.sentence), 0.0)
