"""The deed whose reason is asked: what an article says of the same one does not tell why it closed its mill."""

from __future__ import annotations

from functools import cache

from assistant.replies.case import Case
from assistant.replies.predicate import verbs_asked
from assistant.signals import met
from assistant.types import Draft
from assistant.words import stem, vocabulary

_TELLING = 0.6  # weight of a word that says what a question is about
_MET = 0.8  # by a synonym, or another form of the word
_NEAR = 0.3  # how nearly a word means the same which the articles have instead


def of_another_deed(case: Case, draft: Draft) -> bool:
    """Say whether what an answer quotes speaks nowhere of what was done, or of anything like it."""
    verbs = verbs_asked(case.question) & _deeds()
    asked = [t for t in case.question.whole.terms if t.stem in verbs and t.weight >= _TELLING]
    if not asked:
        return False
    places = [case.at(quote.document, quote.sentence) for quote in draft.quotes]
    turns = [turn for found in places if (turn := case.turn_of(found)) is not None]
    texts = [case.text(found) for found in (*places, *turns)]
    profiles = [case.corpus.sentence(found.document, found.sentence) for found in places]
    words = {other for term in asked for other, nearly in term.near if nearly >= _NEAR}
    told = any(met(term.stem, text) >= _MET for term in asked for text in texts)
    return not told and not any(word in profile.stems for word in words for profile in profiles)


@cache
def _deeds() -> frozenset[str]:
    return frozenset(stem(verb) for verb in vocabulary("replies")["deed"]["verbs"])
