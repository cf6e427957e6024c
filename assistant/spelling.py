"""What a reader meant by a misspelt word: the likeliest word that it can be a slip of, if it is one.

A noisy channel: how often a word occurs (in the articles, in questions, in English), how well it goes with its
neighbours, and how likely it is mistyped so, all in tenfold steps (log10). What is likelier a word that nobody here
knows, a name from outside of the articles for example, stays: mending one falsely is worse than not knowing it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from math import inf

from assistant.asking import cue_words, short_words
from assistant.likelihood import Likelihood, Place
from assistant.mistyping import LEAST, one_slip, unlikeliness
from assistant.spacing import spaced
from assistant.variants import one_spelling
from assistant.words import Token, fold, is_english, stem, tokens
from documents.english import frequencies
from documents.figures.units import unit_of

# A word that nobody knows, its letters as they come: one of a thousand, and fewer that have a capital letter and are
# like a name of the articles all the same.
_UNKNOWN, _UNKNOWN_NAME, _PER_LETTER = -3.0, -4.0, -0.8
_TWICE = -1.0  # two slips in one word are rarer than a slip in each of two words
_TWO_FROM = 7  # letters of a word that may hold two slips
_SHORTEST = 3
_LONGEST = 40  # letters: no word that is meant has more
_MOST = 120  # words of a question that are looked at; the longest of the public sets has 80
_MOST_UNKNOWN = 4  # of them that may be two slips away from a word: more is another language or no language
_OUTSIDE = -0.7  # for a word that neither the articles nor the reading of questions have
_PLAIN = -1.5  # for a plain word where a name stands: "Bet" for "Beto"
_FARTHEST = 4.6  # of a name: two slips to keys nearby, or two letters left out
_LIKELIER = 1.5  # by which another word must be likelier than one that exists
_RAREST = 100_000  # a word seen less often in print is not what anybody meant
_RAREST_TWICE = 1_000_000  # nor, of two slips, one seen less often than this
_ENDINGS = ("s", "es", "er", "ing", "ly")
_IS = ("'s", "’s")
_ACRONYM = 5  # letters in capitals


@dataclass(frozen=True)
class Speller:
    """Mends the words of a question against those of the articles, of questions and of English."""

    likelihood: Likelihood = field(default_factory=Likelihood)
    names: Mapping[str, str] = field(default_factory=dict)  # folded words of the articles' names -> as written

    def correct(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the text with misspelt words mended, and the mended pairs.

        Example: "waht is Acem's margin" -> "what is Acme's margin", (("waht", "what"), ("Acem", "Acme"))
        """
        text, apart = spaced(text, self.likelihood)
        words = tokens(text)
        keys = [fold(word.text) for word in words]
        shouted = text.isupper()
        mended = list(apart)
        parts: list[str] = []
        last = unknown = 0
        for at, word in enumerate(words[:_MOST]):
            before = keys[at - 1] if at and _beside(text, words[at - 1], word) else None
            after = keys[at + 1] if at + 1 < len(words) and _beside(text, word, words[at + 1]) else None
            if at == 0 and text[word.end : word.end + 2] in _IS:
                after = "is"
            opens = not text[: word.start].strip(" \"'(")
            unknown += keys[at] not in self._known
            far = unknown <= _MOST_UNKNOWN
            better = self._better(word, Place(before, after, opens), shouted=shouted, far=far)
            if better is None:
                continue
            keys[at] = better
            shown = _cased(better, word.text) if is_english(better) else self.names.get(better, better)
            parts += [text[last : word.start], shown]
            last = word.end
            mended.append((word.text, shown))
        return "".join([*parts, text[last:]]), tuple(mended)

    def _better(self, word: Token, place: Place, *, shouted: bool, far: bool) -> str | None:
        key = fold(word.text)
        # A code with a digit is never a slip: model 8 is not model 7.
        if not _SHORTEST <= len(key) <= _LONGEST or not key.isalpha():
            return None
        if key in short_words() or unit_of(word.text) is not None:
            return None
        inner = any(letter.isupper() for letter in word.text[1:]) and not word.text.isupper()
        named = inner or (word.text[0].isupper() and not place.opens and not shouted)
        known = key in self._expected or is_english(key)
        if not known and key.endswith("s") and key[:-1] in self.names:
            return key[:-1]  # "acmes margin": a lost apostrophe, and no slip of another word
        if named:
            return self._name(word.text, place, known=known)
        if known:
            return self._other(key, place)
        least = _UNKNOWN + _PER_LETTER * len(key)
        near = self._near(key)
        found = self._best(near, key, place, least)
        return found or (self._best(self._far(key), key, place, least) if far else None)

    @cached_property
    def _other(self) -> Callable[[str, Place], str | None]:
        return lru_cache(maxsize=16384)(self._another)  # questions begin, and go on, in much the same words

    def _another(self, key: str, place: Place) -> str | None:
        """Return the word that was meant where another one was typed: "how may orders"."""
        near = self._near(key) & self._expected if key in self._expected else self._near(key)
        return self._best(near, key, place, self.likelihood.score(key, place) + _LIKELIER) if near else None

    def _name(self, typed: str, place: Place, *, known: bool) -> str | None:
        """Return the name of the articles that a capitalised word is a slip of; an acronym is one of an acronym.

        A word that is known is one only where the articles have the name beside the same name: "Brell Hones".
        """
        key = fold(typed)
        if known:
            near = {} if key in self._expected else self.names.keys() & one_slip(key)
            return self._best({name for name in near if self._beside_name(name, place)}, key, place, -inf)
        acronym = typed.isupper() and len(typed) <= _ACRONYM
        able = {name: written for name, written in self.names.items() if len(name) >= _SHORTEST}
        names = {name for name, written in able.items() if written.isupper() or not acronym}
        near = names.intersection(one_slip(key)) or {n for n in _within_two(key, sorted(names)) if _two_apart(n, key)}
        near = {name for name in near if unlikeliness(name, key) <= _FARTHEST}
        return self._best(near, key, replace(place, named=True), _UNKNOWN_NAME + _PER_LETTER * len(key))

    def _beside_name(self, word: str, place: Place) -> bool:
        pairs = ((place.before, word), (word, place.after))
        return any(
            left in self.names and right in self.names and self.likelihood.follows(left, right)
            for left, right in pairs
            if left is not None and right is not None
        )

    def _best(self, near: Iterable[str], key: str, place: Place, least: float) -> str | None:
        """Return the likeliest of the words near a typed one, None where none is likely enough."""
        found = [
            (told - unlikeliness(word, key), word)
            for word in near
            if (told := self._told(word, key, place)) - LEAST >= least and not _inflected(key, word)
        ]
        score, best = max(found, default=(least, ""))
        return best if best and score >= least else None

    def _told(self, word: str, typed: str, place: Place) -> float:
        """Return how likely a word stands where another was typed, however it may have come to be typed so."""
        told = self.likelihood.score(word, place) + _TWICE * _two_apart(word, typed)
        if place.named:
            return told + _PLAIN * (is_english(word) and not self.names.get(word, "").isupper())
        return told + _OUTSIDE * (word not in self._expected)

    @cached_property
    def _near(self) -> Callable[[str], frozenset[str]]:
        """Known words one slip away, the word itself left out."""
        return lru_cache(maxsize=4096)(lambda key: self._known.intersection(one_slip(key)) - {key})

    @cached_property
    def _far(self) -> Callable[[str], list[str]]:
        return lru_cache(maxsize=4096)(self._two_slips)

    def _two_slips(self, key: str) -> list[str]:
        sizes = [size for size in range(len(key) - 2, len(key) + 3) if max(size, len(key)) >= _TWO_FROM]
        pools = [self._by_length.get(size, ()) for size in sizes]
        return [word for pool in pools for word in _within_two(key, pool)]

    @cached_property
    def _expected(self) -> frozenset[str]:
        """The words of the articles and those that questions are put in."""
        words = cue_words() | self.likelihood.words.keys()
        return words | {other for word in words if is_english(other := one_spelling(word))}

    @cached_property
    def _known(self) -> frozenset[str]:
        return self._expected | {word for word, count in frequencies().items() if count >= _RAREST}

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        common = {word for word, count in frequencies().items() if count >= _RAREST_TWICE}
        table: dict[int, list[str]] = {}
        for word in common | self._expected:  # in any order: the likeliest of them is chosen, ties by the word
            table.setdefault(len(word), []).append(word)
        return table


