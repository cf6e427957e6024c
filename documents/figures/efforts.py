"""What an effort takes, and of whom: "It takes 9 days from seed to bag at Acme", "Baking a loaf takes Acme 2 hours"."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.cast import Cast
from documents.figures.noun_phrases import LONGEST, phrase
from documents.figures.scene import Scene, clause_of
from documents.figures.verbs import base_of

_TAKES = frozenset({"take", "cost", "need", "require"})
_PLACED = frozenset({"at", "in", "for", "with", "by", "on"})
_SOFT = frozenset({"about", "around", "some", "only", "just", "nearly", "almost", "over", "roughly", "up", "to", "a"})


@dataclass(frozen=True, slots=True)
class Effort:
    """What is done, verbatim, and who does it or where; no names where the sentence does not say."""

    text: str
    subjects: tuple[str, ...]


def effort_of(scene: Scene, k: int, cast: Cast) -> Effort | None:
    """Return the effort that figure k measures, None where the clause tells of none."""
    return _impersonal(scene, k, cast) or _gerund(scene, k, cast)


def _impersonal(scene: Scene, k: int, cast: Cast) -> Effort | None:
    """ "It takes 9 days | from seed to bag | at Acme, 11 | at Boreal": "it" is nobody, each figure has its place."""
    at = scene.at(k)
    first, last = clause_of(scene, at)
    verb = next((j for j in range(first, at) if scene.parts[j].sort == "verb"), None)
    if verb is None or verb == first or scene.parts[verb - 1].low != "it" or scene.parts[verb].low not in _TAKES:
        return None
    done = _done(scene, verb + 1, last)
    if done is None or (at >= done[0] and not (at >= done[1] and _resumed(scene, at))):
        return None
    part = scene.parts[verb]
    text = f"{scene.tokens[part.last - 1].text} {scene.words(*done)}"
    doer = scene.named(scene.parts[verb].last, scene.parts[verb + 1].last)
    subjects = cast.chain(doer[0][2]) if doer else ()
    for j in range(max(at + 1, done[1] if _direct(scene, at, done[0]) else 0), last - 1):
        here = scene.parts[j]
        if here.sort in ("figure", "mark"):
            break
        if here.sort == "prep" and here.low in _PLACED and scene.parts[j + 1].sort == "phrase":
            return Effort(text, tuple(dict.fromkeys((*subjects, *_subjects(scene, j + 1, cast)))))
    return Effort(text, subjects)


def _resumed(scene: Scene, at: int) -> bool:
    """Say whether the figure opens a further part of a list: ", and about | 60 days in a field"."""
    j = at - 1
    while j > 0 and scene.parts[j].sort in ("prep", "filler") and scene.parts[j].low in _SOFT:
        j -= 1
    return scene.parts[j].low in (",", ";", "and", "but")


def _direct(scene: Scene, at: int, begin: int) -> bool:
    return at < begin and all(part.sort != "figure" for part in scene.parts[at + 1 : begin])


def _done(scene: Scene, begin: int, last: int) -> tuple[int, int] | None:
    """Return the elements that say what is done: "from seed to bag", "to bake a loaf"."""
    for j in range(begin, last - 1):
        low = scene.parts[j].low
        if scene.parts[j].sort == "mark":
            return None
        span = j + 3 < last and low == "from" and scene.parts[j + 2].low == "to"
        if span and scene.parts[j + 1].sort == scene.parts[j + 3].sort == "phrase":
            return j, j + 4
        if low == "to" and _acts(scene, j + 1, last):
            return j, _object_end(scene, j + 2, last)
    return None


def _acts(scene: Scene, j: int, last: int) -> bool:
    """Say whether element j is an infinitive, by the verbs known or by the object after it: "to | bake | a loaf"."""
    part = scene.parts[j]
    low = scene.tokens[part.first].low
    if part.sort not in ("verb", "phrase"):
        return False
    followed = j + 1 < last and scene.parts[j + 1].sort == "phrase" and part.last == part.first + 1
    plain = scene.tokens[part.first].text.islower() and scene.tokens[part.first].kind == "word"
    return base_of(low) == low or (plain and followed)


def _object_end(scene: Scene, j: int, last: int) -> int:
    """Return the end of the object from element j on: "a tonne of steel | in a blast furnace"."""
    ends = ("mark", "join", "prep", "period", "relative")
    while j < last and (scene.parts[j].sort not in ends or scene.parts[j].low in ("of", "out")):
        j += 1
    return j


def _subjects(scene: Scene, j: int, cast: Cast) -> tuple[str, ...]:
    part = scene.parts[j]
    named = scene.named(part.first, part.last)
    text, _ = phrase(scene, j)
    return tuple(dict.fromkeys((*(cast.chain(named[0][2]) if named else ()), *(() if named else (text,)))))


def _gerund(scene: Scene, k: int, cast: Cast) -> Effort | None:
    """ "| Baking a loaf | takes Acme | 2 hours": the name between the verb and the figure is who does it."""
    at = scene.at(k)
    begin = scene.parts[clause_of(scene, at)[0]].first
    if not scene.tokens[begin].low.endswith("ing") or base_of(scene.tokens[begin].low) in ("be", "have"):
        return None
    taken = scene.named(scene.parts[at].last, len(scene.tokens))
    for first, _, name in taken[:1]:
        if base_of(scene.tokens[first - 1].low) in _TAKES and first - 1 < scene.parts[at].first + LONGEST:
            return Effort(scene.cut(begin, min(first - 1, begin + LONGEST)), cast.chain(name))  # "one kilogram"
    for first, last, name in scene.named(begin, scene.parts[at].first):
        between = (scene.tokens[i].low for i in range(last, scene.parts[at].first))
        if base_of(scene.tokens[first - 1].low) in _TAKES and all(low in _SOFT for low in between):
            text = scene.cut(begin, min(first - 1, begin + LONGEST))
            return Effort(text, cast.chain(name)) if first - 1 > begin else None
    return None
