"""How many questions a second a chat answers: worked out in the process that serves, or in processes of their own.

A real `article-assistant chat` over a small library, asked by readers who ask again once they are answered. No answer
comes from memory: either the words of a question are new, so that the model reads them, or only its blanks are. Readers
and server share the processors, and so does whatever else runs: the last column says how much that was.

Usage: python benchmarks/throughput.py [--processes 0,1,2,4] [--seconds N] [--readers N] [--report FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import platform
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.torture.server_load import asked, closed_loop, counted, quantile
from benchmarks.torture.server_process import Chat, questions

_BEFORE = ("", "Please tell me: ", "I would like to know: ", "Quick question, ", "Hello, ", "One more thing: ")
_AFTER = ("", " Thanks!", " please", " I am curious.", " In short, please.", " Be exact.", " In one sentence.")
_WARM = 2.0  # seconds before anything is counted
_TICKS = os.sysconf("SC_CLK_TCK")
_HEAD = (
    "| processes | questions | answers/s | p50 ms | p99 ms | processor ms an answer: serving, answering, readers "
    "| memory MB | processors taken by others |",
    "|--:|---|--:|--:|--:|--:|--:|--:|",
)


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--processes", default="0,1,2,4", help="numbers of answering processes (default: 0,1,2,4)")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement (default: 10)")
    parser.add_argument("--readers", type=int, default=6, help="who ask at the same time (default: 6)")
    parser.add_argument("--report", type=Path, help="write the table to this file as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="throughput-") as folder:
        with Chat.started(Path(folder, "chat")):
            pass  # it indexes, for which it loads what a start with an index does not
        rows = [
            row for number in options.processes.split(",") for row in measured(Path(folder, "chat"), number, options)
        ]
    table = "\n".join(("# How many are answered", "", *told(options), "", *_HEAD, *rows))
    print(table)
    if options.report:
        options.report.write_text(table + "\n", encoding="utf-8")


def told(options: argparse.Namespace) -> Iterator[str]:
    yield "Written by `python benchmarks/throughput.py --report benchmarks/results/throughput.md`."
    yield f"Python {platform.python_version()}, {os.cpu_count()} processors ({platform.machine()})."
    yield f"{options.readers} readers ask one question after another for {options.seconds:.0f} s, each on a new line."


@dataclass(frozen=True, slots=True)
class Rate:
    """What was answered: a second, after how many seconds, at which cost in seconds of a processor and in MB."""

    rate: float
    p50: float
    p99: float
    each: tuple[float, float, float]  # an answer: serving, answering, readers
    memory: float
    others: float  # processors that were taken by others


def measured(folder: Path, processes: str, options: argparse.Namespace) -> Iterator[str]:
    """Yield a row for each kind of question."""
    # Nobody is refused: who asks again at once where he is would be measured, not what is answered.
    limits = ("--at-once", str(max(2, options.readers)), "--no-log-questions")
    with Chat.started(folder, "--processes", processes, *limits) as chat:
        for kind in KINDS:
            found = rates(chat, options.readers, options.seconds, kind)
            each = " + ".join(f"{1000 * part:.1f}" for part in found.each)
            yield (
                f"| {processes} | {kind} | {found.rate:.1f} | {1000 * found.p50:.0f} | {1000 * found.p99:.0f} | {each} "
                f"| {found.memory:.0f} | {found.others:.1f} |"
            )


def rates(chat: Chat, readers: int, wanted: float, kind: str) -> Rate:
    """Let readers ask a chat that is there for so many seconds, after it is warm."""
    pids, paths = [chat.process.pid, *chat.helpers()], KINDS[kind]()
    asyncio.run(closed_loop(chat.port, paths, readers, _WARM))
    before, busy, own = [seconds(pid) for pid in pids], all_seconds(), time.process_time()
    begun = time.perf_counter()
    replies = asyncio.run(closed_loop(chat.port, paths, readers, wanted))
    wall, own = time.perf_counter() - begun, time.process_time() - own
    used = [seconds(pid) - then for pid, then in zip(pids, before, strict=True)]
    others = (all_seconds() - busy - sum(used) - own) / wall
    answered = [reply.seconds for reply in replies if reply.status == 200]
    if not answered:
        raise SystemExit(f"nobody was answered: {counted(replies)}")
    number = len(answered)
    each = (used[0] / number, sum(used[1:]) / number, own / number)
    p50, p99 = quantile(answered, 0.5), quantile(answered, 0.99)
    return Rate(number / wall, p50, p99, each, memory(pids), max(0.0, others))


def new_words(texts: Sequence[str]) -> Iterator[str]:
    """Yield paths that ask the same in other words, more of them than are remembered."""
    said = [before + text + after for before in _BEFORE for after in _AFTER for text in texts]
    random.Random(1).shuffle(said)
    yield from (f"/api/v1/ask?q={quote(text)}" for text in itertools.cycle(said))


KINDS: dict[str, Callable[[], Iterator[str]]] = {
    "new words": lambda: new_words(questions()),
    "new blanks": lambda: asked(questions(), 1),
}


def seconds(pid: int) -> float:
    """Return what a process has used of the processors."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / _TICKS


def all_seconds() -> float:
    """Return what all that runs has used of the processors."""
    parts = list(map(int, Path("/proc/stat").read_text(encoding="ascii").split("\n")[0].split()[1:9]))
    return (sum(parts) - parts[3] - parts[4]) / _TICKS


def memory(pids: Sequence[int]) -> float:
    """Return the memory of processes in MB; what they share counts once."""
    texts = [Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii") for pid in pids]
    return sum(int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0]) for text in texts) / 1024


if __name__ == "__main__":
    main()
