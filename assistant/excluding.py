"""What a question leaves out: "how much did it cost without marketing?" is not answered with the marketing."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.furthering import around
from assistant.pool import Traits
from assistant.words import WordSet, content, fold
from documents.figures.types import Figure

_WITHOUT = re.compile(
    r"\b(?:excluding|without|not (?:counting|including)|exclusive of|leaving (?:out|aside))\b((?: [\w'-]+){1,4})"
)
_BEFORE = re.compile(
    r"[ ,(]+(?:before|excluding|without|not (?:counting|including)|exclusive of) (?:the |its |their |any )?([\w-]+)"
)
_ASKED_SO = re.compile(r"\b(?:before|excluding|without|not|exclusive|pre-?\w+|including|included|inclusive|with)\b")
_CLAUSE = re.compile(r"[,;:.]")
_SAID = re.compile(r"\b(?:excluding|without|before|not (?:counting|including)|exclusive of)\b")


@lru_cache(maxsize=64)
def left_out(question: str) -> frozenset[str]:
    """Return the stems of what a question leaves out."""
    match = _WITHOUT.search(fold(question))
    return frozenset(token.stem for token in content(match[1])) if match is not None else frozenset()


def without(corpus: Corpus) -> dict[Figure, frozenset[str]]:
    """Return the amounts of money that leave something out, with the stems of that: "$3 million before marketing"."""
    found = {}
    for figure in corpus.figures:
        if figure.quantity.dimension == "money" and figure.column is None:
            match = _BEFORE.match(around(figure, corpus)[1])
            out = frozenset(token.stem for token in content(match[1])) if match is not None else frozenset()
            if out:
                found[figure] = out
    return found


def of_the_rest(figure: Figure, corpus: Corpus, terms: WordSet, question: str) -> bool:
    """Say whether an amount leaves out what is asked for: of "$3 million before marketing" the marketing."""
    out = corpus.once(without).get(figure)
    return out is not None and any(map(terms.meets, out)) and _ASKED_SO.search(fold(question)) is None


def is_left_out(trait: Traits, out: frozenset[str], corpus: Corpus) -> bool:
    """Say whether a figure is of what is left out, and not told without it: "600 people live without power"."""
    figure = trait.figure
    if not any(trait.own.all.meets(word) for word in out):
        return False
    after = "" if figure.row is not None else _CLAUSE.split(around(figure, corpus)[1])[0]
    return _SAID.search(fold(f"{figure.metric} {figure.subject or ''} {after}")) is None
