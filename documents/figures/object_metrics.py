"""Metrics that are read from the object of a verb that changes or sets it: "cut weight by 14%"."""

from __future__ import annotations

from documents.figures.kinds import kinds_of
from documents.figures.noun_phrases import Metric, bounding, lows, phrase
from documents.figures.scene import Scene
from documents.figures.verb_metrics import verb_core
from documents.figures.verbs import is_a
from documents.figures.vocabulary import numbers, words


def moved(scene: Scene, figure: int, k: int, first: int, last: int, verb: int | None) -> Metric | None:
    """ "cut body weight by 14%", "raises yields from 2 to 5", "puts the saving at 2": the object is measured."""
    if verb is not None and verb + 1 < k and first > 1 and scene.parts[first - 1].sort == "relative":
        direct = scene.parts[verb + 1].low in ("at", "to") and scene.parts[first - 2].sort == "phrase"
        if direct and verb > first and _mover(scene, verb):
            text, owner = phrase(scene, first - 2)
            return Metric(text, "object", owner, first - 2, verb) if text else None
    if verb is None or verb + 2 >= k or scene.parts[verb + 1].sort != "phrase":
        return None
    second = _second_object(scene, k, verb)
    if second is not None and _mover(scene, verb):
        text, owner = phrase(scene, second)
        return Metric(text, "object", owner, second, verb) if text else None
    j = verb + 2
    if scene.parts[j].low in ("up", "down", "back", "together") and j + 1 < k:
        j += 1  # "put prices up by 3%"
    while j + 1 < k and scene.parts[j].low in ("of", "for", "in") and scene.parts[j + 1].sort == "phrase":
        j += 2
    if scene.parts[j].low == ",":
        closed = next((i for i in range(j + 1, k) if scene.parts[i].low == ","), None)
        aside = scene.parts[j + 1 : closed] if closed is not None else ()
        if aside and all(part.sort in ("phrase", "prep", "filler") for part in aside):
            j = (closed or j) + 1  # "cut its costs, long the highest in the trade, to $5"
    if scene.parts[j].sort != "prep" or scene.parts[j].low not in ("by", "to", "from", "at", "below", "above", "under"):
        return None
    between = scene.parts[j + 1 : k]
    if any(
        part.sort not in ("figure", "prep", "filler")
        and not bounding(scene, j + 1 + n)
        and not (part.low == "," and scene.parts[j + 2 + n].low in ("to", "from"))
        and not (part.sort == "period" or _month(scene, j + 1 + n))
        for n, part in enumerate(between)
    ):
        return None
    if not kinds_of(lows(scene, verb + 1), scene.figures[figure].dimension) and not _mover(scene, verb):
        return None
    text, owner = phrase(scene, verb + 1)
    dimension = scene.figures[figure].dimension
    told = [cue for cue in kinds_of(lows(scene, verb), dimension) if cue[2] != "growth"]
    if text and told and not kinds_of(tuple(text.lower().split()), dimension):
        return Metric(scene.cut(*verb_core(scene, verb)), "valued", owner, verb + 1, verb)
    return Metric(text, "object", owner, verb + 1, verb) if text else None


def _second_object(scene: Scene, k: int, verb: int) -> int | None:
    """Return the second of two objects that are set: "puts sales at 5 | and | the chance | of rain | at 3%"."""
    j = k - 1
    if scene.parts[j].low not in ("by", "to", "at"):
        return None
    j -= 1
    while j > verb + 2 and scene.parts[j].sort == "phrase":
        if scene.parts[j - 1].low in ("and", ","):
            return j if scene.parts[j - 2].sort == "figure" or scene.parts[j - 2].low == "," else None
        if scene.parts[j - 1].sort != "prep":
            return None
        j -= 2
    return None


def _month(scene: Scene, j: int) -> bool:
    part = scene.parts[j]
    low = scene.tokens[part.first].low
    return part.sort == "phrase" and part.last == part.first + 1 and low in numbers("months")


def _mover(scene: Scene, verb: int) -> bool:
    """Say whether the verb changes or sets its object."""
    base = scene.parts[verb].low
    return is_a(base, "change") or base in words("movers", name="grammar")
