"""Readers: requests at fixed times, whatever becomes of those before (an open loop), or one after another."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from benchmarks.torture.server_lines import GIVE_UP, Lines, Reply, reply, request

SMALL = 4_096  # bytes that a reader takes in who does not read


def asked(texts: Sequence[str], seed: int) -> Iterator[str]:
    """Yield paths that ask, no two alike, so that none is answered from memory, and none too long."""
    order = random.Random(seed)
    times = 0
    while True:
        times += 1
        blank = f"{times:b}".translate({ord("0"): " ", ord("1"): "\t"})  # the number, written in blanks
        for text in order.sample(texts, len(texts)):
            yield f"/api/v1/ask?q={quote(text + blank)}"


async def get(port: int, path: str, reader: int = 0) -> Reply:
    """Ask once, on a connection of its own, as a reader of an address of its own."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(GIVE_UP):
            raw = await _exchange(port, request(path, reader))
    except ConnectionRefusedError:
        return Reply(-2, time.perf_counter() - begun, begun)
    except TimeoutError:
        return Reply(-1, time.perf_counter() - begun, begun)
    except OSError:
        return Reply(0, time.perf_counter() - begun, begun)
    return reply(raw, begun)


async def _exchange(port: int, asking: bytes) -> bytes:
    receive, send = await asyncio.open_connection("127.0.0.1", port)
    try:
        send.write(asking)
        return await receive.read(-1)
    finally:
        send.close()


async def open_loop(port: int, paths: Iterable[str], rate: float, seconds: float) -> list[Reply]:
    """Send `rate` requests a second for so long, and wait for what comes back."""
    lines = Lines(port)
    requests = (request(path, number) for number, path in enumerate(paths))
    await asyncio.to_thread(lines.send, requests, rate, math.ceil(rate * seconds))
    return lines.replies


async def closed_loop(port: int, paths: Iterator[str], workers: int, seconds: float, pause: float = 0) -> list[Reply]:
    """Let so many readers ask one question after another for so long, or until there is no server any more."""
    end, found = time.perf_counter() + seconds, []

    async def work(number: int) -> None:
        while time.perf_counter() < end:
            found.append(await get(port, next(paths), number * 65_536 + len(found)))
            if found[-1].status == -2:
                break
            await asyncio.sleep(pause)

    await asyncio.gather(*(work(number) for number in range(workers)))
    return found


def quantile(values: Iterable[float], share: float) -> float:
    """Return the value that so large a share does not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def counted(replies: Iterable[Reply]) -> str:
    """Return how often which status came: "200: 12, 429: 3"."""
    known = [reply.status for reply in replies]
    return ", ".join(f"{status}: {known.count(status):,}" for status in sorted(set(known)))
