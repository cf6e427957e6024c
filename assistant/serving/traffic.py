"""What page, gate and server know of one another: whether the server is stopping, and what is under way."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.serving.limits import Slots


@dataclass(slots=True)
class Traffic:
    """Changed only in the server's loop, but for `stopping`, which a signal sets."""

    under_way: int = 0  # requests whose answer is being made or waits for its turn
    stopping: bool = False
    slots: Slots | None = None  # who has one of them is answered
