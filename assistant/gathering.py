"""Question -> Case: all that bears on it, sentences and figures, each ranked for the question and for its sides."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from assistant.confidence import likeliest, standing
from assistant.corpus import Corpus
from assistant.dimensions import in_dimensions
from assistant.expectation import dimensions, measured, takes_part
from assistant.operands import Candidate, limited, rank, weighed
from assistant.pool import implied
from assistant.replies.case import Case, SideCase
from assistant.reread import Rereading
from assistant.retrieve import Meaning, evidence
from assistant.types import Evidence, Focus, Question
from assistant.vouching import vouched
from documents.figures.types import Figure


def gathered(question: Question, corpus: Corpus, near: Meaning) -> Case:
    """Return what bears on a question, by how near each sentence is to it."""
    again = Rereading(question.standalone, corpus)
    plain = evidence(question.whole, corpus, near)
    found = again.evidence(plain)
    # Whether the matter is spoken of, and which sentence vouches for a figure, is told by scores as they were fitted.
    whole = _figures(question, question.whole, corpus, near, plain, again)
    wanted, compared = dimensions(question), measured(question)
    sides = tuple(
        SideCase(side, own, in_dimensions(question, corpus, figures, compared))
        for side in question.foci
        for own in (evidence(side, corpus, near),)
        for figures in (_figures(question, side, corpus, near, own, again),)
    )
    may_be = () if takes_part(question) else wanted
    unstated = rank(question, question.whole, corpus, _cosine(near), dimensions=may_be, pool=implied)
    return Case(
        question,
        corpus,
        found,
        in_dimensions(question, corpus, whole, wanted),
        whole(compared),
        again.candidates(unstated),
        sides,
        standing(question, plain, near).on_topic,
        likeliest(question, corpus, found, near, again),
    )


def ranked(question: Question, corpus: Corpus, near: Meaning, again: Rereading) -> tuple[Evidence, ...]:
    """Return all sentences as they are ranked for a question, best first, the best of them read again."""
    return again.evidence(evidence(question.whole, corpus, near))


def _figures(
    question: Question, focus: Focus, corpus: Corpus, near: Meaning, found: tuple[Evidence, ...], again: Rereading
) -> Callable[[tuple[str, ...]], tuple[Candidate, ...]]:
    """Weigh all figures, once, and return them as they are ranked for an answer in the dimensions given."""
    cosine = _cosine(near)
    candidates = weighed(question, focus, corpus, cosine)

    def best(wanted: tuple[str, ...]) -> tuple[Candidate, ...]:
        able = limited(candidates, focus, wanted)
        best_first = vouched(focus, question.standalone, able, found, corpus, cosine)
        return best_first if focus.anchors else again.candidates(best_first)  # "the last two" are told by no sentence

    return lru_cache(maxsize=None)(best)


def _cosine(near: Meaning) -> Callable[[Figure], float]:
    return lambda figure: near.cosine.get((figure.document, figure.sentence), 0.0)
