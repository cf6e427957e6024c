"""The corpus' own names and words: aliases, typos, and whether a name is in the articles at all.

Built from the documents alone; no name is written here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.akin import LONGEST, MOST_UNLISTED, SHORTEST, Akin, Near, alone, by_stem
from assistant.asking import asking_stems, asking_words
from assistant.lettered import other_models
from assistant.spelling import Speller
from assistant.words import (
    Token,
    concepts,
    fold,
    is_english,
    rarity,
    stem,
    stop_words,
    tokens,
    vocabulary,
)
from documents.figures.names import Name
from documents.figures.units import unit_of

# Longer names do not occur; the cap keeps the look-up linear in the question's length.
_REMEMBERED = 50_000  # texts whose names are kept: those of some hundred articles
LONGEST_NAME = 6
_FAR_MORE = 5  # times as often as the next: who abbreviates a name means the one that all speak of
_PARTS = {  # of a year, as readers type them and articles write them out
    "q1": "first quarter",
    "q2": "second quarter",
    "q3": "third quarter",
    "q4": "fourth quarter",
    "h1": "first half",
    "h2": "second half",
}
_INITIALS = re.compile(r"[A-Z]{2,5}")
_INNER_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]")
# A word this rare in English is a reader's way to type a name: "volkswagen" (0.96), not "orange" (0.75).
_NO_WORD = 0.92


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text."""

    name: str  # canonical
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the articles call things, and with which words they are written."""

    names: dict[str, Name] = field(default_factory=dict)  # canonical -> name
    aliases: dict[tuple[str, ...], str] = field(default_factory=dict)  # folded words -> canonical
    words: Counter[str] = field(default_factory=Counter)  # folded word -> count
    stems: Counter[str] = field(default_factory=Counter)
    speller: Speller = field(default_factory=Speller)
    counted: frozenset[str] = frozenset()  # stems of the nouns that the articles' figures count
    day: str | None = None  # ISO day of the articles, where all are of one: a quarter without a year is before it
    akin: Akin = alone  # words of the articles near words, with their cosines
    _read: dict[tuple[str, bool], tuple[Mention, ...]] = field(default_factory=dict, repr=False, compare=False)
    _starts: dict[str, int] = field(default_factory=dict, repr=False, compare=False)  # first words, once known
    _letters: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)  # names by first letters
    _families: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _spoken: list[frozenset[str]] = field(default_factory=list, repr=False, compare=False)  # concepts, once known
    _letters_of_words: list[frozenset[str]] = field(default_factory=list, repr=False, compare=False)  # once known

    def near(self, words: Sequence[str]) -> dict[str, Near]:
        """Return for each word the stems of the articles that mean nearly the same, each with how nearly, 0 to 1.

        Only for a word that the articles do not speak of themselves; what they do speak of stands where it is meant.
        All words are looked up together: one by one each would cost as much as all.
        """
        able = [word for word in words if self._lookable(word)]
        unlisted = [word for word in able if not is_english(word)]
        able = [word for word in able if word not in unlisted[MOST_UNLISTED:]]
        return {word: by_stem(word, near) for word, near in zip(able, self.akin(*able), strict=True)}

    def _lookable(self, word: str) -> bool:
        """Say whether the articles may have words that mean the same: it is in their letters, and not one of theirs."""
        if not self._letters_of_words:
            self._letters_of_words.append(frozenset(letter for known in self.words for letter in known))
        if not word.isalpha() or not SHORTEST <= len(word) <= LONGEST or self.speaks_of(stem(word)):
            return False
        return word.isascii() or self._letters_of_words[0].issuperset(fold(word))

    def mentions(self, text: str, *, asked: bool = False) -> tuple[Mention, ...]:
        """Return the names in a text, longest first where they overlap, in order.

        With `asked` the text is a reader's, who types names in lower case; a common English word
        counts as a name there only where it is capitalised.
        """
        key = (text, asked)
        if key not in self._read:  # the same sentences and labels are looked at for every figure
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[key] = self._mentions(text, asked)
        return self._read[key]

    def _mentions(self, text: str, asked: bool) -> tuple[Mention, ...]:
        words = tokens(text)
        keys = [fold(word.text) for word in words]
        found: list[Mention] = []
        position = 0
        while position < len(words):
            match = self._longest(words, keys, position, text, asked)
            if match is None:
                position += 1
                continue
            name, size = match
            found.append(Mention(name, words[position].start, words[position + size - 1].end))
            position += size
        return tuple(found)

    def _longest(
        self, words: Sequence[Token], keys: Sequence[str], position: int, text: str, asked: bool
    ) -> tuple[str, int] | None:
        for size in range(min(self._longest_from(keys[position]), len(words) - position), 0, -1):
            span = tuple(keys[position : position + size])
            name = self.aliases.get(span)
            if name is None and span[-1].endswith("s"):
                name = self.aliases.get((*span[:-1], span[-1][:-1]))  # "two R4s"
            if name is None:
                continue
            if size == 1 and not self._reads_as_name(words[position], asked):
                continue
            return name, size
        return None

    def _longest_from(self, word: str) -> int:
        """Return of how many words the longest name is that may begin with a word; 0 for most words."""
        if not self._starts:
            for key in self.aliases:
                self._starts[key[0]] = max(len(key), self._starts.get(key[0], 0))
        longest = self._starts.get(word, 0)
        return max(1, longest) if longest or (word.endswith("s") and word[:-1] in self._starts) else 0

    def _reads_as_name(self, word: Token, asked: bool) -> bool:
        if word.text[:1].isupper() or not word.text.isalpha():
            return True
        return asked and rarity(word.text) >= _NO_WORD

    def family(self, name: str) -> tuple[str, ...]:
        """Return the name, then its owners outwards: ("R4 Basic", "R4", "Acme")."""
        if not self._families:  # looked at for every name beside every figure
            self._families.update({known: self._family(known) for known in self.names})
        return self._families.get(name) or (name,)

    def _family(self, name: str) -> tuple[str, ...]:
        chain = [name]
        while (known := self.names.get(chain[-1])) and known.owner and known.owner not in chain:
            chain.append(known.owner)
        return tuple(chain)

    def related(self, left: str, right: str) -> bool:
        """Say whether one name is the other, belongs to it or is a part of it: "Basel" of "Basel-Barcelona"."""
        mine, theirs = _parts(left), _parts(right)
        if mine <= theirs or theirs <= mine:
            return True
        return right in self.family(left) or left in self.family(right)

    def knows(self, word: str) -> bool:
        """Say whether a word stands in the articles, in any form."""
        return fold(word) in self.words or stem(word) in self.stems

    def speaks_of(self, stemmed: str) -> bool:
        """Say whether a stem, or a word of its meaning, stands in the articles."""
        if not self._spoken:
            self._spoken.append(frozenset(concept for other in self.stems for concept in concepts().get(other, ())))
        return stemmed in self.stems or not self._spoken[0].isdisjoint(concepts().get(stemmed, ()))

    def _ordinary(self, word: str) -> bool:
        """Say whether a word is one that questions are put in, or plain English."""
        return fold(word) in asking_words() or stem(word) in asking_stems() or is_english(word)

    def _initials(self, word: str) -> str | None:
        """Return the one name that capital letters abbreviate: "IB" is Ironbridge.

        Of several, it is the one that the articles speak of far more often.
        """
        if not _INITIALS.fullmatch(word):
            return None
        if not self._letters:
            for name, known in self.names.items():
                for letter in dict.fromkeys(fold(form)[:1] for form in (name, *known.aliases)):
                    self._letters.setdefault(letter, []).append(name)
        begun = self._letters.get(fold(word)[:1], ())
        fits = [name for name in begun if any(_abbreviates(word, form) for form in (name, *self.names[name].aliases))]
        fits.sort(key=lambda name: (-self.names[name].count, name))
        if len({name.split()[0] for name in fits}) > 1:
            clear = self.names[fits[0]].count >= _FAR_MORE * self.names[fits[1]].count
            return fits[0] if clear else None
        return min(fits, default=None)

    def expand(self, text: str) -> str:
        """Return the text with unknown abbreviations of names and of quarters written out, and what is typed short."""
        for word in reversed(tokens(text)):
            short = vocabulary("words")["typed_short"].get(fold(word.text))
            if short is not None and fold(word.text) not in self.words:
                text = f"{text[: word.start]}{short}{text[word.end :]}"
                continue
            part = _PARTS.get(fold(word.text))
            if part is not None and not self.knows(word.text) and self.knows(part.split()[-1]):
                text = f"{text[: word.start]}{part}{text[word.end :]}"
                continue
            if not self.knows(word.text) and (name := self._initials(word.text) or self._written_out(word.text)):
                text = text[: word.start] + name + text[word.end :]
        return text

    def _written_out(self, word: str) -> str | None:
        """Return how the articles write a common short form: "CO2" as "carbon dioxide", "EU" as "European".

        So they do with what is of a country, which has a name and an adjective: "Danish" where they have "Denmark".
        """
        if (country := _countries().get(fold(word))) is not None:
            return country if self.knows(country) else None
        if not (word.isupper() or any(c.isdigit() or c == "&" for c in word)) and is_english(word):
            return None
        forms = vocabulary("words")["short_forms"].get(fold(word), ())
        return next((form for form in forms if all(self.knows(part) for part in form.split())), None)

    def strangers(self, text: str) -> tuple[str, ...]:
        """Return what looks like a name in a reader's text and occurs in no article."""
        found: list[str] = []
        group: list[Token] = []
        shouted = text.isupper()
        for word in (*tokens(text), None):
            if word is not None and self._nameable(word, first=_opens(text, word), shouted=shouted):
                group.append(word)
                continue
            strange = [w for w in group if self._strange(w, first=_opens(text, w), shouted=shouted)]
            if strange:
                # "Model Y" is told whole, but of "Acme Z9" only Z9 is unknown where Acme is a name itself.
                start = group[0] if (fold(group[0].text),) not in self.aliases else strange[0]
                found.append(text[start.start : strange[-1].end])
            group = []
        models = tuple(other_models(text, self.aliases))
        return tuple(dict.fromkeys((*(one for one in found if not any(one in model for model in models)), *models)))

    def _nameable(self, word: Token, *, first: bool, shouted: bool) -> bool:
        if word.text[0].isdigit() or fold(word.text) in stop_words():
            return False
        capital = (word.text[0].isupper() and not first and not shouted) or bool(_INNER_CAPITAL.match(word.text))
        return capital or self._strange(word, first=first, shouted=shouted)

    def _strange(self, word: Token, *, first: bool, shouted: bool) -> bool:
        if self.knows(word.text) or word.text[0].isdigit() or unit_of(word.text) is not None:
            return False
        if fold(word.text) in asking_words():
            return False
        if word.text[0].isupper() and not first and not shouted:
            return stem(word.text) not in asking_stems()
        if _INNER_CAPITAL.match(word.text):
            return True  # "iPhone", "eBay": no word of print, whatever lists of words hold
        return len(word.text) > 1 and not self._ordinary(word.text)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Return a country's name, folded, with its adjective, and the other way round."""
    pairs = vocabulary("countries")["adjectives"].items()
    both = [pair for name, adjective in pairs for pair in ((name, adjective), (adjective, name))]
    return {one: other.capitalize() for one, other in both}


@lru_cache(maxsize=16384)
def _parts(name: str) -> frozenset[str]:
    return frozenset(fold(name).replace("-", " ").split())


def _opens(text: str, word: Token) -> bool:
    """Say whether a word opens the text or a sentence of it, where any word has a capital letter."""
    before = text[: word.start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:"


def _abbreviates(word: str, name: str) -> bool:
    """Say whether the letters are a name's initials, or stand in order in its first word from the start."""
    letters = iter(fold(name.split()[0]))
    initials = "".join(part[0] for part in name.split()).upper()
    if initials == word:
        return True
    return fold(name)[0] == fold(word)[0] and len(name) > len(word) + 2 and all(c in letters for c in fold(word))
