"""Signs that a sentence answers a question, read off the two texts: each says one thing, most between 0 and 1.

A sentence may be near in meaning and still not answer: of another one, of another year, the other way round. What the
signs are worth together is told by the weights in vocabulary/confidence.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import pairwise

from assistant.holds import holds
from assistant.opposites import opposed, outright, unlike
from assistant.types import Question
from assistant.words import (
    SYNONYM,
    Token,
    WordSet,
    content,
    fold,
    is_english,
    rarity,
    stem,
    stems,
    tokens,
    vocabulary,
)
from documents.figures.units import unit_of

# How well a word is met that stands not in the sentence but ...
_BEFORE = 0.7  # in the one before it
_ABOVE = 0.8  # in a heading or the title, for a name
_ABOVE_WORD = 0.5  # there, for another word
_AKIN = 0.8  # or is there in another form that the stemmer does not join: "invade", "invasion"
_ROOT = 5  # letters that such forms share at least
_ENDING = 3  # letters in which they may differ
_NOUN_ASKED = 0.4  # "which river": the word for what is asked need not stand beside the answer
_SLIGHT = 0.3  # the weight of a word that tells only what kind of answer is wanted
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_DENIAL = re.compile(
    r"\b(?:not|never|no|none|neither|nor|without|cannot|unable|refus\w+|lack\w*|fail(?:s|ed)? to)\b|n't\b"
)
_ASKED_NOUN = re.compile(
    r"^\W*(?:(?:in|on|at|to|from|for|of|by|with|during|about|into|under) )?(?:what|which) "
    r"((?:[\w'-]+ ){0,2}?[\w'-]+) (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|of|in|that)\b"
)
_JOINING = ("of", "the", "and", "for", "in", "'s", "-")  # between words that stand side by side all the same
_PREFIXES = ("un", "in", "im", "dis", "non", "ir")  # "complete", "incomplete"


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence where it stands."""

    text: str
    before: str  # the sentence before it
    above: str  # title and headings
    likeness: float  # cosine with the question, 0 to 1


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against a sentence as the answer."""

    likeness: float  # cosine with the question
    unsaid: float  # share of the question's words, names and numbers aside, that the sentence lacks
    unnamed: float  # share of its names
    unnumbered: float  # share of its numbers
    opposed: float  # 1 where the sentence has the opposite of a word of the question instead
    denied: float  # 1 where the question denies and the sentence does not
    joined: float  # share of the words side by side in the question that stand so in the sentence
    of_kind: float  # 1 where it holds what kind of thing is asked for beside what the question says, 0 where not
    read: float | None = None  # log-odds that it answers, by the cross-encoder; None where none has read it

    def values(self) -> dict[str, float]:
        """Return the signs by name, without that of a cross-encoder where none has read the sentence."""
        told = ((name, getattr(self, name)) for name in _SIGNS)
        return {name: float(value) for name, value in told if value is not None}


_SIGNS = tuple(field.name for field in fields(Signals))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question that a sentence meets or lacks."""

    stem: str
    weight: float
    near: tuple[tuple[str, float], ...]  # stems of the articles that mean nearly the same


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question, read once for all sentences."""

    text: str
    expects: str
    said: tuple[_Word, ...]  # without those that carry no topic
    named: tuple[_Word, ...]  # in its names
    numbers: tuple[str, ...]
    stems: frozenset[str]  # of all its words
    undone: tuple[tuple[str, frozenset[str]], ...]  # those that carry its topic, each with those with and without "un"
    pairs: tuple[tuple[str, str], ...]  # stems of words side by side
    denies: bool


def asked(question: Question) -> Asked:
    """Read a question once for all sentences."""
    text = question.standalone
    words = tuple(token for token in content(text) if not _asks_size(text, token))
    called = {s for name in question.whole.names for s in stems(name)}
    match = _ASKED_NOUN.match(fold(text))
    noun = stems(match.group(1))[-1:] if match else ()  # "river" in "which river"
    near = {term.stem: term.near for term in question.whole.terms}
    said: list[_Word] = []
    named: list[_Word] = []
    for token in words:
        if not token.text[0].isdigit():
            weight = _weight(token) * (_NOUN_ASKED if token.stem in noun else 1.0)
            of_name = _is_name(token) or token.stem in called
            (named if of_name else said).append(_Word(token.stem, weight, near.get(token.stem, ())))
    return Asked(
        text,
        question.expects,
        tuple(said),
        tuple(named),
        numbers=tuple(_bare(token.text) for token in words if token.text[0].isdigit()),
        stems=frozenset(token.stem for token in tokens(text)),
        undone=tuple((token.stem, _undone(token)) for token in words),
        pairs=_pairs(text, words),
        denies=_DENIAL.search(fold(text)) is not None,
    )


def _undone(token: Token) -> frozenset[str]:
    """Return the stems of a word without each prefix that denies it, and with each: "complete" of "incomplete"."""
    word = fold(token.text)
    bare = [stem(word[len(p) :]) for p in _PREFIXES if word.startswith(p) and len(word) > len(p) + 3]
    return frozenset((*bare, *(p + token.stem for p in _PREFIXES)))


def _pairs(text: str, words: tuple[Token, ...]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for left, right in pairwise(words):
        between = fold(text[left.end : right.start]).split()
        if not between or (len(between) == 1 and between[0] in _JOINING):
            pairs.append((left.stem, right.stem))
    return tuple(pairs)


def _asks_size(text: str, token: Token) -> bool:
    """Say whether a word only tells in what the answer is measured ("how far", "how many miles"): any figure does."""
    before = fold(text[: token.start]).split()[-2:]
    if before[-1:] == ["how"]:
        return fold(token.text) in vocabulary("expects_size")["dimensions"]
    return before == ["how", "many"] and unit_of(token.text) is not None


def signals(asked: Asked, place: Place, read: float | None = None) -> Signals:
    """Return what speaks for and against a sentence as the answer to a question; `read` by the cross-encoder."""
    stated = set(_NUMBER.findall(f"{place.before} {place.text} {place.above}")) if asked.numbers else set[str]()
    return Signals(
        likeness=place.likeness,
        unsaid=_unmet(asked.said, place, _ABOVE_WORD),
        unnamed=_unmet(asked.named, place, _ABOVE),
        unnumbered=sum(n not in stated for n in asked.numbers) / len(asked.numbers) if asked.numbers else 0.0,
        opposed=float(_opposed(asked, place.text)),
        denied=float(asked.denies and not _DENIAL.search(fold(place.text))),
        joined=_joined(asked, place.text),
        of_kind=holds(asked.expects, asked.text, place.text),
        read=read,
    )


def _unmet(words: tuple[_Word, ...], place: Place, above: float) -> float:
    total = lacking = 0.0
    for word in words:
        here = met(word.stem, place.text)
        if here < 1.0:
            own = _stems(place.text)
            near = max((n for other, n in word.near if other in own), default=0.0)
            before, higher = met(word.stem, place.before), met(word.stem, place.above)
            here = max(here, _BEFORE * before, above * higher, near)
        total += word.weight
        lacking += word.weight * (1.0 - here)
    return round(lacking / total, 6) if total else 0.0


def _weight(token: Token) -> float:
    if _is_name(token):
        return 1.0
    return _SLIGHT if token.stem in _generic() else rarity(token.text)


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and (token.start > 0 or not is_english(token.text))


def _bare(number: str) -> str:
    """Return a number without its ending: "10th", "1980s"."""
    return re.sub(r"(?:st|nd|rd|th|s)$", "", number)


@lru_cache(maxsize=65536)
def met(stemmed: str, text: str) -> float:
    """Return how well a word is met by a text: 1 where it stands there, less where one like it does."""
    words = _words(text)
    own = words.stems
    if stemmed in own:
        return 1.0
    if words.meets(stemmed):
        return SYNONYM
    return _AKIN if stemmed[: max(_ROOT, len(stemmed) - _ENDING)] in _roots(text) else 0.0


@lru_cache(maxsize=4096)
def _roots(text: str) -> frozenset[str]:
    """Return the letters that each word of a text begins with, as many as forms of it share at least."""
    return frozenset(own[:size] for own in _stems(text) for size in range(_ROOT, len(own) + 1))


@lru_cache(maxsize=4096)
def _words(text: str) -> WordSet:
    return WordSet.of(stems(text))


def _stems(text: str) -> frozenset[str]:
    return _words(text).stems


def _opposed(asked: Asked, text: str) -> bool:
    """Say whether the sentence has the opposite of a word of the question, and not the word."""
    own = _stems(text)
    if opposed(asked.stems, own, unlike()) or opposed(asked.stems, own, outright()):
        return True
    return any(stemmed not in own and not own.isdisjoint(undone) for stemmed, undone in asked.undone)


def _joined(asked: Asked, text: str) -> float:
    """Return the share of pairs of words side by side that the sentence keeps together; half where there is none."""
    if not asked.pairs:
        return 0.5
    places: dict[str, list[int]] = {}
    for at, token in enumerate(content(text)):
        places.setdefault(token.stem, []).append(at)
    beside = (
        any(0 < abs(i - j) <= 2 for i in places.get(left, ()) for j in places.get(right, ()))
        for left, right in asked.pairs
    )
    return sum(beside) / len(asked.pairs)


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("confidence")["kind_words"]["words"])
