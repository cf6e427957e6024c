"""How much one thing has risen or fallen from one time to a later one, in its own unit."""

from __future__ import annotations

from assistant.display import stated
from assistant.expression import apply
from assistant.labels import metric, when
from assistant.operations.working import aligned, in_unit, measured_in, working
from assistant.types import Calculation
from documents.figures.types import Figure


def over_time(earlier: Figure, later: Figure) -> Calculation | None:
    """Return by how much the later figure is above or below the earlier one, None where their units differ."""
    pair = (earlier, later)
    unit = measured_in(earlier)
    old, new, both = in_unit(earlier.quantity, unit), in_unit(later.quantity, unit), aligned(pair, unit)
    if old is None or new is None or both is None:
        return None
    falls = new.low < old.low
    work = working(pair, apply("-", both[not falls], both[falls]))
    if work is None:
        return None
    ends = f"{stated(earlier.quantity)}{when(earlier)} {{0}} to {stated(later.quantity)}{when(later)} {{1}}"
    name = metric(earlier)
    if old == new:
        return work.calculation("difference", f"{name} did not change: from {ends}.")
    word = "fell" if falls else "rose"
    return work.calculation("difference", f"{name} {word} by {work.surface}, from {ends}.")
