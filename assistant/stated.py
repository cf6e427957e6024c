"""The numbers that a text states, as the guard compares them: digits with their scale, and number words.

This reads on its own, by a few lines that can be checked at a glance, and shares no code with what finds figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from assistant.words import fold
from documents.figures.vocabulary import load, numbers

_DIGITS = re.compile(r"(?<![^\W\d_])([^\W\d_]*)(\d+(?:[.,]\d+)*)")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNED = re.compile(r"[$€£¥₹(]([a-z]{1,2})\b")  # a short scale stands behind a currency's sign or in brackets
_UNITS_OF_TIME = frozenset(("quarter", "quarters", "second"))  # mostly times; "a quarter of" has no other number in it
_MOST_SCALES = 2  # "4 hundred thousand"
_KEPT = 1024  # texts: titles, headings and sentences that answer after answer cites


@dataclass(frozen=True, slots=True)
class Stated:
    """A number in digits: its value with the scale behind it, and without."""

    value: Decimal
    bare: Decimal


@lru_cache(maxsize=_KEPT)
def digits(text: str) -> tuple[Stated, ...]:
    """Return the numbers in digits, in order. The digits of a name ("R4") are none, those of "EUR5" are."""
    return tuple(_digits(fold(text)))


def _digits(folded: str) -> Iterator[Stated]:
    for match in _DIGITS.finditer(folded):
        if match[1] and match[1] not in _currencies():
            continue
        exponent = _scale(folded, match.end())
        for value in _values(match[2]):
            yield Stated(value.scaleb(exponent).normalize(), value.normalize())


@lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[str, ...]:
    """Return the words that are numbers, parts or multiples: "ten", "half", "third", "twice"."""
    return tuple(word for word in _WORD.findall(fold(text)) if word in _number_words())


def scales(text: str) -> frozenset[int]:
    """Return the powers of ten that a text names: 6 for "in NOK million" and for "($m)"."""
    folded, table, short = fold(text), numbers("scales"), numbers("suffixes")
    named = {table[word] for word in _WORD.findall(folded) if word in table}
    return frozenset(named | {short[word] for word in _SIGNED.findall(folded) if word in short})


def _values(written: str) -> tuple[Decimal, ...]:
    try:
        return (Decimal(re.sub(r",(?=\d{2,3}\b)", "", written)),)
    except InvalidOperation:
        return tuple(Decimal(part) for part in re.findall(r"\d+", written))


def _scale(folded: str, at: int) -> int:
    """Return the power of ten written right behind a number: 9 for "6.2 billion" and for "6.2bn"."""
    exponent = 0
    for _ in range(_MOST_SCALES):
        gap = at < len(folded) and folded[at] in " -\u00a0"
        word = _WORD.match(folded, at + gap)
        table = numbers("scales") if gap or exponent else {**numbers("suffixes"), **numbers("scales")}
        if word is None or word.group() not in table:
            break
        exponent, at = exponent + table[word.group()], word.end()
    return exponent


@cache
def _number_words() -> frozenset[str]:
    found = {word for table in ("ones", "tens", "fractions", "factors") for word in load("words")[table]}
    return frozenset(found) - _UNITS_OF_TIME | {"dozen", "dozens", "double", "triple"}


@cache
def _currencies() -> frozenset[str]:
    """The letters that may touch a sum of money: those of currency codes and of "NT$" or "Rs"."""
    return frozenset(code.lower() for code in load("units")["money"] if code.isalpha()) | {"rs"}
