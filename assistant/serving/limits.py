"""How often one address asks, and how many requests calculate at once."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from assistant.serving.rules import Rules

_REMEMBERED = 20_000  # addresses; the one that has asked nothing for longest is forgotten, some 4 MB in all

_OVER = 2.0  # seconds without a refusal after which a crowd is over
_ARRIVES = 0.2  # seconds that a request takes at most from the line to the gate
_LATELY = 0.1  # how much of what is usual the newest one tells


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
    """So many at once, so many more that wait in the order of coming, and nobody longer than is bearable.

    A crowd that comes at once is waited for. Once somebody had to be refused, more come than can be served: who would
    have to wait for more than a moment, by how long others took, is then told so at once, until that is over.
    """

    def __init__(self, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        self._rules, self._clock = rules, clock
        self._busy = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._coming: deque[float] = deque()  # when those were heard of who have not arrived
        self._refused = -math.inf  # when somebody was last
        self._usual = 0.0  # seconds that one keeps a slot, those of late counting most

    def full(self, coming: bool = False) -> bool:
        """Say whether one more has to be refused, who then is; with `coming`, one who comes after all on the way."""
        now = self._clock()
        while self._coming and now - self._coming[0] > _ARRIVES:
            self._coming.popleft()
        ahead = self._busy + len(self._queue) + coming * len(self._coming) - self._rules.at_once
        soon = ahead * self._usual <= self._patience() * self._rules.at_once
        if ahead < 0 or (ahead < self._rules.waiting and soon):
            return False
        self._refused = now
        return True

    def expect(self) -> None:
        """One more is on the way, so that no more are let in at a stroke than there is room for."""
        self._coming.append(self._clock())

    def arrived(self) -> None:
        """Whoever was on the way for longest is there."""
        if self._coming:
            self._coming.popleft()

    async def enter(self) -> float | None:
        """Return when a slot was had, None where none was; whoever has one calls `leave` with that."""
        if self._busy < self._rules.at_once:
            self._busy += 1
            return self._clock()
        if self.full():
            return None
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await asyncio.wait([turn], timeout=self._rules.patience)
        except asyncio.CancelledError:
            if turn.done():
                self._next()
            else:
                self._queue.remove(turn)
            raise
        if turn.done():
            return self._clock()
        self._queue.remove(turn)
        self._refused = self._clock()
        return None

    def leave(self, since: float) -> None:
        """Give the slot to the one who has waited longest."""
        took = self._clock() - since
        self._usual += _LATELY * (took - self._usual) if self._usual else took
        self._next()

    def _patience(self) -> float:
        crowded = self._clock() - self._refused < _OVER
        return self._rules.short_patience if crowded else self._rules.patience

    def _next(self) -> None:
        if self._queue:
            self._queue.popleft().set_result(None)
        else:
            self._busy -= 1
