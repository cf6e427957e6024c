"""Where a word stands, and how near: a word of the question is looked up, and not looked for in each text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.profile import Profile
from assistant.types import Term
from assistant.words import SYNONYM, concepts

Values = NDArray[np.float64]  # one for each profile
_Table = dict[str, tuple[list[int], list[float]]]  # word -> positions of the profiles that hold it, and how near


class Postings:
    """Profiles by their words. The values are those of `Profile.match` and `Profile.coverage`, to the last bit."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._size = len(profiles)
        self._stems = _table([profile.stems for profile in profiles])
        self._ideas = _table([profile.ideas for profile in profiles])

    def match(self, term: Term) -> Values:
        """Return how well each profile meets a word of the question, 0 to 1."""
        best = np.zeros(self._size)
        _raise(best, self._stems, term.stem, 1.0)
        for idea in concepts().get(term.stem, ()):
            _raise(best, self._ideas, idea, SYNONYM)
        for other, nearly in term.near:
            _raise(best, self._stems, other, nearly)
        return best

    def coverage(self, terms: Iterable[Term]) -> Values:
        """Return the weighted share of the words that each profile meets, 0 to 1; 0 without words."""
        total, met = np.zeros(self._size), np.zeros(self._size)
        for term in terms:
            match = self.match(term)
            total += term.weight * (match + (1.0 - match) * term.cost)
            met += term.weight * match
        return np.divide(met, total, out=np.zeros(self._size), where=total != 0.0)


class Words(Protocol):
    """How well profiles meet words of a question, one value for each profile."""

    def coverage(self, terms: Iterable[Term]) -> Values:
        """Return the weighted share of the words that each profile meets, 0 to 1; 0 without words."""


def joined(parts: Sequence[Words]) -> Words:
    """Return the profiles of several articles as one, those of the first before those of the next."""
    return _Joined(tuple(parts))


@dataclass(frozen=True, slots=True)
class _Joined:
    parts: tuple[Words, ...]

    def coverage(self, terms: Iterable[Term]) -> Values:
        asked = tuple(terms)
        return np.concatenate([np.zeros(0), *(part.coverage(asked) for part in self.parts)])


def _table(held: Sequence[dict[str, float]]) -> _Table:
    found: _Table = {}
    for at, words in enumerate(held):
        for word, nearness in words.items():
            if word not in found:
                found[word] = ([], [])
            places, values = found[word]
            places.append(at)
            values.append(nearness)
    return found


def _raise(best: Values, table: _Table, word: str, factor: float) -> None:
    """Raise the values of the profiles that hold a word to its nearness times a factor."""
    if word in table:
        places, nearness = table[word]
        best[places] = np.maximum(best[places], factor * np.array(nearness))
