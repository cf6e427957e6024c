"""What "each" stands for: "three hostels, in Rome, Oslo and Lima, | each | costing $4"."""

from __future__ import annotations

from documents.figures.noun_phrases import counted_phrase, phrase
from documents.figures.nouns import is_plural
from documents.figures.scene import Scene

_FAR = 24  # elements that a list of places between them may have
_PLACING = frozenset({"in", "at", "near", "from", "across", "on"})


def each_of(scene: Scene, figure: int) -> str:
    """Return what "each" right before the figure stands for, "" where there is no "each".

    It stands for what was counted last before its comma, "three hostels" or "five of them", and not for the places
    that a list names between the two.
    """
    at = scene.at(figure)
    opened = _opened(scene, at)
    if opened is None or opened < 2 or scene.parts[opened - 1].low not in (",", ";", "and"):
        return ""
    for j in range(opened - 2, max(-1, opened - _FAR), -1):
        part = scene.parts[j]
        if part.sort == "figure":
            noun = counted_phrase(scene, part.figure)
            return noun if is_plural(scene.tokens[part.last - 1]) else ""
        if part.low == "them" and scene.parts[j - 1].low == "of":
            return _several(scene, j - 2)
        placed = j > 0 and (scene.parts[j - 1].low in _PLACING or scene.parts[j - 1].low in (",", "and"))
        if part.sort == "phrase" and not placed and is_plural(scene.tokens[part.last - 1]):
            return phrase(scene, j)[0]
        if part.sort == "verb":
            return ""
    return ""


def _opened(scene: Scene, at: int) -> int | None:
    """Return the element that begins with "each", at most two elements before the figure and without a finite verb."""
    for j in range(at - 1, max(-1, at - 4), -1):
        part = scene.parts[j]
        if scene.tokens[part.first].low == "each":
            verb = scene.tokens[min(part.first + 1, len(scene.tokens) - 1)].low
            return j if verb.endswith("ing") or scene.parts[j + 1].low in ("with", "of") else None
        if part.sort in ("mark", "figure"):
            return None
    return None


def _several(scene: Scene, j: int) -> str:
    """Return the nearest plural noun phrase before element j: what "them" are."""
    for i in range(j - 1, -1, -1):
        part = scene.parts[i]
        if part.sort == "phrase" and is_plural(scene.tokens[part.last - 1]) and not scene.named(part.first, part.last):
            return phrase(scene, i)[0]
    return ""
