"""What the words of a question tell once for all figures: read before any figure is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, partial, reduce

import numpy as np

from assistant.agreement import TELLING, kinds_told
from assistant.corpus import Corpus
from assistant.narrowing import told_apart
from assistant.own_words import phrases_of
from assistant.postings import Words, covered
from assistant.relatedness import telling
from assistant.selling import asks_making
from assistant.standing import asks_standing
from assistant.types import Focus, Question, Term
from assistant.windows import windows_of
from assistant.words import WordSet, stem, stems, tokens, vocabulary
from documents.figures.units import counted_unit, unit_of
from documents.figures.verbs import base_of

_PER = re.compile(r"\b(?:per|a|an|each|every) ([a-z]+)")
_SET_APART = ("difference", "percent_change", "compare", "ratio")  # a change may be what they state or are made of


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words of a question and one focus tell once for all figures."""

    change: bool  # whether it asks for a change
    standing: bool  # whether it asks how many there are
    kinds: Callable[[str], frozenset[str]]  # dimension -> the kinds of its figures that they tell
    per: frozenset[str]  # stems and units of what it asks per: "tonne" in "price per tonne"
    terms: WordSet
    meets: Callable[[str], bool]  # whether a stem is met by them
    telling: tuple[Term, ...]
    settled: frozenset[str]  # stems of what is counted, which is weighed on its own
    verbs: frozenset[str]  # stems
    unspoken: tuple[Term, ...]  # words that the articles nowhere use
    narrowed: tuple[tuple[Term, Term], ...]
    apart: tuple[tuple[Term, Term], ...]  # those of them by which the articles narrow things, too
    items: frozenset[str]
    sizes: frozenset[str]
    phrases: frozenset[tuple[str, str]]  # stems of words that stand side by side
    making: tuple[Term, ...]  # what it costs to do, where that is asked: "develop", and then the other telling words
    windows: tuple[tuple[Decimal, str], ...]  # in which it asks what came about: the first (1, "hour")


@dataclass(frozen=True, slots=True)
class _Worded:
    """What the words of a question tell, whichever of its foci is looked at."""

    change: bool
    kinds: Callable[[str], frozenset[str]]
    per: frozenset[str]
    sizes: frozenset[str]
    phrases: frozenset[tuple[str, str]]


@lru_cache(maxsize=64)
def _worded(standalone: str) -> _Worded:
    words = tuple(token.text.lower() for token in tokens(standalone))
    kinds = cache(partial(kinds_told, words))
    return _Worded(_tells_change(standalone), kinds, _per(standalone), _sizes(words), phrases_of(standalone))


def asked_of(question: Question, focus: Focus, corpus: Corpus) -> Asked:
    """Read one focus of a question, a whole or a side, before any figure is looked at."""
    terms = WordSet.of(term.stem for term in focus.terms)
    worded = _worded(question.standalone)
    narrowings = _narrowings(question, focus)
    return Asked(
        question.operation in _SET_APART or worded.change,
        asks_standing(question), worded.kinds, worded.per,
        terms=terms, meets=cache(terms.meets), telling=telling(focus),
        settled=frozenset(stem(word) for word in (question.noun, question.kind_word) if word and not question.foci),
        verbs=frozenset(t.stem for t in (*focus.terms, *focus.own) if base_of(t.text.lower()) is not None),
        unspoken=tuple(term for term in focus.terms if not corpus.lexicon.speaks_of(term.stem)),
        narrowed=narrowings, apart=told_apart(question, narrowings, corpus), items=_items(focus), sizes=worded.sizes,
        phrases=worded.phrases, making=_making(question, focus), windows=windows_of(question),
    )  # fmt: skip


def asks_change(question: Question) -> bool:
    """Say whether the words of a question ask for a change: "how much did it grow", "the rise in prices"."""
    return _worded(question.standalone).change


def _tells_change(standalone: str) -> bool:
    words = {stem(word) for word in vocabulary("questions")["change"]["words"]}
    return (
        any(token.stem in words for token in tokens(standalone)) or _becoming().search(standalone.lower()) is not None
    )


@cache
def _becoming() -> re.Pattern[str]:
    """Find "get smaller": what something becomes is another than it was."""
    degrees = "|".join(word for way in ("greater", "smaller") for word in vocabulary("questions")["direction"][way])
    return re.compile(
        rf"\b(?:gets?|got|getting|gotten|bec[ao]mes?|becoming)(?: any| much| a lot| far| even)? (?:{degrees})\b"
    )


def _per(standalone: str) -> frozenset[str]:
    """Return what a question asks per: "tonne" in "price per tonne", as stems and as units."""
    words = _PER.findall(standalone.lower())
    units = [unit[0] for word in words if (unit := unit_of(word))]
    return frozenset(stem(word) for word in (*words, *units, *map(counted_unit, words)))


def _narrowings(question: Question, focus: Focus) -> tuple[tuple[Term, Term], ...]:
    """Return the words of a question that narrow the noun right behind them, each with its noun."""
    return tuple(
        (before, head)
        for before, head in zip(focus.terms, focus.terms[1:], strict=False)
        if before.weight >= TELLING and f"{before.text} {head.text}" in question.standalone
    )


def _making(question: Question, focus: Focus) -> tuple[Term, ...]:
    """Return what it costs to do, where that is asked, and behind it the words that tell to what it is done."""
    verb = asks_making(question.standalone)
    if not verb:
        return ()
    # "make" is too common to be a term of the focus.
    made = next((t for t in focus.terms if t.text.lower() == verb), Term(verb, stem(verb), 1.0, 1.0))
    return (made, *(term for term in focus.terms if term.stem != made.stem and term.stem not in _costs()))


@cache
def _costs() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("questions")["measured"]["money"])


def _items(focus: Focus) -> frozenset[str]:
    """Return the stems of the words and names by which a question may name an item of a list."""
    telling = {term.stem for term in focus.terms if term.weight >= TELLING}
    return frozenset(telling | {s for name in focus.names for s in stems(name)})


def _sizes(words: tuple[str, ...]) -> frozenset[str]:
    """Return the dimensions that words of measure fit: "speed" is in km/h."""
    table = vocabulary("expects_size")["dimensions"]
    return frozenset(dimension for word in words for dimension in table.get(word, ()))


class Met:
    """How much of the words of a focus each figure meets, some words left out: once for all figures alike in that."""

    def __init__(self, postings: Words, focus: Focus) -> None:
        self._focus = focus
        self._match = cache(postings.match)
        self.share = cache(self._share)
        self.least = cache(self._least)

    def _share(self, without: frozenset[str]) -> list[float] | None:
        """Return the share of the words that each figure meets; None where none of them tells the topic."""
        terms = [term for term in self._focus.terms if term.stem not in without]
        telling = any(term.weight >= TELLING for term in terms)
        return covered(terms, self._match).tolist() if telling else None

    def _least(self, without: frozenset[str]) -> list[float] | None:
        """Return the share of the words that tell the topic, of the whole or, if less, of what only a side has.

        None where there are none: words that say only what is wanted do not count.
        """
        groups = [
            [term for term in terms if term.weight >= TELLING and term.stem not in without]
            for terms in (self._focus.terms, self._focus.own)
        ]
        shares = [covered(terms, self._match) for terms in groups if terms]
        return reduce(np.minimum, shares).tolist() if shares else None
