"""Figures that the question paraphrases: "how many staff" of "it employs 140", vouched for by their sentence.

Words alone would turn them away. The sentence vouches where it is the one nearest to the whole question, holds the
names asked of, and no word of the question is about something that the sentence does not speak of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.narrowing import other_measure
from assistant.operands import DECISIVE, RARE, Candidate, best_first
from assistant.ownership import MET, name_match
from assistant.profile import Profile
from assistant.types import Evidence, Focus, Term
from assistant.words import fold, tokens
from documents.figures.kinds import kinds_of
from documents.figures.types import Figure
from documents.figures.verbs import base_of

# Of 224 questions with figures on 19 articles, the right figure was refused for its words alone 27 times, 25 times in
# one of the two sentences nearest to the question; of 62 that the articles do not answer, 4 had such a figure there.
_NEAREST = 2
_BESIDE = 0.08  # how much less the second may score
_LIKE = 0.4  # cosine of question and sentence
_KIN = 0.15  # how nearly a sentence's word must mean what stands as a thing in the question
_SOME = 0.25  # share of the words met: one of the two tells that sentence and question are of one thing


# After one of these a word is a thing, also where it may be a verb: "came back for repair".
_BEFORE_THINGS = re.compile(r"\b(?:an?|the|its|their|his|her|for|of|in|on|at|by|with|from|under|after|before) $")


def vouched(
    focus: Focus,
    asked: str,
    candidates: tuple[Candidate, ...],
    evidence: Sequence[Evidence],
    corpus: Corpus,
    meaning: Callable[[Figure], float],
) -> tuple[Candidate, ...]:
    """Return the candidates, best first, without the lack of words where the figure's sentence vouches for it.

    `asked` is the question that `focus` was read from.
    """
    nearest = [e for e in evidence[:_NEAREST] if not e.missing and e.score >= evidence[0].score - _BESIDE]
    places = {(e.document, e.sentence) for e in nearest}
    stemmed = frozenset(term.stem for term in focus.terms)

    def vouches(candidate: Candidate) -> bool:
        figure = candidate.figure
        if candidate.lacks != ("words",) or (figure.document, figure.sentence) not in places:
            return False
        if figure.row is not None and other_measure(stemmed, figure.metric):
            return False
        profile = corpus.sentence(figure.document, figure.sentence)
        near = meaning(figure) >= _LIKE or profile.coverage(focus.terms) >= _SOME
        named = all(name_match(name, profile, corpus) >= MET for name in focus.names)
        return (
            near
            and named
            and _spoken(focus, asked, figure, profile)
            and not any(_foreign(term, _things(asked), profile, corpus) for term in focus.terms)
        )

    return best_first(c._replace(lacks=(), vouched=True) if vouches(c) else c for c in candidates)


def _spoken(focus: Focus, asked: str, figure: Figure, profile: Profile) -> bool:
    """Say whether the sentence tells of anything that is asked beside a name, which alone makes it near.

    It does by a word, or by the kind of the figure: "how many people work at Acme" of "Acme has 40 workers".
    """
    if not (focus.names and focus.terms) or any(profile.match(term) >= _KIN for term in focus.terms):
        return True
    kinds = {cue[2] for cue in kinds_of(_lower(asked), figure.quantity.dimension)}
    return figure.kind is not None and figure.kind in kinds


@lru_cache(maxsize=64)
def _lower(asked: str) -> tuple[str, ...]:
    return tuple(fold(t.text) for t in tokens(asked))


@lru_cache(maxsize=64)
def _things(asked: str) -> frozenset[str]:
    """Return the stems of the words that stand as things in a question."""
    return frozenset(t.stem for t in tokens(asked) if _BEFORE_THINGS.search(fold(asked[: t.start])))


def _foreign(term: Term, things: frozenset[str], profile: Profile, corpus: Corpus) -> bool:
    """Say whether a word tells a thing that the sentence does not speak of: "women" of buyers.

    A word that the article uses elsewhere would stand here too. Verbs are left aside: whether buyers "carry" or "have"
    a phone changes little.
    """
    if term.stem in things:
        return profile.match(term) < _KIN and term.cost >= DECISIVE
    if profile.match(term) > 0.0 or base_of(fold(term.text)) is not None or term.weight < RARE:
        return False
    return term.cost >= DECISIVE or corpus.lexicon.speaks_of(term.stem)
