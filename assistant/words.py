"""Words and stems: what two texts must share to be about the same thing.

Nothing here knows articles or questions; see `lexicon` for the words of the corpus.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from assistant import phrasal
from assistant.variants import one_spelling
from documents.english import frequency

_SHORT = 40  # letters of a word
_LINE = 1_000  # characters of a question or a sentence
# "R&D" and "2.5" are one token, "38-50" and "locked-in" are two.
_TOKEN = re.compile(r"[^\W_]+(?:[&][^\W_]+|[.,](?=\d)[^\W_]+)*")
_POSSESSIVE = re.compile(r"(?<=\w)'(?:s|S)?\b|(?<=s)'(?!\w)")
SYNONYM = 0.8  # what a word of the same meaning counts, of the word itself
_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-"}
)


class Token(NamedTuple):
    """A word as written, its place in the text and its stem."""

    text: str
    start: int
    end: int
    stem: str


def vocabulary(name: str) -> dict[str, Any]:
    """Return the table `vocabulary/<name>.toml`."""
    return _vocabulary(name)


@cache
def _vocabulary(name: str) -> dict[str, Any]:
    path = Path(__file__).with_name("vocabulary") / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that is found where one of several is: searched for once, in less time than each alone."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def fold(text: str) -> str:
    """Return the text in lower case without accents and with plain quotes, of the same length."""
    if len(text) <= _SHORT:
        return _folded_word(text)
    return _folded_line(text) if len(text) <= _LINE else _folded(text)


def _folded(text: str) -> str:
    text = text.translate(_FOLDED)
    return text.lower() if text.isascii() else "".join(_plain(c) for c in text)


_folded_word = lru_cache(maxsize=65536)(_folded)  # the same ones again and again
_folded_line = lru_cache(maxsize=2048)(_folded)  # a question, a sentence: for each figure; whole articles are not kept
_STROKED = dict(zip("łŁøØđĐħĦıſ", "llooddhhis", strict=True))  # no accent that could be taken off


def _plain(char: str) -> str:
    if char < "\x80":
        return char.lower()
    if char in _STROKED:
        return _STROKED[char]
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


@cache
def _stemmer() -> Any:
    import Stemmer  # imported late: 30 ms that `--help` need not pay

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a word: irregular forms by table, the rest by Porter's English stemmer (Snowball)."""
    word = fold(word)
    return str(_stemmer().stemWord(one_spelling(irregular().get(word, word))))


@cache
def irregular() -> dict[str, str]:
    """Return irregular form -> base form: "lost" -> "lose"."""
    return {form: base for base, forms in vocabulary("words")["irregular"].items() for form in forms}


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order; possessive endings are left out."""
    return split(text)


def split(text: str) -> tuple[Token, ...]:
    """Return what `tokens` does of a text that is read once: a whole article, which is not kept."""
    plain = _POSSESSIVE.sub(lambda m: " " * len(m.group()), text.translate(_FOLDED))
    found = [Token(text[m.start() : m.end()], m.start(), m.end(), stem(m.group())) for m in _TOKEN.finditer(plain)]
    for at, word in phrasal.meanings([token.text for token in found], _phrasal()):
        found[at] = found[at]._replace(stem=stem(word))
    return tuple(found)


@lru_cache(maxsize=16384)  # the labels, metrics and subjects of the figures are asked for at every question
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, in order."""
    return tuple(token.stem for token in tokens(text))


@cache
def _phrasal() -> phrasal.Verbs:
    return phrasal.verbs(vocabulary("phrasal")["verbs"])


@cache
def phrasal_stems() -> dict[str, str]:
    """Return the words that verbs of several words mean, by their stems: "release" is what "go on sale" means."""
    return {stem(row["means"]): row["means"] for row in vocabulary("phrasal")["verbs"]}


def is_stop(token: Token) -> bool:
    """Say whether a word carries no topic where it stands: "give", but not of "give up"."""
    return fold(token.text) in stop_words() and token.stem not in phrasal_stems()


@cache
def stop_words() -> frozenset[str]:
    """Return words that carry no topic, folded, as written (not stemmed)."""
    return frozenset(word for words in vocabulary("words")["stop"].values() for word in words)


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[Token, ...]:
    """Return the words of a text that carry its topic."""
    return tuple(token for token in tokens(text) if not is_stop(token))


@cache
def concepts() -> dict[str, frozenset[str]]:
    """Return stem -> the concepts it expresses, from the synonym groups."""
    table: dict[str, set[str]] = {}
    for concept, words in vocabulary("synonyms")["groups"].items():
        for word in words:
            table.setdefault(stem(word), set()).add(concept)
    return {key: frozenset(value) for key, value in table.items()}


def same_idea(left: str, right: str) -> bool:
    """Say whether two stems share a concept: "spend" and "expens"."""
    mine = concepts().get(left)
    return mine is not None and not mine.isdisjoint(concepts().get(right, ()))


@dataclass(frozen=True, slots=True)
class WordSet:
    """The stems of a text with the concepts that they express: whether a word is met by it is one look-up, not many."""

    stems: frozenset[str]
    ideas: frozenset[str]

    @classmethod
    def of(cls, stemmed: Iterable[str]) -> WordSet:
        own = frozenset(stemmed)
        return cls(own, frozenset(idea for one in own for idea in concepts().get(one, ())))

    def meets(self, stemmed: str) -> bool:
        """Say whether a stem, or one of the same idea, is among them."""
        if stemmed in self.stems:
            return True
        ideas = concepts().get(stemmed)
        return ideas is not None and not self.ideas.isdisjoint(ideas)


def is_english(word: str) -> bool:
    """Say whether a word stands in the English dictionary."""
    return frequency(fold(word)) > 0


# "remember" (82 million) says little of a topic, "capitalisation" (0.3 million) much: the weight runs from
# 0.3 at 100 million and above to 1 at 2 million and below.
_COMMON, _RARE = 100_000_000, 2_000_000


def rarity(word: str) -> float:
    """Return how much a word that the corpus lacks still says of a topic, 0.3 to 1."""
    count = frequency(fold(word))
    if count <= _RARE:
        return 1.0
    if count >= _COMMON:
        return 0.3
    return round(1.0 - 0.7 * (count - _RARE) / (_COMMON - _RARE), 3)
