"""Wholes that an article takes apart: "48 million, of which 12 million went into roads", "31,200 of them came back".

Only what the text itself calls part of another figure is a part; that two amounts have one unit relates nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.words import fold
from documents.figures.types import Figure

AMOUNTS = ("count", "number", "ordinal", "money", "mass", "energy", "area", "volume", "length", "duration")
_COUNTABLE = ("count", "number", "ordinal")
_BACK = 3  # sentences back to the whole that "of it" points to
_OF_THEM = re.compile(r"^ (?:\w+ )?of (?:it|them|which|whom|these|those|this|that|the money|the sum|the total)\b")
_OF_WHICH = re.compile(r"\b(?:of|from|among) (?:which|whom|it|them|these|those|that)\b|\bincluding\b")
_OUT_OF = re.compile(r"^(?: (?!on\b|in\b|at\b|and\b)\w+){0,2} (?:out )?of (?:the |its |a |all |those |these |their )?(?:\w+ ){0,4}$")
_OF = re.compile(r"\b(?:of|out of|among)(?: the| its| those| these| some| about)? ?$")
_REST = re.compile(r"\bthe (?:rest|remainder|balance|remaining)\b")


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and those of its parts that are stated, in text order; `rest` where the text speaks of what is left."""

    whole: Figure
    parts: tuple[Figure, ...]
    rest: bool = False


def splits(corpus: Corpus) -> tuple[Split, ...]:
    """Return the wholes that the articles take apart, in text order; read once for a corpus."""
    if ("splits",) not in corpus.memo:
        corpus.memo["splits",] = tuple(_splits(corpus))
    found: tuple[Split, ...] = corpus.memo["splits",]
    return found


def divisible(whole: Figure, part: Figure) -> bool:
    """Say whether one amount can be a part of another by unit and size."""
    mine, other = whole.quantity, part.quantity
    if mine.dimension not in AMOUNTS or mine.low <= other.low or other.low <= 0:
        return False
    if mine.dimension in _COUNTABLE and other.low % 1:
        return False  # "p = 0.31" counts nobody
    bare = not other.unit or not mine.unit or other.surface.strip().replace(",", "").isdigit()
    counted = mine.dimension in _COUNTABLE and other.dimension in _COUNTABLE and bare
    return counted or (mine.unit == other.unit and mine.dimension == other.dimension)


def _splits(corpus: Corpus) -> list[Split]:
    found: dict[Figure, list[Figure]] = {}
    for document in corpus.documents:
        own = [f for f in corpus.figures if f.document == document and f.column is None]
        owner: dict[Figure, Figure] = {}
        for i, part in enumerate(own):
            whole = _whole(corpus, own, i, owner)
            if whole is not None:
                owner[part] = whole
                found.setdefault(whole, []).append(part)
    return [Split(whole, tuple(parts), _left_over(corpus, parts)) for whole, parts in found.items()]


def _whole(corpus: Corpus, own: list[Figure], i: int, owner: dict[Figure, Figure]) -> Figure | None:
    """Return the figure that the text calls the whole of another one."""
    part, text = own[i], corpus.documents[own[i].document].text
    sentence = corpus.documents[part.document].sentences[part.sentence].span
    after = fold(text[part.quantity.span.end : sentence.end])
    if i + 1 < len(own) and own[i + 1].sentence == part.sentence and divisible(own[i + 1], part):
        between = fold(text[part.quantity.span.end : own[i + 1].quantity.span.start])
        if _OUT_OF.match(between):
            return own[i + 1]
    if i and own[i - 1] in owner and own[i - 1].sentence == part.sentence and divisible(owner[own[i - 1]], part):
        return owner[own[i - 1]]  # "12 million into roads and 5 million into bridges"
    pointing = _OF_THEM.match(after) is not None
    for other in reversed(own[max(0, i - 6) : i]):
        if other.sentence < part.sentence - _BACK or not _one_block(corpus, other, part):
            return None
        if not divisible(other, part) or owner.get(other) is not None:
            continue
        same = other.sentence == part.sentence
        between = fold(text[max(other.quantity.span.end, sentence.start) : part.quantity.span.start])
        opened = same and _OF.search(fold(text[sentence.start : other.quantity.span.start]).strip()[-12:]) is not None
        opened = opened and fold(text[sentence.start : other.quantity.span.start]).strip() in _OPENERS
        rest = _REST.search(after) is not None and other.sentence >= part.sentence - 1
        if pointing or opened or rest or (_OF_WHICH.search(between) is not None):
            return other
        if same:
            return None
    return None


_OPENERS = ("of", "of the", "out of", "out of the", "among", "of its", "of these", "of those", "of some", "of about")


def _one_block(corpus: Corpus, left: Figure, right: Figure) -> bool:
    sentences = corpus.documents[left.document].sentences
    return sentences[left.sentence].block == sentences[right.sentence].block


def _left_over(corpus: Corpus, parts: list[Figure]) -> bool:
    last = parts[-1]
    return _REST.search(fold(corpus.text(last.document, last.sentence))) is not None
