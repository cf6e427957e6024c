"""Questions that ask the same thing in other words are put together.

Which are the same is told by the sentence model, by where in the articles they lead and by what they name. Where there
is no model, by the words that they share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.words import content

# Measured on 240 questions about one article: pairs from 0.75 up mostly ask one thing, pairs below mostly share only
# what the article is about. Two questions that lead to one sentence do so from a little lower on.
SAME = 0.75  # mean cosine of two groups from which they ask the same
SAME_PLACE = 0.08  # added where the sentence that is nearest to two questions is one
SHARED_WORDS = 0.5  # of all content words of two questions, where no model says what they mean
MOST_COMPARED = 1_000  # wordings: a matrix of 4 MB and a second's work; further ones stand alone
_NEVER = -1e6  # keeps two groups apart whatever their other members are like
_NUMBER = re.compile(r"(?<![^\W\d_])(?<![\d.,])\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means, as far as it can be told."""

    vector: NDArray[np.float32] | None = None  # of length 1; None where there is no model
    place: tuple[str, int] | None = None  # the sentence of the articles that is nearest to it
    names: frozenset[str] = frozenset()


def together(texts: Sequence[str], meant: Callable[[str], Meant]) -> tuple[tuple[int, ...], ...]:
    """Return groups of positions, each in the order of the texts, groups by their first text.

    Groups are joined two by two, those that are most alike on average first, ties by position.
    """
    compared = texts[:MOST_COMPARED]
    alike, least = _likeness(compared, [meant(text) for text in compared])
    groups = [[position] for position in range(len(compared))]
    while len(groups) > 1:
        np.fill_diagonal(alike, _NEVER)
        first, second = divmod(int(np.argmax(alike)), len(groups))
        if alike[first, second] < least:
            break
        keep, drop = min(first, second), max(first, second)
        sizes = len(groups[keep]), len(groups[drop])
        row = np.average(alike[[keep, drop]], axis=0, weights=sizes)
        alike[keep, :] = alike[:, keep] = row
        alike = np.delete(np.delete(alike, drop, axis=0), drop, axis=1)
        groups[keep] = sorted(groups[keep] + groups.pop(drop))
    alone = ((position,) for position in range(len(compared), len(texts)))
    return (*map(tuple, groups), *alone)


def _likeness(texts: Sequence[str], meanings: Sequence[Meant]) -> tuple[NDArray[np.float64], float]:
    """Return how alike each two texts are, shape (n, n), and from what value on two ask the same."""
    vectors = [one.vector for one in meanings if one.vector is not None]
    if texts and len(vectors) == len(texts):
        stacked = np.array(vectors, dtype=np.float64)
        # Rounded, so that the order of joining is the same on every machine.
        alike, least = np.round(stacked @ stacked.T, 6), SAME
    else:
        alike, least = _shared_words(texts), SHARED_WORDS
    numbers = [frozenset(_NUMBER.findall(text)) for text in texts]
    for i in range(len(texts)):
        for j in range(i):
            if _differ(numbers[i], numbers[j]) or _differ(meanings[i].names, meanings[j].names):
                alike[i, j] = alike[j, i] = _NEVER
            elif meanings[i].place is not None and meanings[i].place == meanings[j].place:
                alike[i, j] = alike[j, i] = alike[i, j] + SAME_PLACE
    return alike, least


def _differ(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two questions name something and nothing in common: another year, another company."""
    return bool(left and right) and left.isdisjoint(right)


def _shared_words(texts: Sequence[str]) -> NDArray[np.float64]:
    words = [frozenset(token.stem for token in content(text)) for text in texts]
    alike = np.zeros((len(texts), len(texts)))
    for i, mine in enumerate(words):
        for j, theirs in enumerate(words[:i]):
            if either := len(mine | theirs):
                alike[i, j] = alike[j, i] = len(mine & theirs) / either
    return alike
