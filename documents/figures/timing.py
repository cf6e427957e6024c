"""When a figure holds: its period, the time it accumulated over, the milestone a duration led to."""

from __future__ import annotations

from documents.figures.scene import Scene, clause_of
from documents.figures.types import Period, Quantity

_SPANS = frozenset({"within", "in", "during", "over", "after", "inside"})
_AMOUNTS = frozenset({"count", "ordinal", "money", "mass", "volume", "energy", "cargo", "power", "length"})


def period_for(scene: Scene, figure: int) -> Period | None:
    """Return the period of the figure: the one right after it, else the nearest before it, else a later one.

    "lost 6 in 2024 and 5 in 2025" gives each amount its own year; "In 2024 a rose to 3 and b to 4" gives both 2024.
    """
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    others = [j for j, part in enumerate(scene.parts) if part.sort == "figure" and j != k]
    dated = [j for j, part in enumerate(scene.parts) if part.sort == "period"]
    after = [j for j in dated if k < j < last and not any(k < other < j for other in others)]
    if after:
        return scene.periods[scene.parts[after[0]].figure]
    before = [j for j in dated if first <= j < k and not _taken(scene, j, others)]
    if before:
        return scene.periods[scene.parts[before[-1]].figure]
    opening = [j for j in dated if j < k and not _taken(scene, j, others) and _leads(scene, j)]
    if opening:
        return scene.periods[scene.parts[opening[-1]].figure]
    shared = [j for j in dated if k < j < last and not _own(scene, j, k, others)]
    return scene.periods[scene.parts[shared[0]].figure] if shared else None


def _taken(scene: Scene, j: int, others: list[int]) -> bool:
    """Say whether the period at j belongs to the figure right before it: "6 billion in 2024"."""
    return any(other < j and j - other <= 3 and _joined(scene, other, j) for other in others)


def _joined(scene: Scene, figure: int, period: int) -> bool:
    between = scene.parts[figure + 1 : period]
    return all(part.sort == "prep" or part.low == "the" or part.sort == "phrase" for part in between) and not any(
        part.low == "," for part in between
    )


def _own(scene: Scene, j: int, k: int, others: list[int]) -> bool:
    """Say whether a later period is another figure's own: a comparison follows "compared with", "from", "than"."""
    between = scene.parts[k + 1 : j]
    if any(part.low in ("compared", "versus", "than", "from", "against", "but", "while") for part in between):
        return True
    return sum(1 for other in others if k < other < j) > 1


def _leads(scene: Scene, j: int) -> bool:
    """Say whether the period opens the sentence, and so holds for all of it."""
    return j <= 3 and not any(part.sort == "verb" for part in scene.parts[:j])


def within_for(scene: Scene, figure: int) -> Quantity | None:
    """Return the time in which the amount came together: "88,898 orders within 24 hours"."""
    if scene.figures[figure].dimension not in _AMOUNTS:
        return None
    k = scene.at(figure)
    first, last = clause_of(scene, k)
    for j in range(first, last):
        part = scene.parts[j]
        if part.sort != "figure" or scene.figures[part.figure].dimension != "duration" or abs(j - k) > 8:
            continue
        lead = next((scene.parts[i].low for i in range(j - 1, max(first - 1, j - 4), -1) if scene.parts[i].sort == "prep"), "")
        if lead in _SPANS and not any(
            scene.parts[i].sort == "figure" for i in range(min(j, k) + 1, max(j, k))
        ):
            return scene.figures[part.figure]
    return None


def milestone_for(scene: Scene, figure: int) -> tuple[Quantity, int, int] | None:
    """Return (what was reached, first element, last element) of "188 days to reach 10,000 units"."""
    if scene.figures[figure].dimension != "duration":
        return None
    k = scene.at(figure)
    _, last = clause_of(scene, k)
    to = next((j for j in range(k + 1, min(k + 9, last)) if scene.parts[j].low == "to"), None)
    if to is None or to + 1 >= last or scene.parts[to + 1].sort != "verb":
        return None
    for j in range(to + 2, min(to + 6, last)):
        part = scene.parts[j]
        if part.sort == "figure" and scene.figures[part.figure].dimension in _AMOUNTS:
            end = j + 2 if j + 1 < last and scene.parts[j + 1].sort == "phrase" else j + 1
            return scene.figures[part.figure], to + 1, end
    return None
