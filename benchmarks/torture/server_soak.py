"""Hours of ordinary use in minutes: memory, files and threads stay what they are."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

from benchmarks.torture.server_load import Reply, asked, counted, open_loop
from benchmarks.torture.server_process import Chat, questions
from benchmarks.torture.types import Outcome, Run

_RATE = 8.0  # questions a second, below half of what one slow processor answers
_EVERY = 5.0  # seconds between two looks
_WARM = 1 / 3  # of the time, in which caches fill
_MAY_GROW = 24.0  # MB over the rest: what the allocator keeps for itself
_MORE = 8  # files or threads beyond those of the first look


def run(run: Run, chat: Chat) -> Iterator[Outcome]:
    """Ask at a steady rate and look at the process."""
    seconds = run.many(30, 180, 1_800)
    replies: list[Reply] = []

    def ask() -> None:
        replies.extend(asyncio.run(open_loop(chat.port, asked(questions(), run.seed + 7), _RATE, seconds)))

    asking = threading.Thread(target=ask)
    asking.start()
    looks: list[tuple[float, float, int, int]] = []
    begun = time.monotonic()
    while asking.is_alive():
        looks.append((time.monotonic() - begun, *chat.uses()))
        time.sleep(_EVERY)
    failed = [reply for reply in replies if reply.status != 200]
    yield Outcome(f"{seconds / 60:.0f} minutes of questions are answered", len(replies), len(failed), counted(replies))
    settled = [look for look in looks if look[0] >= _WARM * seconds]
    growth = slope([(look[0], look[1]) for look in settled]) * (settled[-1][0] - settled[0][0])
    yield Outcome(
        f"memory grows by at most {_MAY_GROW:.0f} MB meanwhile", len(settled), int(growth > _MAY_GROW),
        f"{growth:+.1f} MB in {settled[-1][0] - settled[0][0]:.0f} s, at {settled[-1][1]:.0f} MB",
    )  # fmt: skip
    for name, at in (("files", 2), ("threads", 3)):
        counts = [int(look[at]) for look in settled]
        yield Outcome(
            f"no more {name} than at first", len(counts), int(min(counts[-3:]) > counts[0] + _MORE),
            f"{counts[0]} then, {counts[-1]} in the end, at most {max(counts)}",
        )  # fmt: skip


def slope(points: list[tuple[float, float]]) -> float:
    """Return the slope of the straight line that fits best."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0