def _within_two(key: str, words: Sequence[str]) -> list[str]:
    """Return the words that it takes two slips at most to type so; a thousand of them take less than a millisecond."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return [word for word, _, _ in process.extract(key, words, scorer=OSA.distance, score_cutoff=2, limit=None)]


def _two_apart(word: str, key: str) -> bool:
    """Say whether it takes two slips of the keyboard, in a word that is long enough, to type a word so."""
    from rapidfuzz.distance import OSA

    return max(len(word), len(key)) >= _TWO_FROM and OSA.distance(word, key, score_cutoff=2) == 2


def _inflected(typed: str, word: str) -> bool:
    """Say whether what was typed is a form of a word, so that mending changes nothing: "carmakers" of "carmaker"."""
    if one_spelling(typed) == one_spelling(word):
        return True
    if is_english(typed):
        return stem(typed) == stem(word)
    ending = typed[len(word) :] if typed.startswith(word) else ""
    return (ending in _ENDINGS and word[-1] != ending[0]) or (ending == "r" and word.endswith("e"))


def _beside(text: str, left: Token, right: Token) -> bool:
    """Say whether only a space, a hyphen or a possessive ending stands between two words."""
    return text[left.end : right.start].strip(" -'’s") == ""


def _cased(word: str, typed: str) -> str:
    """Return the word with the capitals of what was typed."""
    if typed.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word
