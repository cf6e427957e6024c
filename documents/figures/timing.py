"""When a figure holds: the period right after it, the one before it, or that of the clause it goes on from."""

from __future__ import annotations

from documents.figures.bracketed import of_bracketed
from documents.figures.bracketed import own_time as bracket_time
from documents.figures.clauses import insertions
from documents.figures.period_exceptions import (
    anothers,
    baseline,
    begun,
    compared,
    elsewhere,
    finite,
    fronted,
    own_time,
    record,
    resumed,
    started,
    unnamed,
    until,
    whole,
)
from documents.figures.scene import Scene, clause_of, subject_head, verb_before
from documents.figures.types import Period
from documents.figures.vocabulary import load

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def period_for(scene: Scene, figure: int) -> Period | None:
    """Return the period of the figure; "from 4% to 3% between 2022 and 2024" gives each end its own year."""
    found = _period(scene, figure)
    if found is None or found.start[:4] == found.end[:4] or not found.surface[:4].isdecimal():
        return found
    k = scene.at(figure)
    paired = [k + 2 < len(scene.parts) and scene.parts[k + 1].low == "to" and scene.parts[k + 2].sort == "figure"]
    paired.append(k >= 2 and scene.parts[k - 1].low == "to" and scene.parts[k - 2].sort == "figure")
    if ("and" not in found.surface and "to" not in found.surface) or not any(paired):
        return found
    year = found.start[:4] if paired[0] else found.end[:4]
    return Period(f"{year}-01-01", f"{year}-12-31", year)


def _period(scene: Scene, figure: int) -> Period | None:
    """Return the period of the figure: the one right after it, else the nearest before it, else a later one.

    "lost 6 in 2024 and 5 in 2025" gives each amount its own year; "In 2024 a rose to 3 and b to 4" gives both 2024.
    """
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    if (bracketed := bracket_time(scene, k)) is not None:
        return scene.periods[scene.parts[bracketed].figure]
    others = [j for j, part in enumerate(scene.parts) if part.sort == "figure" and j != k]
    aside = insertions(scene.parts, first, k)
    dated = [
        j
        for j, part in enumerate(scene.parts)
        if part.sort == "period"
        and not any(opened < j < closed for opened, closed in aside)
        and not of_bracketed(scene, k, j)
    ]
    surface = scene.figures[figure].surface
    hyphened = scene.figures[figure].dimension not in ("share", "money")
    if hyphened and surface.rstrip(_LETTERS).endswith("-") and surface[-1:].isalpha() and surface[:1].isalnum():
        return None
    if unnamed(scene, k):
        return None
    if _delta(scene, k):
        before = [other for other in others if other < k]
        return period_for(scene, scene.parts[before[-1]].figure) if before else None
    after = [
        j for j in dated if k < j < last and not any(k < other < j and not whole(scene, k, other) for other in others)
    ]
    after = [j for j in after if not record(scene, j) and not fronted(scene, j)]
    after = [j for j in after if not baseline(scene, k, j) and not resumed(scene, k, j)]
    if scene.figures[figure].dimension in ("length", "duration"):
        after = [j for j in after if not any(finite(scene, i) for i in range(k, j))]
    if not after and k + 2 < last and scene.parts[k + 1].low == "to" and scene.parts[k + 2].sort == "figure":
        return period_for(scene, scene.parts[k + 2].figure)
    after = after or _described(scene, k)
    if after:
        return scene.periods[scene.parts[after[0]].figure]
    before = [j for j in dated if first <= j < k and (not _taken(scene, j, others) or _goes_on(scene, j, k))]
    before = [j for j in before if not until(scene, j, k) and not compared(scene, j) and not _turns(scene, j, k)]
    if before:
        return scene.periods[scene.parts[before[-1]].figure]
    if own_time(scene, first, last):
        return None
    then = first > 2 and scene.parts[first - 1].low == "when" and scene.parts[first - 2].low == ","
    if then and scene.parts[first - 3].sort == "period":
        # "in the year to March 2024, when its margin was 5%"
        return begun(scene.periods[scene.parts[first - 3].figure])
    subordinate = first > 0 and scene.parts[first - 1].low in ("when", "as", "where")
    subordinate = subordinate and not (first > 1 and scene.parts[first - 2].low == "and")  # "opened in May and where"
    verb = verb_before(scene, first, k)
    if first > 0 and scene.parts[first - 1].low == "and" and verb is not None:
        opened = {token.low for token in scene.tokens[scene.parts[first].first : scene.parts[k].first]}
        subordinate = subordinate or (subject_head(scene, first, verb) is None and not opened & _NOT_THEN)
    opening = [j for j in dated if j < k and not _taken(scene, j, others) and (leads(scene, j) or subordinate)]
    opening = [j for j in opening if leads(scene, j) or not scene.periods[scene.parts[j].figure].cumulative]
    if opening:
        return scene.periods[scene.parts[opening[-1]].figure]
    carried = _carried(scene, first, k) if verb is not None else None
    carried = _participial(scene, first) if carried is None else carried
    if carried is not None:
        return scene.periods[scene.parts[carried].figure]
    beside = [other for other in others if first <= other < k]
    if beside and _runs_on(scene, beside[-1], k):
        return period_for(scene, scene.parts[beside[-1]].figure)
    if verb is not None or scene.figures[figure].dimension in ("length", "duration"):
        return None
    shared = [j for j in dated if k < j < last and not anothers(scene, j, k, others)]
    shared = [j for j in shared if not elsewhere(scene, k, j, others)]
    if shared:
        return scene.periods[scene.parts[shared[0]].figure]
    return None


