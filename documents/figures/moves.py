"""Two levels of one thing in a clause: "raise output from 3 to 5 tonnes", the first of today, the second later."""

from __future__ import annotations

from documents.figures.inheritance import Read
from documents.figures.scene import Scene
from documents.figures.status import status_of

_NAMED = ("object", "subject", "of")  # ways in which the clause names what moves


def later_of(read: Scene, k: int, earlier: list[Read]) -> Read | None:
    """Return the level that the figure has moved from, where that one tells what it is a level of."""
    if not earlier or k == 0 or not _moves(read, k - 1):
        return None
    before = earlier[-1]
    same = before.figure.quantity.dimension == read.figures[k].dimension
    return before if same and before.metric is not None and before.metric.route in _NAMED else None


def today_of(read: Scene, k: int) -> bool:
    """Say whether the figure is the level of now that a plan starts from: the period of the plan is not its own."""
    return _moves(read, k) and status_of(read, k + 1) in ("forecast", "target")


def _moves(read: Scene, k: int) -> bool:
    """Say whether the figure and the next one are joined as "from A to B"."""
    if k + 1 >= len(read.figures):
        return False
    at, then = read.at(k), read.at(k + 1)
    between = [part.low for part in read.parts[at + 1 : then] if part.sort != "filler"]
    opened = next((part.low for part in reversed(read.parts[:at]) if part.sort != "filler"), "")
    return opened == "from" and between == ["to"]
