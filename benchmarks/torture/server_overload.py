"""Ten times as many questions as can be answered: refused at once and politely, the others answered in time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from benchmarks.torture.server_load import Reply, asked, closed_loop, counted, get, open_loop, quantile
from benchmarks.torture.server_process import Chat, questions
from benchmarks.torture.types import Outcome, Run

_TIMES = 10
_FASTEST = 5_000  # requests a second that one generator may send
_BESIDE_OTHERS = 140  # that generator and server can do where others work on the machine at the same time
_REFUSED_WITHIN, _ANSWERED_WITHIN, _HEALTHY_WITHIN = 0.5, 1.5, 0.5  # seconds, of 99 in 100
_GOODPUT = 0.7  # of the peak
_WORKERS = 4  # enough to keep all slots busy


def run(run: Run, chat: Chat) -> Iterator[Outcome]:
    """Measure what the server can do, then offer ten times as much."""
    seconds = run.many(5, 120, 600)
    slack = run.many(3, 1, 1)  # where others work on the machine at the same time
    fastest = run.many(_BESIDE_OTHERS, _FASTEST, _FASTEST)
    replies, health, peak = asyncio.run(_offered(chat.port, run.seed, seconds, run.many(3, 10, 20), fastest))
    refused = [reply for reply in replies if reply.status == 429]
    admitted = [reply for reply in replies if reply.status == 200]
    impolite = [reply for reply in refused if b"retry-after" not in reply.head.lower()]
    broken = [reply for reply in replies if reply.status not in (200, 429)] + impolite
    sent = [reply.at for reply in replies]
    offered = len(replies) / (max(sent) - min(sent))
    yield Outcome(
        f"ten times as many questions as it can answer (at most {fastest:,}/s) get that or 429 with Retry-After",
        len(replies), len(broken), f"offered {offered:.0f}/s, peak {peak:.1f}/s, {counted(replies)}",
        tuple(f"status {reply.status} after {reply.seconds:.2f} s" for reply in broken[:5]),
    )  # fmt: skip
    yield _in_time(f"a refusal comes within {_REFUSED_WITHIN * slack} s (p99)", refused, _REFUSED_WITHIN * slack)
    yield _in_time(f"an answer comes within {_ANSWERED_WITHIN * slack} s (p99)", admitted, _ANSWERED_WITHIN * slack)
    goodput = len(admitted) / (max(sent) - min(sent))
    least = _GOODPUT / slack
    yield Outcome(
        f"at least {least:.0%} of the peak is answered", len(admitted), int(goodput < least * peak),
        f"{goodput:.1f}/s of {peak:.1f}/s", timed=True,
    )  # fmt: skip
    late = [one for one in health if one.status != 200]
    yield Outcome("/healthz answers throughout", len(health), len(late), _times(health))
    yield _in_time(f"/healthz answers within {_HEALTHY_WITHIN * slack} s (p99)", health, _HEALTHY_WITHIN * slack)


async def _offered(
    port: int, seed: int, seconds: float, trial: float, fastest: int
) -> tuple[list[Reply], list[Reply], float]:
    paths = asked(questions(), seed)
    await closed_loop(port, paths, _WORKERS, 1)
    alone = await closed_loop(port, paths, _WORKERS, trial)
    peak = sum(reply.status == 200 for reply in alone) / trial
    health: list[Reply] = []

    async def probe() -> None:
        while True:
            health.append(await get(port, "/healthz"))
            await asyncio.sleep(0.1)

    probing = asyncio.create_task(probe())
    replies = await open_loop(port, paths, min(_TIMES * peak, fastest), seconds)
    probing.cancel()
    return replies, health, peak


def _in_time(promise: str, replies: list[Reply], limit: float) -> Outcome:
    late = quantile((reply.seconds for reply in replies), 0.99) > limit
    return Outcome(promise, len(replies), int(late), _times(replies), timed=True)


def _times(replies: list[Reply]) -> str:
    seconds = [reply.seconds for reply in replies]
    return f"p50 {quantile(seconds, 0.5) * 1000:.0f} ms, p99 {quantile(seconds, 0.99) * 1000:.0f} ms"
