"""Where a word stands, and how near: a word of the question is looked up, and not looked for in each text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.profile import Profile
from assistant.types import Term
from assistant.words import SYNONYM, concepts

Values = NDArray[np.float64]  # one for each profile


class Postings:
    """Profiles by their words. The values are those of `Profile.match` and `Profile.coverage`, to the last bit."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._size = len(profiles)
        self._stems = _Table([profile.stems for profile in profiles])
        self._ideas = _Table([profile.ideas for profile in profiles])

    def match(self, term: Term) -> Values:
        """Return how well each profile meets a word of the question, 0 to 1."""
        best = np.zeros(self._size)
        self._stems.lift(best, term.stem, 1.0)
        for idea in concepts().get(term.stem, ()):
            self._ideas.lift(best, idea, SYNONYM)
        for other, nearly in term.near:
            self._stems.lift(best, other, nearly)
        return best

    def coverage(self, terms: Sequence[Term]) -> Values:
        """Return the weighted share of the words that each profile meets, 0 to 1; 0 without words."""
        return covered(terms, self.match) if terms else np.zeros(self._size)


def covered(terms: Sequence[Term], match: Callable[[Term], Values]) -> Values:
    """Return the weighted share of words, of which there are some, that each profile meets, by how it meets each."""
    total = met = np.zeros(1)
    for term in terms:
        matched = match(term)
        total = total + term.weight * (matched + (1.0 - matched) * term.cost)
        met = met + term.weight * matched
    return np.divide(met, total, out=np.zeros(len(met)), where=total != 0.0)


class Words(Protocol):
    """How well profiles meet words of a question, one value for each profile."""

    def match(self, term: Term) -> Values:
        """Return how well each profile meets a word of the question, 0 to 1."""


def joined(parts: Sequence[Words]) -> Words:
    """Return the profiles of several articles as one, those of the first before those of the next."""
    return _Joined(tuple(parts))


@dataclass(frozen=True, slots=True)
class _Joined:
    parts: tuple[Words, ...]

    def match(self, term: Term) -> Values:
        return np.concatenate([np.zeros(0), *(part.match(term) for part in self.parts)])


class _Table:
    """Words with the places of the profiles that hold each, and how near it stands there."""

    def __init__(self, held: Sequence[dict[str, float]]) -> None:
        self._listed: dict[str, tuple[list[int], list[float]]] = {}
        for at, words in enumerate(held):
            for word, nearness in words.items():
                if word not in self._listed:
                    self._listed[word] = ([], [])
                places, values = self._listed[word]
                places.append(at)
                values.append(nearness)
        self._held: dict[str, tuple[NDArray[np.int64], Values]] = {}  # those that were asked for

    def lift(self, best: Values, word: str, factor: float) -> None:
        """Raise the values of the profiles that hold a word to its nearness times a factor."""
        if word not in self._listed:
            return
        if word not in self._held:
            places, nearness = self._listed[word]
            self._held[word] = np.array(places), np.array(nearness)
        at, near = self._held[word]
        best[at] = np.maximum(best[at], factor * near)
