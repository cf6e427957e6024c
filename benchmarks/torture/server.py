"""The part `server`: a real `article-assistant chat`, and readers who are too many, too slow, or at the wrong time.

What is asked of it, one file each: `server_overload.py`, `server_slow.py`, `server_swaps.py`, `server_ending.py`,
`server_soak.py` and `server_contract.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.torture import (
    server_contract,
    server_ending,
    server_overload,
    server_slow,
    server_soak,
    server_swaps,
)
from benchmarks.torture.server_process import Chat
from benchmarks.torture.types import Outcome, Run


def run(run: Run) -> Iterator[Outcome]:
    """Start the server once for all that does not end it."""
    with Chat.started(run.folder) as chat:
        yield from server_overload.run(run, chat)
        yield from server_slow.run(run, chat)
        yield from server_swaps.run(run, chat)
        if run.size != "ci":
            yield from server_soak.run(run, chat)
        yield from server_ending.run(run, chat)
    yield from server_ending.kills(run)
    if run.size != "ci":
        yield from server_contract.run(run)