def _described(scene: Scene, k: int) -> list[int]:
    """Return the period of the clause that says which ones are counted: "the 870 nurses | who left in 2024"."""
    if k + 1 >= len(scene.parts) or scene.parts[k + 1].low not in ("who", "that"):
        return []
    for j in range(k + 2, len(scene.parts)):
        if scene.parts[j].sort in ("mark", "figure", "join", "relative"):
            return []
        if scene.parts[j].sort == "period":
            return [j]
    return []


def _carried(scene: Scene, first: int, k: int) -> int | None:
    """Return the period that ends the clause before ", and": "sales rose 9% in 2024, and profit before tax was $2"."""
    if first < 3 or scene.parts[first - 1].low != "and" or scene.parts[k].sort != "figure":
        return None
    j = first - 2 - (scene.parts[first - 2].low == ",")
    if scene.parts[j].sort != "period" or scene.periods[scene.parts[j].figure].cumulative:
        return None
    if scene.figures[scene.parts[k].figure].dimension not in _CARRIED or started(scene, j):
        return None
    opened = scene.tokens[scene.parts[first].first : scene.parts[k].first]
    return None if any(token.low in _NOT_THEN for token in opened) else j


def _participial(scene: Scene, first: int) -> int | None:
    """Return the period right before a participle that goes on from it: "rose to 47 in 2024, | covering 9 hectares"."""
    if first < 2 or scene.parts[first - 1].low != "," or scene.parts[first].sort != "verb":
        return None
    going = scene.tokens[scene.parts[first].first].low.endswith("ing")
    if not going or scene.parts[first - 2].sort != "period" or started(scene, first - 2):
        return None
    period = scene.periods[scene.parts[first - 2].figure]
    return first - 2 if not period.cumulative and not period.end.startswith("9999") else None


def _turns(scene: Scene, j: int, k: int) -> bool:
    """Say whether the clause goes on after the period to what holds now: "paid $850 in 2021 | and has spent $3"."""
    between = scene.parts[j + 1 : k]
    if len(between) < 2 or between[0].low != "and" or between[1].sort != "verb":
        return False
    return scene.tokens[between[1].first].low in _NOT_THEN


_CARRIED = frozenset({"money", "share", "points", "count", "mass", "cargo", "energy", "volume", "factor"})
_NOT_THEN = frozenset(
    {"now", "today", "is", "are", "has", "have", "will", "would", "may", "can", "could", "plans", "expects"}
)


