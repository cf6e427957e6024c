"""Whom an amount comes to or from, told between the verb and the amount: "a dose costs | Acme | €4.50"."""

from __future__ import annotations

from documents.figures.noun_phrases import phrase
from documents.figures.scene import Scene, clause_of, subject_head, verb_before

_GIVES = frozenset({"cost", "earn", "save", "bring", "net"})

_SPENT = frozenset({"spend", "pay", "invest", "raise", "budget", "earmark", "need", "charge"})
_INTO = frozenset({"on", "for", "in", "into", "by"})


def recipient(scene: Scene, figure: int) -> tuple[tuple[int, int], str] | None:
    """Return the tokens of whom the amount is told of and the thing that costs or earns it, "" where that is a name."""
    if scene.figures[figure].dimension != "money":
        return None
    k = scene.at(figure)
    first, _ = clause_of(scene, k)
    verb = verb_before(scene, first, k)
    if verb is None or scene.parts[verb].low not in _GIVES or verb + 1 >= k:
        return None
    given = scene.parts[verb + 1]
    between = scene.parts[verb + 2 : k]
    if given.sort != "phrase" or any(part.sort != "filler" and part.low != "about" for part in between):
        return None
    thing = verb - 1 if scene.parts[verb - 1].sort == "phrase" and scene.parts[verb - 2].low == "," else None
    head = subject_head(scene, first, verb) if thing is None else thing
    if not scene.named(given.first, given.last) or head is None or scene.parts[head].sort != "phrase":
        return None
    if scene.named(scene.parts[head].first, scene.parts[head].last):
        return None  # "The Acme plant cost Boro $4": of the plant
    return (given.first, given.last), phrase(scene, head)[0]


def spent_on(scene: Scene, figure: int) -> tuple[int, int] | None:
    """Return the tokens of what an amount went into: "three times the $70 million spent on | Acme"."""
    k = scene.at(figure)
    if scene.figures[figure].dimension != "money" or k + 3 >= len(scene.parts):
        return None
    verb, prep, thing = scene.parts[k + 1 : k + 4]
    fits = verb.sort == "verb" and verb.low in _SPENT and prep.low in _INTO and thing.sort == "phrase"
    return (thing.first, thing.last) if fits and scene.named(thing.first, thing.last) else None


def costing(scene: Scene, figure: int) -> str:
    """Return the thing and its verb where somebody bears the amount: "| a dose costs | Acme €4.50"; "" elsewhere."""
    if recipient(scene, figure) is None:
        return ""
    k = scene.at(figure)
    verb = verb_before(scene, clause_of(scene, k)[0], k) or 0
    return scene.words(verb - 1, verb + 1) if verb and scene.parts[verb - 1].sort == "phrase" else ""


def left_out(scene: Scene, first: int, k: int) -> bool:
    """Say whether a clause is a name and an amount, its verb being that of the one before: "and | Boreal €9"."""
    named = k == first + 1 and bool(scene.named(scene.parts[first].first, scene.parts[first].last))
    return named and first > 0 and scene.parts[first - 1].low in (",", ";", "and", "but", "while")
