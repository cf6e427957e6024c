"""Times that lean on one named before: "lost £8 million that year", "fell by 7% in the same period"."""

from __future__ import annotations

from collections.abc import Sequence

from documents.figures.scene import Scene, clause_of
from documents.figures.types import Figure, Period

_SAME = frozenset({"period", "month", "quarter", "week", "day", "half"})


def pointed_time(scene: Scene, figure: int, told: Sequence[Figure]) -> Period | None:
    """Return the period that "that year" or "the same period" in the figure's clause means, None where it has neither.

    `told` are the figures before in the block, nearest first: the first one with a period gives it.
    """
    place = _place(scene, scene.at(figure))
    past = next((one.period for one in told if one.period is not None), None) if place else None
    if past is None or past.cumulative or past.end.startswith("9999"):
        return None
    if place != "year":
        return past
    year = past.end[:4]
    return Period(f"{year}-01-01", f"{year}-12-31", year) if past.start[:4] == year else None


def _place(scene: Scene, at: int) -> str:
    """Return the noun of the phrase that points back: right after the figure, or before it in its clause."""
    first, last = clause_of(scene, at)
    after = next((j for j in range(at + 1, last) if scene.parts[j].sort in ("figure", "mark", "period")), last)
    for j in (*range(at + 1, after), *range(first, at)):
        part = scene.parts[j]
        lows = [scene.tokens[i].low for i in range(part.first, part.last)]
        if part.sort == "phrase" and (lows == ["that", "year"] or lows[:-1] == ["the", "same"]):
            return lows[-1] if lows[-1] in _SAME | {"year"} else ""
    return ""