def _delta(scene: Scene, k: int) -> bool:
    """Say whether the figure is a change added to the one before: "9.4 million in 2024, up 6.5% from 2023"."""
    return delta(scene, k) is not None


def delta(scene: Scene, k: int) -> int | None:
    """Return the element of the figure that the figure at k is a change of, if it is one."""
    if k < 2 or not (scene.parts[k - 1].low in ("up", "down") or _apposed_change(scene, k)):
        return None
    j = k - 2
    while j >= 0 and (scene.parts[j].sort in ("mark", "join", "filler", "period", "prep") or scene.parts[j].low == ")"):
        if scene.parts[j].low in (";", ":", "."):
            return None
        j -= 1
    return j if j >= 0 and scene.parts[j].sort == "figure" else None


def _apposed_change(scene: Scene, k: int) -> bool:
    """Say whether the figure is set beside the one before as its change: "4.9 million trips, a 17% increase"."""
    if scene.parts[k - 1].low not in ("a", "an") or k < 3 or scene.parts[k - 2].low != "," or k + 1 >= len(scene.parts):
        return False
    after = scene.parts[k + 1]
    lows = {scene.tokens[i].low for i in range(after.first, after.last)}
    return after.sort == "phrase" and bool(lows & set(load("kinds")["growth"]["nouns"]))


def _goes_on(scene: Scene, j: int, k: int) -> bool:
    """Say whether the clause simply runs on from the period to the figure: "ordered 5 in 2024 for $3"."""
    between = scene.parts[j + 1 : k]
    if not between or scene.periods[scene.parts[j].figure].cumulative:
        return False
    if between[0].low == "and" and len(between) > 1 and between[1].sort == "verb":
        opens = {token.low for token in scene.tokens[between[1].first : scene.parts[k].last + 1]}
        if opens & _NOT_THEN or any(token.low in ("today", "now") for token in scene.tokens[scene.parts[k].last :][:2]):
            return False
        return between[1].low not in ("plan", "expect", "aim", "hope", "intend", "will", "target", "forecast")
    if between[0].low == "," and len(between) > 1 and between[1].low in ("to", "from"):
        return True  # "fell by 12% in 2023, to $5"
    return between[0].sort == "prep" and not any(part.sort in ("join", "mark") for part in between)


def _runs_on(scene: Scene, j: int, k: int) -> bool:
    """Say whether the figure at k only adds to the one at j: "sales of $2 for 2024, a rise of 11%"."""
    between = scene.parts[j + 1 : k]
    lows = {part.low for part in between}
    if any(part.sort in ("verb", "relative") for part in between) or lows & {
        "from",
        "than",
        "compared",
        "against",
        "versus",
        ";",
    }:
        return False
    relative = scene.figures[scene.parts[k].figure].dimension in ("share", "points", "factor")
    return "or" in lows or (relative and ("," in lows or "and" in lows))


def _taken(scene: Scene, j: int, others: list[int]) -> bool:
    """Say whether the period at j belongs to the figure right before it: "6 billion in 2024"."""
    return any(other < j and j - other <= 5 and _joined(scene, other, j) for other in others)


def _joined(scene: Scene, figure: int, period: int) -> bool:
    between = scene.parts[figure + 1 : period]
    return all(part.sort == "prep" or part.low == "the" or part.sort == "phrase" for part in between) and not any(
        part.low == "," for part in between
    )


def leads(scene: Scene, j: int) -> bool:
    """Say whether the period opens the sentence, and so holds for all of it."""
    if scene.parts[0].sort == "join" and not any(part.low in (",", ";") for part in scene.parts[:j]):
        return True
    opened = scene.parts[0].sort == "prep" and j + 1 < len(scene.parts) and scene.parts[j + 1].low == ","
    if opened and not any(part.sort in ("mark", "pronoun") for part in scene.parts[:j]):
        return True  # "In the tests held in May 2024, | Acme came third"
    return j <= 3 and not any(part.sort == "verb" for part in scene.parts[:j])
