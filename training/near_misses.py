"""Questions that look answered and are not: a name, a number or a word of an answered one is changed.

Changed in one of the two texts, the sentence no longer answers; changed in both alike, it still does, which keeps a
model from telling the changed by their oddness. After the kinds of unanswerable question that SQuAD 2.0 counts
(Rajpurkar et al. 2018, table 2): entity swap, antonym, number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.words import fold, is_english, vocabulary

_NAME = re.compile(r"(?<![\w.])[A-Z][\w'’&-]*(?: (?:of |the |de |and )?[A-Z][\w'’&-]*)*")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?!\w)")
_NOUN = re.compile(r"\b(?:the|of|a|an|its|their|his|her|in|for|many|which|what) ([a-z]{5,})\b")
_LEAST = 3  # letters of a name


@dataclass(frozen=True, slots=True)
class Swap:
    """One text is replaced by another wherever it stands as a whole."""

    old: str
    new: str

    def applied(self, text: str) -> str:
        """Return the text with the replacement made, each time at word ends."""
        return re.sub(rf"(?<!\w){re.escape(self.old)}(?!\w)", lambda _: self.new, text)


def swaps(question: str, sentence: str, others: Sequence[str], chance: random.Random) -> Iterator[Swap]:
    """Swaps that leave a question unanswered by a sentence that has the word itself, in random order of kind.

    `others` are texts of the same matter, whose names and numbers are taken.
    """
    kinds = [_names, _numbers, _opposites, _nouns]
    chance.shuffle(kinds)
    for kind in kinds:
        found = list(kind(question, sentence, others))
        if found:
            yield chance.choice(found)


def _names(question: str, sentence: str, others: Sequence[str]) -> Iterator[Swap]:
    shared = [name for name in names(question) if _stands(name, sentence)]
    known = {name for text in others for name in names(text)}
    for old in shared:
        for new in sorted(known):
            if not set(fold(new).split()) & set(fold(old).split()) and not _stands(new, question + " " + sentence):
                yield Swap(old, new)


def _numbers(question: str, sentence: str, others: Sequence[str]) -> Iterator[Swap]:
    shared = [number for number in _NUMBER.findall(question) if _stands(number, sentence)]
    for old in shared:
        same = {n for text in others for n in _NUMBER.findall(text) if len(n) == len(old)} - {old}
        if re.fullmatch(r"(?:19|20)\d\d", old):
            same = {n for n in same if n[:2] in ("19", "20")} | {str(int(old) + step) for step in (-2, -1, 1, 3)}
        for new in sorted(same):
            if not _stands(new, question + " " + sentence):
                yield Swap(old, new)


def _opposites(question: str, _: str, others: Sequence[str]) -> Iterator[Swap]:
    for word in re.findall(r"[a-z]+", question):
        for new in sorted(opposites().get(word, ())):
            yield Swap(word, new)


def _nouns(question: str, sentence: str, others: Sequence[str]) -> Iterator[Swap]:
    """A word of the question that the sentence has, by one of the same matter that it has not."""
    shared = [word for word in _NOUN.findall(question) if _stands(word, sentence)]
    own = set(re.findall(r"\w+", (sentence + " " + question).lower()))
    known = {word for text in others for word in _NOUN.findall(text) if is_english(word)} - own
    for old in shared:
        for new in sorted(known):
            if new[-2:] == old[-2:] and new[:4] != old[:4]:  # of like form: "imports", "exports"
                yield Swap(old, new)


def names(text: str) -> list[str]:
    """Runs of capitalized words that are no ordinary word at the start of a sentence."""
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if is_english(first) and (match.start() == 0 or text[match.start() - 2 : match.start()] in (". ", "? ")):
            name = rest
        if len(name) >= _LEAST and name[:1].isupper():
            found.append(name)
    return found


def _stands(part: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


@cache
def opposites() -> dict[str, frozenset[str]]:
    """The product's own pairs of opposite words, as words, both ways."""
    table: dict[str, set[str]] = {}
    groups = vocabulary("opposites")
    for pair in (*groups["outright"]["pairs"], *(pair for group in groups["pairs"].values() for pair in group)):
        left, right = pair.split()
        table.setdefault(left, set()).add(right)
        table.setdefault(right, set()).add(left)
    return {word: frozenset(new) for word, new in table.items()}
