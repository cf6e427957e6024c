"""Index after index, published while readers ask: none fails, and each answer is of one of them."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from itertools import count
from urllib.parse import quote

from benchmarks.torture.server_load import Reply, counted, open_loop, quantile
from benchmarks.torture.server_process import FARE, PRICES, Chat
from benchmarks.torture.types import Outcome, Run
from documents.types import Document

_TAKEN_UP_WITHIN = 30.0  # seconds
Library = dict[str, Document]


def run(run: Run, chat: Chat) -> Iterator[Outcome]:
    """Publish two states of an article in turn, each as soon as the one before is served."""
    swaps = run.many(4, 200, 1_000)
    libraries: dict[str, tuple[int, Library]] = {}
    for price in reversed(PRICES):  # also fills the cache of embeddings
        generation = chat.publish(price)
        libraries[generation] = (price, chat.texts())
    replies, late = _asked_meanwhile(chat, swaps, run.many(5, 20, 20))
    failed = [reply for reply in replies if reply.status != 200]
    yield Outcome(
        f"readers are answered while {swaps} indexes are published", len(replies), len(failed),
        f"{counted(replies)}; p99 {quantile((reply.seconds for reply in replies), 0.99) * 1000:.0f} ms",
        tuple(f"status {reply.status}" for reply in failed[:5]),
    )  # fmt: skip
    mixed = [found for reply in replies if reply.status == 200 and (found := mixture(reply.body, libraries))]
    seen = {json.loads(reply.body)["generation"] for reply in replies if reply.status == 200}
    mixed += ["not all generations were seen"] if seen != set(libraries) else []
    yield Outcome("each answer is of one index", len(replies), len(mixed), "", tuple(mixed[:5]))
    memory, files, threads = chat.uses()
    yield Outcome(
        f"a published index is served within {_TAKEN_UP_WITHIN:.0f} s", swaps, late,
        f"memory {memory:.0f} MB, {files} files, {threads} threads afterwards", timed=True,
    )  # fmt: skip


def _asked_meanwhile(chat: Chat, swaps: int, rate: float) -> tuple[list[Reply], int]:
    late = 0
    done = threading.Event()
    replies: list[Reply] = []

    def ask() -> None:
        texts = (f"/api/v1/ask?q={quote(FARE + ' ' * (number % 200))}" for number in count())
        while not done.is_set():
            replies.extend(asyncio.run(open_loop(chat.port, texts, rate, 2.0)))

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(swaps):
        late += not _taken_up(chat, chat.publish(PRICES[(number + 1) % 2]))
    done.set()
    asking.join()
    return replies, late


def _taken_up(chat: Chat, generation: str) -> bool:
    end = time.monotonic() + _TAKEN_UP_WITHIN
    while time.monotonic() < end:
        status, body = chat.get("/api/v1/documents")
        if status == 200 and json.loads(body)["generation"] == generation:
            return True
        time.sleep(0.1)
    return False


def mixture(body: bytes, libraries: dict[str, tuple[int, Library]]) -> str:
    """Return what in an answer is not of the generation that it names, "" where all is."""
    answer = json.loads(body)
    if answer["generation"] not in libraries:
        return f"generation {answer['generation'][:16]} was never published"
    price, library = libraries[answer["generation"]]
    if f"€{price}" not in answer["text"]:
        return f"€{price} is not in: {answer['text'][:80]}"
    for cited in answer["citations"]:
        if library[cited["document"]].text[cited["start"] : cited["end"]] != cited["quote"]:
            return f"not at its place {cited['start']}-{cited['end']}: {cited['quote'][:80]!r}"
    return ""
