"""The time an amount came together in and what a duration led to: "400 in 24 hours", "90 days to reach 10,000"."""

from __future__ import annotations

from documents.figures.scene import Scene, clause_of
from documents.figures.timing import leads
from documents.figures.types import Quantity

_SPANS = frozenset({"within", "in", "during", "over", "after", "inside"})
_AMOUNTS = frozenset({"count", "ordinal", "money", "mass", "volume", "energy", "cargo", "power", "length"})


def within_for(scene: Scene, figure: int) -> Quantity | None:
    """Return the time in which the amount came together: "4,500 orders within 24 hours"."""
    if scene.figures[figure].dimension not in _AMOUNTS:
        return None
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    # "Within the 24 hours that followed, they sold 400": a time that opens the sentence holds for its first amount.
    opening = [j for j, part in enumerate(scene.parts[:k]) if part.sort == "figure" and leads(scene, j)]
    outside = [j for j in opening[:1] if j < first]
    for j in [*range(first, last), *outside]:
        part = scene.parts[j]
        if part.sort != "figure" or scene.figures[part.figure].dimension != "duration" or abs(j - k) > 8:
            continue
        first = min(first, j - 4) if j < first else first
        lead = next(
            (scene.parts[i].low for i in range(j - 1, max(first, 0, j - 3) - 1, -1) if scene.parts[i].sort == "prep"),
            "",
        )
        if lead in _SPANS and not any(scene.parts[i].sort == "figure" for i in range(min(j, k) + 1, max(j, k))):
            found: Quantity = scene.figures[part.figure]
            return found
    return None


def milestone_for(scene: Scene, figure: int) -> tuple[Quantity, int, int] | None:
    """Return (what was reached, first element, last element) of "90 days to reach 10,000 units"."""
    if scene.figures[figure].dimension != "duration":
        return None
    k = scene.at(figure)
    _, last = clause_of(scene, k)
    to = next((j for j in range(k + 1, min(k + 9, last)) if scene.parts[j].low == "to"), None)
    if to is not None and any(part.sort in ("verb", "join") for part in scene.parts[k + 1 : to]):
        return None  # "approved in 26 minutes and costs 180 to process"
    if to is None or to + 1 >= last or scene.parts[to + 1].sort != "verb":
        return None
    for j in range(to + 2, min(to + 6, last)):
        part = scene.parts[j]
        if part.sort == "figure" and scene.figures[part.figure].dimension in _AMOUNTS:
            end = j + 2 if j + 1 < last and scene.parts[j + 1].sort == "phrase" else j + 1
            return scene.figures[part.figure], to + 1, end
    return None
