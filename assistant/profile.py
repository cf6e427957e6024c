"""Words and names of a text with how near each stands: what a sentence or figure says, weighed for a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon import Lexicon
from assistant.types import Term
from assistant.words import SYNONYM, concepts, stems


@dataclass(frozen=True, slots=True)
class Profile:
    """Words and names with their nearness, 0 to 1."""

    stems: dict[str, float]
    ideas: dict[str, float]  # concepts of the synonym groups
    names: dict[str, float]

    def match(self, term: Term) -> float:
        """Return how well a word of the question is met, 0 to 1."""
        best = self.stems.get(term.stem, 0.0)
        for idea in concepts().get(term.stem, ()):
            best = max(best, SYNONYM * self.ideas.get(idea, 0.0))
        for other, nearly in term.near:
            best = max(best, nearly * self.stems.get(other, 0.0))
        return best

    def coverage(self, terms: Iterable[Term]) -> float:
        """Return the weighted share of the words that are met, 0 to 1; 0 without words."""
        total = met = 0.0
        for term in terms:
            match = self.match(term)
            total += term.weight * (match + (1.0 - match) * term.cost)
            met += term.weight * match
        return met / total if total else 0.0


class ProfileBuilder:
    """Collects a profile: each word and name keeps its greatest nearness."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.stems: dict[str, float] = {}
        self.ideas: dict[str, float] = {}
        self.names: dict[str, float] = {}

    def add(self, text: str | None, weight: float) -> ProfileBuilder:
        if text:
            words, ideas = _told(text)
            _raise(self.stems, words, weight)
            _raise(self.ideas, ideas, weight)
            self.name(text, weight)
        return self

    def name(self, text: str, weight: float) -> None:
        """Add the names of a text without its words."""
        _raise(self.names, [mention.name for mention in self.lexicon.mentions(text)], weight)

    def merge(self, profile: Profile, factor: float) -> ProfileBuilder:
        for mine, theirs in ((self.stems, profile.stems), (self.ideas, profile.ideas), (self.names, profile.names)):
            for key, weight in theirs.items():
                if mine.get(key, 0.0) < weight * factor:
                    mine[key] = weight * factor
        return self

    def done(self) -> Profile:
        return Profile(self.stems, self.ideas, self.names)


def _raise(held: dict[str, float], keys: Iterable[str], weight: float) -> None:
    for key in keys:
        if held.get(key, 0.0) < weight:
            held[key] = weight


@lru_cache(maxsize=4096)  # a title and a heading stand above many sentences, and a sentence is the one before another
def _told(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the distinct stems of a text and the concepts that they express."""
    words = tuple(dict.fromkeys(stems(text)))
    return words, tuple(dict.fromkeys(idea for word in words for idea in concepts().get(word, ())))
