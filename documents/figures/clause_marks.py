"""Whether a comma, "and" or "with" starts a clause of its own, told from the elements on both sides."""

from __future__ import annotations

from documents.figures.elements import Element
from documents.figures.vocabulary import words

BREAKS = frozenset(";:—–()")


SUBORDINATORS = frozenset(
    {
        "while",
        "whereas",
        "but",
        "although",
        "though",
        "because",
        "if",
        "when",
        "where",
        "so",
        "yet",
        "once",
        "unless",
        "then",
    }
)


_LINKS = frozenset({"and", "or", "nor", "plus"})


def divides(parts: tuple[Element, ...], j: int, k: int) -> bool:
    """Say whether a comma, "and" or "with" at j starts a clause of its own before element k."""
    part = parts[j]
    if not ((part.sort == "mark" and part.low == ",") or (part.sort == "join" and part.low in _LINKS)):
        return False
    if not _complete(parts, j):
        return False
    following = parts[j + 1] if j + 1 < len(parts) else None
    if following is None:
        return False
    if following.sort == "join":
        return _opens_clause(parts, j + 2) or following.low in SUBORDINATORS
    if (
        part.low == ","
        and following.sort == "prep"
        and following.low in ("with", "despite", "including", "compared", "against")
    ):
        return True
    if part.low == "," and (following.sort == "verb" or filled_verb(parts, j + 1)):
        return not _described(parts, j)
    return _opens_clause(parts, j + 1)


def _described(parts: tuple[Element, ...], j: int) -> bool:
    """Say whether the comma at j only closes a description: "the account of Anna Keller, the boss, | has 5"."""
    phrases = j >= 3 and parts[j - 1].sort == "phrase" and parts[j - 2].low == "," and parts[j - 3].sort == "phrase"
    for i in range(j - 3, -1, -1):
        if parts[i].sort == "verb" or parts[i].sort == "figure":
            return False
        if parts[i].low in ("and", "while", "but", ";", ":") or i == 0:
            return phrases
    return False


def filled_verb(parts: tuple[Element, ...], j: int) -> bool:
    while j < len(parts) and parts[j].sort == "filler":
        j += 1
    return j < len(parts) and parts[j].sort == "verb"


def _complete(parts: tuple[Element, ...], j: int) -> bool:
    """Say whether a verb or figure stands between the last break and j, so that a clause can end there."""
    for i in range(j - 1, -1, -1):
        if parts[i].sort == "verb":
            return True
        if parts[i].sort == "mark" and parts[i].low in BREAKS:
            return False
        if parts[i].sort == "relative" or (parts[i].sort == "join" and parts[i].low in SUBORDINATORS):
            return False
    return False


def _opens_clause(parts: tuple[Element, ...], j: int) -> bool:
    """Say whether elements from j on read as subject and verb, or as subject and figure with the verb left out."""
    seen = False
    for i in range(j, min(j + 8, len(parts))):
        part = parts[i]
        if part.sort == "filler" or (part.sort == "prep" and (seen or part.low in _STARTS)):
            continue
        if part.sort in ("phrase", "pronoun"):
            seen = True
            continue
        if part.sort in ("period",) and not seen:
            continue
        if part.sort == "figure":
            after = parts[i + 1] if i + 1 < len(parts) else None
            if seen and parts[i - 1].sort == "prep":
                continue
            if not seen:
                if after is not None and after.sort == "verb":
                    return True
                if after is not None and after.low == "of":
                    seen = True
                    continue
                return False
            return (
                parts[i - 1].sort == "phrase"
                and not parts[i - 1].low
                and parts[i - 2].sort in ("mark", "join", "filler")
            )
        if part.low == "," and seen and i + 1 < len(parts) and parts[i + 1].sort in ("verb", "relative"):
            return True
        return part.sort == "verb" and seen
    return False


_STARTS = words("starting", name="grammar")
