"""The words that questions are put in: those of the vocabulary, of units, the calendar and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.words import is_english, stem, stop_words, vocabulary
from documents.figures.vocabulary import load

# Tables of which every word may stand in a question.
_TABLES = ("questions", "operations", "synonyms", "words", "kinds_asked", "comparatives")
_SHORT = ("initials", "short_forms", "typed_short")  # of the table "words"
_NUMBERS = ("ones", "tens", "scales", "months")
_WORD = re.compile(r"[a-z]{3,}")
_MARKUP = re.compile(r"\\[a-zA-Z]|\(\?[:<!=]+|\[[^\]]*\]|\{[^}]*\}")


@cache
def asking_words() -> frozenset[str]:
    """Return the words that say what is asked and how, with all their forms that the vocabulary lists."""
    groups = [*vocabulary("synonyms")["groups"].values(), vocabulary("words")["generic"]["words"]]
    groups += [*vocabulary("questions")["direction"].values(), *vocabulary("questions")["superlative"].values()]
    return stop_words() | {word for words in groups for word in words}


@cache
def asking_stems() -> frozenset[str]:
    """Return the stems of the words that questions are put in."""
    return frozenset(stem(word) for word in asking_words())


@cache
def cue_words() -> frozenset[str]:
    """Return every word that the reading of a question knows, those in its patterns, units and numbers included."""
    found = set(asking_words())
    for name in _TABLES:
        for text in _texts({table: rows for table, rows in vocabulary(name).items() if table not in _SHORT}):
            plain = _MARKUP.sub(" ", text)
            found |= {word for word in _WORD.findall(plain) if plain == word or is_english(word)}
    for text in _texts(load("units")["duration"]):
        found |= {word for word in _WORD.findall(text) if text == word}
    for table in _NUMBERS:
        found |= {word for word in load("words")[table] if word.isalpha()}
    return frozenset(found)


@cache
def short_words() -> frozenset[str]:
    """Return what readers type short, which looks like a slip and is none: "avg", "ebitda"."""
    initials, *tables = (vocabulary("words")[name] for name in _SHORT)
    return frozenset((*initials["words"], *(word for table in tables for word in table)))


@cache
def openers() -> frozenset[str]:
    """Return the words that open a question."""
    return frozenset(vocabulary("questions")["openers"]["words"])


@cache
def usual() -> frozenset[tuple[str, str]]:
    """Return pairs of words that are frequent in questions: "how many"."""
    return frozenset((left, right) for left, listed in vocabulary("questions")["follow"].items() for right in listed)


def asks(word: str) -> float:
    """Return the share of the words of questions that a word which asks is: "who"; 0 for others."""
    return float(vocabulary("questions")["asks"].get(word, 0)) / 100


def _texts(table: Any) -> Iterator[str]:
    """Yield every text of a table, keys left out."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for value in table.values():
            yield from _texts(value)
    elif isinstance(table, list):
        for value in table:
            yield from _texts(value)
