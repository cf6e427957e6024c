"""Things that an article tells apart by the word before them: an "electric bicycle" is not any bicycle."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from assistant.corpus import Corpus
from assistant.types import Question, Term
from assistant.words import fold, same_idea, stop_words, tokens
from documents.figures.units import unit_of

# The weight of a word that tells a thing rather than how it is spoken of.
_TELLING = 0.7
_PREPOSITIONS = frozenset(("of", "from", "per", "to", "for", "in", "by", "at", "on", "with", "between", "until"))


def told_apart(
    question: Question, narrowings: tuple[tuple[Term, Term], ...], corpus: Corpus
) -> tuple[tuple[Term, Term], ...]:
    """Return the words by which a question narrows a thing, each with the thing, that its articles narrow it by, too.

    "How much does an electric bike cost?" asks for no other bicycle's cost where the article speaks of electric
    ones elsewhere; where it nowhere does, the figure of the bicycle is the nearest thing there is.
    """
    if question.operation is not None:
        return ()  # of two things that are set against each other, each has its own words
    heads = [corpus.once(_heads, document) for document in corpus.documents] if narrowings else []
    return tuple(
        (before, head)
        for before, head in narrowings
        if before.weight >= _TELLING
        and (told := frozenset().union(*(own.get(before.stem, ()) for own in heads)))
        and (head.stem in told or any(same_idea(head.stem, other) for other in told))
    )


def other_measure(asked: frozenset[str], measure: str) -> bool:
    """Say whether a table measures something else of what is asked about: "Days from ore to steel", asked of steel.

    `asked` are the question's stems. Of a measure's name they must hold a word before its first preposition.
    """
    head, beside = _head(measure)
    return bool(beside & asked) and not head & asked


@lru_cache(maxsize=4096)
def _head(measure: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what is measured, and those of what it is measured of, for, from or to."""
    read = [token for token in tokens(measure) if token.text[0].isalpha()]
    at = next((i for i, token in enumerate(read) if fold(token.text) in _PREPOSITIONS), len(read))
    timed = at == 1 and len(read) > 2 and fold(read[1].text) == "of" and _is_time(fold(read[0].text))
    at = len(read) if timed else at  # "Days of stock" measures stock
    return frozenset(t.stem for t in read[:at]), frozenset(t.stem for t in read[at:])


def _is_time(word: str) -> bool:
    unit = unit_of(word)
    return unit is not None and unit[1] == "duration"


def _heads(document: str, corpus: Corpus) -> dict[str, frozenset[str]]:
    """Return each word of an article with those that follow it at once, as stems."""
    found: dict[str, set[str]] = {}
    for left, right in pairwise(tokens(corpus.documents[document].text)):
        if right.start - left.end == 1 and fold(left.text) not in stop_words():
            found.setdefault(left.stem, set()).add(right.stem)
    return {word: frozenset(heads) for word, heads in found.items()}
