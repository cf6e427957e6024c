"""Which names are places, told from the words before and after them alone: "in Hamburg", "the Hamburg company"."""

from __future__ import annotations

from collections.abc import Callable

from documents.figures.tokens import Token, tokenize
from documents.figures.vocabulary import words
from documents.types import Document

Mentions = Callable[[tuple[Token, ...], int, int], list[tuple[int, int, str]]]

_SETTLED = frozenset({"town", "city", "village", "county", "district", "island", "suburb", "borough", "municipality"})
_LOCATIVE = frozenset({"in", "near", "across", "outside", "throughout", "around"})


def places_of(document: Document, mentions: Mentions) -> frozenset[str]:
    """Return the names that stand at least once where only a place stands."""
    found: set[str] = set()
    for block in document.blocks:
        if block.kind == "heading":
            continue
        tokens = tokenize(document.text, block.span.start, block.span.end)
        found.update(name for first, last, name in mentions(tokens, 0, len(tokens)) if _placed(tokens, first, last))
    return frozenset(found)


def _placed(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    if first == 0:
        return False
    before = tokens[first - 1].low
    if before == "of" and first > 1 and tokens[first - 2].low in _SETTLED:
        return True  # "the town of Skerry"
    if before in _LOCATIVE and not any(letter.isdigit() for letter in tokens[last - 1].text):
        held = first > 1 and tokens[first - 2].low in words("held_in", name="names")
        owning = tokens[last - 1].low.endswith(("'s", "’s"))
        described = last < len(tokens) and tokens[last].kind == "word" and tokens[last].low not in words("function")
        return (
            not held
            and not owning
            and not (described and tokens[last].low not in words("prepositions", name="grammar"))
        )
    modifies = before in ("the", "a", "an", "this") and last - first == 1 and last < len(tokens)
    return modifies and tokens[last].low in words("firms", name="names")
