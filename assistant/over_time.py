"""How much one thing has risen or fallen from one time to a later one, in its own unit or in percent."""

from __future__ import annotations

from assistant.display import stated
from assistant.expression import apply
from assistant.labels import metric, named, subject, when
from assistant.operations.difference import ahead
from assistant.operations.percent_change import change
from assistant.operations.working import aligned, working
from assistant.types import Calculation
from documents.figures.types import Figure


def over_time(earlier: Figure, later: Figure) -> Calculation | None:
    """Return by how much the later figure is above or below the earlier one, None where their units differ."""
    pair = (earlier, later)
    both = aligned(pair)
    if both is None:
        return None
    old, new = both.values
    falls = new.low < old.low
    work = working(pair, apply("-", both.operands[not falls], both.operands[falls]))
    if work is None:
        return None
    return work.calculation(
        "difference", _said(earlier, later, work.surface, rises=new.low >= old.low, same=old == new)
    )


def percent_over_time(earlier: Figure, later: Figure) -> Calculation | None:
    """Return the same in percent of the earlier figure, None where that is nothing or less."""
    work = change((earlier, later), grows=True)
    if work is None:
        return None
    rises = later.quantity.low >= earlier.quantity.low
    same = later.quantity.low == earlier.quantity.low and later.quantity.high == earlier.quantity.high
    return work.calculation("percent_change", _said(earlier, later, work.surface, rises=rises, same=same))


def _said(earlier: Figure, later: Figure, by: str, *, rises: bool, same: bool) -> str:
    ends = f"{stated(earlier.quantity)}{when(earlier)} {{0}} to {stated(later.quantity)}{when(later)} {{1}}"
    dated = any(c.isdigit() for c in subject(later))  # a heading that says when it was
    name = metric(later) if dated else named(later)
    if same:
        return f"{name} did not change: from {ends}."
    verb = ("would rise" if rises else "would fall") if ahead(later) else "rose" if rises else "fell"
    return f"{name} {verb} by {by}, from {ends}."
