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


def is_left_out(trait: Traits, out: frozenset[str]) -> bool:
    """Say whether a figure is of what is left out, and not of the rest: "cost before marketing"."""
    own = f"{trait.figure.metric} {trait.figure.subject or ''}"
    return any(trait.own.all.meets(word) for word in out) and _SAID.search(fold(own)) is None
