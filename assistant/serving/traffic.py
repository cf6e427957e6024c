"""What page, gate and server know of one another: whether the server is stopping, and what is under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Traffic:
    """Changed only in the server's loop, but for `stopping`, which a signal sets."""

    under_way: int = 0  # requests whose answer is being made or waits for its turn
    stopping: bool = False
    full: Callable[[], bool] = lambda: False  # whether one more who asks would be told to come back
