"""Words that a reader runs together or takes apart: "howmany", "chargingstation", "bench mark", "r and d"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.asking import cue_words, short_words
from assistant.likelihood import Likelihood
from assistant.words import Token, fold, is_english, stop_words, tokens
from documents.english import pair_frequency

_SHORTEST = 2  # letters of either part of what was run together
_WHOLE = 5  # letters of what was run together
_OFTEN = 30_000_000  # a pair of question words is seen at least so often in print
_PART = 3  # letters of either part of what was taken apart
_INITIALS = re.compile(r"(?<![\w&'-])([a-z])(?: (?:and|n|'n') | ?& ?)([a-z])(?![\w&'-])", re.IGNORECASE)


def spaced(text: str, likelihood: Likelihood) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the text with words taken apart and put together as the articles have them, and the mended pairs.

    Only what nobody knows is taken apart, into two words that follow each other in an article or in questions.
    """
    mended: list[tuple[str, str]] = []
    parts: list[str] = []
    last = 0
    for start, end, better in _places(text, tokens(text), likelihood):
        parts += [text[last:start], better]
        mended.append((text[start:end], better))
        last = end
    return "".join([*parts, text[last:]]), tuple(mended)


def _places(text: str, words: Sequence[Token], likelihood: Likelihood) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what is meant) of each place where a space is missing or too many."""
    joined, last = False, 0
    initials = {start: (end, both) for start, end, both in _initials(text, likelihood)}
    for at, word in enumerate(words):
        if word.start < last:
            continue
        if word.start in initials:
            last, both = initials[word.start]
            yield word.start, last, both
            continue
        if joined:
            joined = False
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None and text[word.end : following.start] == " ":
            whole = fold(word.text) + fold(following.text)
            joined = _is_one(fold(word.text), fold(following.text), likelihood)
            if joined:
                yield word.start, following.end, _like(whole, word.text)
                continue
        named = word.text[0].isupper() and at > 0
        apart = None if named else _apart(fold(word.text), likelihood)
        if apart is not None:
            yield word.start, word.end, _like(apart, word.text)


def _initials(text: str, likelihood: Likelihood) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, what is meant) of two letters with "and" between that the articles write as one: "R&D"."""
    for match in _INITIALS.finditer(text):
        both = f"{match[1]}&{match[2]}"
        if both.lower() in likelihood.words and match.group().lower() != both.lower():
            yield match.start(), match.end(), both.upper()


def _is_one(left: str, right: str, likelihood: Likelihood) -> bool:
    """Say whether two words are one in the articles, which never have them apart."""
    short = min(len(left), len(right)) < _PART or left in stop_words() or right in stop_words()
    return not short and left + right in likelihood.words and not likelihood.follows(left, right)


def _apart(key: str, likelihood: Likelihood) -> str | None:
    """Return the two words that letters without a space between are, the longest first word of them."""
    known = key in likelihood.words or key in cue_words() or key in short_words() or is_english(key)
    if known or not key.isalpha() or len(key) < _WHOLE:
        return None
    for at in range(len(key) - _SHORTEST, _SHORTEST - 1, -1):
        left, right = key[:at], key[at:]
        asked = {left, right} <= cue_words() and pair_frequency(left, right) >= _OFTEN
        if asked or ({left, right} <= likelihood.words.keys() and likelihood.follows(left, right)):
            return f"{left} {right}"
    return None


def _like(words: str, typed: str) -> str:
    """Return words with the capitals of what was typed."""
    return words.upper() if typed.isupper() else words[:1].upper() + words[1:] if typed[:1].isupper() else words
