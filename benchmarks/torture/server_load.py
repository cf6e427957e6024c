"""Readers: requests at fixed times, whatever becomes of those before (an open loop), or one after another."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

_GIVE_UP = 30.0  # seconds after which a request counts as failed
SMALL = 4_096  # bytes that a reader takes in who does not read


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request: status 0 is a connection that broke, -1 one that said nothing in time, -2 none at all."""

    status: int
    seconds: float
    at: float  # when it was sent
    head: bytes = b""
    body: bytes = b""


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
    address = f"10.{reader >> 16 & 255}.{reader >> 8 & 255}.{reader & 255}"
    try:
        async with asyncio.timeout(_GIVE_UP):
            raw = await _exchange(port, path, address)
    except ConnectionRefusedError:
        return Reply(-2, time.perf_counter() - begun, begun)
    except TimeoutError:
        return Reply(-1, time.perf_counter() - begun, begun)
    except OSError:
        return Reply(0, time.perf_counter() - begun, begun)
    head, _, body = raw.partition(b"\r\n\r\n")
    status = int(head[9:12]) if head[9:12].isdigit() else 0
    return Reply(status, time.perf_counter() - begun, begun, head, body)


async def _exchange(port: int, path: str, address: str) -> bytes:
    receive, send = await asyncio.open_connection("127.0.0.1", port)
    try:
        lines = (f"GET {path} HTTP/1.1", "host: 127.0.0.1", f"x-forwarded-for: {address}", "connection: close", "", "")
        send.write("\r\n".join(lines).encode())
        return await receive.read(-1)
    finally:
        send.close()


async def open_loop(port: int, paths: Iterable[str], rate: float, seconds: float) -> list[Reply]:
    """Send `rate` requests a second for so long, and wait for what comes back."""
    begun, tasks, ways = time.perf_counter(), [], iter(paths)
    for number in range(math.ceil(rate * seconds)):
        wait = begun + number / rate - time.perf_counter()
        # Also where it is late: what came back meanwhile has to be taken up.
        await asyncio.sleep(max(0.0, wait) if number % 16 == 0 or wait > 0 else 0)
        tasks.append(asyncio.create_task(get(port, next(ways), number)))
    return list(await asyncio.gather(*tasks))


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
