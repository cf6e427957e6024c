"""Counts that no number can be made of: "hundreds of millions of users", "a handful", "in the millions"."""

from __future__ import annotations

from documents.figures.tokens import tokenize
from documents.figures.vocabulary import numbers, words
from documents.types import Span

_LINKS = frozenset({"of", "and", "the", "to"})


def vague(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the spans of vague counts in text[start:end], without the noun that is counted.

    Example: "tens of millions of fans" -> the span of "tens of millions"
    """
    tokens = tokenize(text, start, end)
    found: list[Span] = []
    i = 0
    while i < len(tokens):
        low = tokens[i].low
        if low not in words("vague", "plural") and low not in words("vague", "few"):
            i += 1
            continue
        j = i + 1
        while (
            j + 1 < len(tokens)
            and tokens[j].low in _LINKS
            and (tokens[j + 1].low in words("vague", "plural") or tokens[j + 1].low in numbers("scales"))
        ):
            j += 2
        while j < len(tokens) and tokens[j].low in numbers("scales"):
            j += 1
        found.append(Span(tokens[i].start, tokens[j - 1].end))
        i = j
    return tuple(found)
