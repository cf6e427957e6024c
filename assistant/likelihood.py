"""How likely a word stands where it does: by how often it occurs, and by what stands before and after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log10

from assistant.asking import asks, cue_words, openers, usual
from assistant.words import stem
from documents.english import frequency, pair_frequency, words_in_print

# What of the words of a question is English in general, of the articles, and of asking.
_ENGLISH, _ARTICLES, _ASKING = 0.4, 0.4, 0.2
_OTHER_FORM = 0.2  # what another form of a word in the articles tells for it
_NEVER = 1e-12  # the share of a word that none of them has
_PAIRS_IN_PRINT = 12_404_830_571_200  # all pairs of the dictionary together
_RAREST_PAIR = 5_000_000  # a pair that the dictionary lacks is rarer
# Tenfold steps that a neighbour tells for a word: at least, where the two follow each other in an article or in
# questions, at most, and against it.
_IN_ARTICLE, _IN_QUESTIONS, _MOST, _AGAINST = 1.5, 4.0, 4.0, -1.5
_REPEATED = -3.0  # for the word that stands beside it already
_OPENS = 1.0  # for a word that opens questions, where one opens


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: the folded words beside it, if any, and whether it opens the question."""

    before: str | None
    after: str | None
    opens: bool
    named: bool = False  # it has a capital: how English goes on tells nothing


@dataclass(frozen=True)
class Likelihood:
    """The words of the articles and their stems with counts, and which stem follows which, all folded."""

    words: Mapping[str, int] = field(default_factory=dict)
    stems: Mapping[str, int] = field(default_factory=dict)
    pairs: frozenset[tuple[str, str]] = frozenset()

    def score(self, word: str, place: Place) -> float:
        """Return how likely a word stands in a place, in tenfold steps (log10)."""
        told = log10(self._share(word))
        if place.before is not None:
            told += self._affinity(place.before, word, place.named)
        elif place.opens and word in openers():
            told += _OPENS
        if place.after is not None:
            told += self._affinity(word, place.after, place.named)
        return told

    def follows(self, left: str, right: str) -> bool:
        """Say whether an article has one word, in any form, right before the other."""
        return (stem(left), stem(right)) in self.pairs

    @cached_property
    def _total(self) -> int:
        return max(1, sum(self.words.values()))

    @cached_property
    def _share(self) -> Callable[[str], float]:
        return lru_cache(maxsize=16384)(self._how_often)

    def _how_often(self, word: str) -> float:
        """Return how often a word occurs in questions, as a share of all words."""
        english = frequency(word) / words_in_print()
        articles = (self.words.get(word, 0) + _OTHER_FORM * self.stems.get(stem(word), 0)) / self._total
        asking = (word in cue_words()) / len(cue_words()) + asks(word)
        return _ENGLISH * english + _ARTICLES * articles + _ASKING * asking + _NEVER

    @cached_property
    def _affinity(self) -> Callable[[str, str, bool], float]:
        return lru_cache(maxsize=16384)(self._how_affine)  # "how many" is asked again and again

    def _how_affine(self, left: str, right: str, named: bool) -> float:
        """Return by how much two words follow each other oftener than chance has it."""
        if left == right:
            return _REPEATED
        told = 0.0
        expected = frequency(left) / words_in_print() * frequency(right) / words_in_print() * _PAIRS_IN_PRINT
        if expected and not named:
            seen = pair_frequency(left, right)
            told = log10(max(seen, _RAREST_PAIR) / expected) if seen or expected > _RAREST_PAIR else 0.0
        if self.follows(left, right):
            told = max(told, _IN_ARTICLE)
        if (left, right) in usual():
            told = max(told, _IN_QUESTIONS)
        return min(_MOST, max(_AGAINST, told))
