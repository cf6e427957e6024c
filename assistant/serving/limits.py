"""How often one address asks, and how many requests calculate at once."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_REMEMBERED = 20_000  # addresses; the one that has asked nothing for longest is forgotten, some 4 MB in all


class Buckets:
    """A bucket of tokens for each address: full at first, emptied by asking, filled again at a steady rate.

    `limits`, the usual library, has windows and no buckets: at the edge of a window twice as much is let through.
    """

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._size, self._clock = per_minute / 60, float(burst), clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str | None, cost: float) -> float:
        """Take tokens and return 0, or take none and return the seconds until there are enough."""
        if address is None or not cost:
            return 0.0
        now = self._clock()
        level, then = self._levels.pop(address, (self._size, now))
        level = min(self._size, level + (now - then) * self._rate)
        wait = max(0.0, min(cost, self._size) - level) / self._rate
        self._levels[address] = (level if wait else level - cost, now)
        if len(self._levels) > _REMEMBERED:
            self._levels.popitem(last=False)
        return wait


class Slots:
    """So many at once, so many more that wait in the order of coming, and nobody longer than is bearable."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._free, self._most, self._patience = at_once, waiting, patience
        self._queue: deque[asyncio.Future[None]] = deque()

    async def enter(self) -> bool:
        """Return whether a slot was had; whoever has one calls `leave`."""
        if self._free:
            self._free -= 1
            return True
        if len(self._queue) >= self._most:
            return False
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await asyncio.wait([turn], timeout=self._patience)
        except asyncio.CancelledError:
            if turn.done():
                self.leave()
            else:
                self._queue.remove(turn)
            raise
        if not turn.done():
            self._queue.remove(turn)
        return turn.done()

    def leave(self) -> None:
        """Give a slot to the one who has waited longest."""
        if self._queue:
            self._queue.popleft().set_result(None)
        else:
            self._free += 1
