"""Things that an article tells apart by the word before them: an "electric bicycle" is not any bicycle."""

from __future__ import annotations

from itertools import pairwise

from assistant.corpus import Corpus
from assistant.profile import Profile
from assistant.types import Focus, Question
from assistant.words import fold, same_idea, stop_words, tokens

# The weight of a word that tells a thing rather than how it is spoken of.
_TELLING = 0.7


def narrowed(question: Question, focus: Focus, profile: Profile, corpus: Corpus) -> bool:
    """Say whether a question narrows a thing as its article does, and a figure's place lacks a word of it.

    "How much does an electric bike cost?" asks for no other bicycle's cost where the article speaks of electric
    ones elsewhere; where it nowhere does, the figure of the bicycle is the nearest thing there is.
    """
    if question.operation is not None:
        return False  # of two things that are set against each other, each has its own words
    for before, head in pairwise(focus.terms):
        if before.weight < _TELLING or f"{before.text} {head.text}" not in question.standalone:
            continue
        heads = _heads(corpus).get(before.stem, frozenset())
        told = head.stem in heads or any(same_idea(head.stem, other) for other in heads)
        if told and min(profile.match(before), profile.match(head)) == 0.0:
            return True
    return False


def _heads(corpus: Corpus) -> dict[str, frozenset[str]]:
    """Return each word of the articles with those that follow it at once, as stems; read once for a corpus."""
    if ("heads",) not in corpus.memo:
        found: dict[str, set[str]] = {}
        for document in corpus.documents.values():
            for left, right in pairwise(tokens(document.text)):
                if right.start - left.end == 1 and fold(left.text) not in stop_words():
                    found.setdefault(left.stem, set()).add(right.stem)
        corpus.memo["heads",] = {word: frozenset(heads) for word, heads in found.items()}
    heads: dict[str, frozenset[str]] = corpus.memo["heads",]
    return heads
