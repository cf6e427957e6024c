"""Concurrent readers: how many questions a second one chat answers, and how a reader's wait grows with their number.

The peers are libraries without a server, so nothing of theirs stands beside this.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from benchmarks.measures.types import Curve, Figure, Part, Table, number
from benchmarks.throughput import Rate, rates
from benchmarks.torture.server_process import Chat

ANSWERS, P99 = 100.0, 150.0  # a second, and ms
PROCESSES = 2  # that answer: one for each core of the machine that the target is for
READERS = (1, 2, 4, 8, 16)
_ROUNDS = 5
_AT = 8  # readers of the throughput that is held against the target: both cores are busy, and some wait
_NOTE = (
    f"`chat --processes {PROCESSES}` over the two small articles of the torture tests; every reader asks again once "
    "answered, in new words each time, so that no answer comes from memory. Readers share the machine with the server. "
    f"Medians of {_ROUNDS} rounds."
)


def measure(folder: Path, readers: Sequence[int], seconds: float) -> Part:
    """Return what was found, each number of readers for so many seconds, in several rounds.

    What the machine does beside changes from one minute to the next, and would else be taken for growth.
    """
    with Chat.started(folder):
        pass  # it indexes, for which it loads what a start with an index does not
    measured: dict[int, list[Rate]] = {number_: [] for number_ in readers}
    with Chat.started(
        folder, "--processes", str(PROCESSES), "--at-once", str(max(readers)), "--no-log-questions"
    ) as chat:
        for turn in range(_ROUNDS):
            for number_ in readers:
                print(f"{turn + 1}/{_ROUNDS} readers: {number_}", file=sys.stderr, flush=True)
                measured[number_].append(rates(chat, number_, seconds / _ROUNDS, "new words"))
    return found(readers, [_median(rounds) for rounds in measured.values()])


def _median(rounds: Sequence[Rate]) -> Rate:
    """Return the median of each figure over the rounds."""
    return Rate(**{one.name: statistics.median(getattr(rate, one.name) for rate in rounds) for one in fields(Rate)})


def found(readers: Sequence[int], measured: Sequence[Rate]) -> Part:
    """Return figures, table and curve of measured rates."""
    best = measured[readers.index(_AT)] if _AT in readers else measured[-1]
    figures = (
        Figure("answers a second from one pool of two processes", best.rate, "", ANSWERS, at_least=True),
        Figure("the same: 99th percentile", 1000 * best.p99, "ms", P99),
    )
    rows = [
        (f"{number_}", number(rate.rate), number(1000 * rate.p50), number(1000 * rate.p99), f"{rate.memory:.0f}",
         f"{rate.others:.1f}")
        for number_, rate in zip(readers, measured, strict=True)
    ]  # fmt: skip
    head = (
        "readers",
        "answers a second",
        "p50 ms",
        "p99 ms",
        "memory of its processes, MB",
        "processors taken by others",
    )
    curve = Curve(
        "wait of a reader", tuple(map(float, readers)), tuple(1000 * rate.p50 for rate in measured), "readers", "ms"
    )
    return Part("readers", figures, (Table("Concurrent readers", head, tuple(rows), _NOTE),), (curve,))
