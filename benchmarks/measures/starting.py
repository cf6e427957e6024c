"""Starts: a fresh process' first answer beside the peers', the chat's page beside what usually is loaded for one.

Every kind takes its turn, so that other load meets all of them. The index is there and files are in memory: what is
left is loading the program, its libraries and the model. A peer's first answer is the passages that it finds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import start
from benchmarks.measures.corpora import Corpus
from benchmarks.measures.sessions import Side, session
from benchmarks.measures.types import Figure, Part, Table, number
from benchmarks.start import Cost

OF_PEERS = 0.2  # of the fastest peer's cold first answer
OF_YARDSTICK = 0.5  # of importing what a program of this kind commonly loads
MEMORY = 450.0  # MB of the server with the article
QUESTIONS = 5  # that the server has answered when its memory is read
_COLD, _PAGE, _SERVER = "cold `ask`", "chat: page served", f"chat: page served, {QUESTIONS} questions answered"
_YARDSTICK = f"import {', '.join(start.YARDSTICK)} alone"
_NOTE = (
    "Medians of fresh processes that took turns; the index was there. A peer's time is from its start to the passages "
    "for one question, that of `ask` to its end with the answer printed, the page's until all of it has been served."
)


def measure(peers: Sequence[Side], article: Corpus, question: str, runs: int) -> Part:
    """Return what was found, from so many cold starts of each kind."""
    place = ["--documents", str(article.files), "--data", str(article.data)]
    ask = [sys.executable, "-m", "assistant", "ask", "--json", question, *place]
    kinds: dict[str, Callable[[], Cost]] = {
        _COLD: lambda: start.finished(ask, {}),
        _YARDSTICK: lambda: start.imported(*start.YARDSTICK),
        _PAGE: lambda: start.page(article.data, {}, questions=0, documents=article.files),
        _SERVER: lambda: start.page(article.data, {}, questions=QUESTIONS, documents=article.files),
    }
    for side in peers:
        kinds[side.title] = lambda side=side: cold(side, article.folder / side.name, question)  # type: ignore[misc]
    costs = start.measured(kinds, runs)
    return found(costs, [side.title for side in peers])


def cold(side: Side, place: Path, question: str) -> Cost:
    """Start a process that opens an index and answers one question; end it."""
    with session(side) as begun:
        begun.open(place)
        reply = begun.ask(question)
        return Cost(time.perf_counter() - begun.begun, 0.0, reply.memory / (1 << 20))


def found(costs: Mapping[str, Cost], peers: Sequence[str]) -> Part:
    """Return figures and table of measured costs."""
    fastest = min((costs[title].wall for title in peers), default=None)
    figures = (
        Figure(
            "cold `ask` against the fastest peer's cold first answer", costs[_COLD].wall / fastest if fastest else None,
            "x", OF_PEERS, note=f"{number(costs[_COLD].wall)} s" if fastest else "no peer was measured",
        ),
        Figure(
            f"page served against the {_YARDSTICK}", costs[_PAGE].wall / costs[_YARDSTICK].wall, "x", OF_YARDSTICK,
            note=f"{number(costs[_PAGE].wall)} s",
        ),
        Figure(
            "memory of the server with the article", costs[_SERVER].memory, "MB", MEMORY,
            note=f"the most that it held, {QUESTIONS} questions answered",
        ),
    )  # fmt: skip
    rows = [
        (name, number(cost.wall), number(cost.wall / costs[_COLD].wall), f"{cost.memory:.0f}")
        for name, cost in costs.items()
    ]
    head = ("a fresh process", "seconds", "times the cold `ask`", "most memory, MB")
    return Part("start", figures, (Table("Starts", head, tuple(rows), _NOTE),))
