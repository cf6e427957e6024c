"""The figures of one sentence and the words between them, from which arithmetic in prose is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from assistant.display import amount
from assistant.ledger.entries import Entry
from assistant.ledger.types import Conflict, Sort
from assistant.words import vocabulary
from documents.figures.types import Quantity

_DIGITS = 3  # of a recomputed value: enough to see that it is another one
COUNTS = frozenset({"count", "number"})  # dimensions of what is counted rather than measured
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\d+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of a sentence with the words since the figure before it and up to the one after it."""

    entry: Entry
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def quantity(self) -> Quantity:
        return self.entry.figure.quantity

    @property
    def shown(self) -> str:
        """The value as written, on one line."""
        return " ".join(self.quantity.surface.split())


def items(entries: Iterable[Entry]) -> tuple[Item, ...]:
    """Return the figures of one sentence in the order of the text."""
    found: list[Entry] = []
    for entry in sorted(entries, key=lambda one: one.figure.quantity.span):
        if not found or entry.figure.quantity.span.start >= found[-1].figure.quantity.span.end:
            found.append(entry)
    if not found:
        return ()
    document = found[0].document
    whole = document.sentences[found[0].figure.sentence].span
    spans = [entry.figure.quantity.span for entry in found]
    edges = [whole.start, *(span.end for span in spans)], [*(span.start for span in spans), whole.end]
    stretches = [document.text[start:end] for start, end in zip(*edges, strict=True)]
    glue = [core(stretch, after_figure=i > 0) for i, stretch in enumerate(stretches)]
    return tuple(Item(entry, glue[i], glue[i + 1]) for i, entry in enumerate(found))


def core(text: str, *, after_figure: bool = False) -> tuple[str, ...]:
    """Return the words and marks of a stretch of text in lower case, without those that join nothing.

    "More than 40" is a bound, "12% more than 40" is not: a pair of words right after a figure stays.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    filler, pairs = _filler()
    kept: list[str] = []
    i = 0
    while i < len(words):
        length = next((n for n in (3, 2) if tuple(words[i : i + n]) in pairs and (i or not after_figure)), 0)
        if not length and words[i] not in filler:
            kept.append(words[i])
        i += length or 1
    return tuple(kept)


def ends(words: tuple[str, ...], *last: str) -> bool:
    """Say whether the words end in one of these."""
    return bool(words) and words[-1] in last


def holds(words: tuple[str, ...], phrases: Iterable[str]) -> bool:
    """Say whether one of the phrases occurs in the words."""
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def alike(left: Quantity, right: Quantity) -> bool:
    """Say whether two quantities measure the same sort of thing in the same unit."""
    if left.per != right.per or left.dimension in ("rank", "ordinal"):
        return False
    if left.dimension in COUNTS and right.dimension in COUNTS:
        # "18% of the 300 staff, or 54 people": people are some of them; and a bare number counts what was named before.
        loose = "person" in (left.unit, right.unit) or _is_bare(left) or _is_bare(right)
        return loose or left.unit == right.unit
    return left.unit == right.unit


def _is_bare(quantity: Quantity) -> bool:
    return not any(letter.isalpha() for letter in quantity.surface)


def middle(quantity: Quantity) -> Fraction:
    """Return the value that is written, of a range the one between its ends."""
    return (Fraction(quantity.low) + Fraction(quantity.high)) / 2


def made(value: Fraction, unit: str) -> str:
    """Return what the figures make, as a reader writes it."""
    return amount(value, value, unit, _DIGITS)


def conflict(sort: Sort, text: str, recomputed: str, involved: Iterable[Item]) -> Conflict:
    """Return the conflict of figures of one sentence, in the order of the text."""
    placed = sorted((item.entry for item in involved), key=lambda entry: entry.figure.quantity.span)
    return Conflict(sort, text[:1].upper() + text[1:], recomputed, tuple(placed))


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """Return a list of ledger.toml as a set."""
    return frozenset(vocabulary("ledger")[table][key])


@cache
def _filler() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    pairs = frozenset(tuple(pair.split()) for pair in vocabulary("ledger")["filler"]["pairs"])
    return listed("filler", "words"), pairs
