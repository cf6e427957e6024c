"""Words that cannot both be true of one thing, as stems (vocabulary/opposites.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from assistant.words import stem, vocabulary

Opposites = Mapping[str, frozenset[str]]  # stem -> stems of its opposites


@cache
def outright() -> Opposites:
    """Return those that contradict a question outright: "won" of "lost"."""
    return _both_ways(vocabulary("opposites")["outright"]["pairs"])


@cache
def unlike() -> Opposites:
    """Return those that make a sentence a less likely answer: "imports" of "exports"."""
    return _both_ways(pair for group in vocabulary("opposites")["pairs"].values() for pair in group)


def opposed(asked: AbstractSet[str], said: AbstractSet[str], pairs: Opposites) -> bool:
    """Say whether the opposite of a word asked is said instead of the word."""
    return any(pairs[word] & said - asked for word in asked & pairs.keys() - said)


def _both_ways(pairs: Iterable[str]) -> Opposites:
    table: dict[str, set[str]] = {}
    for pair in pairs:
        left, right = map(stem, pair.split())
        if left != right:
            table.setdefault(left, set()).add(right)
            table.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in table.items()}
