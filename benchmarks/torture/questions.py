"""Hostile questions through the reading of questions and figures, and through the whole way to an answer.

Each process measures its own processor time, all threads together, so that a busy machine counts for little: hostile
questions beside ordinary ones, and beside ordinary text of the same lengths.
"""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from assistant.api.settled import settle
from benchmarks.torture import hostile
from benchmarks.torture.types import Outcome, Run

_PROCESSES = 2
_FIRST = ("lacquer thickness in microns?", "how much is it in miles?")  # what loads a library for units is asked once
_SHOWN = 5  # broken trials that are named
_WARM = 30  # questions before time is taken: models and tables are loaded with the first
_TWICE = 2.0
_SAME = 0.01  # share of disguised questions that may have another answer than the plain one

Read = Callable[[str], Any]


@dataclass
class Tally:
    """What came of a number of trials."""

    tried: int = 0
    broken: list[str] = field(default_factory=list)
    hostile: list[float] = field(default_factory=list)  # seconds of each
    plain: list[float] = field(default_factory=list)  # of ordinary text of the same lengths
    asked: list[float] = field(default_factory=list)  # of ordinary questions

    def add(self, other: Tally) -> None:
        """Take in what another process found."""
        self.tried += other.tried
        for mine, theirs in ((self.hostile, other.hostile), (self.plain, other.plain), (self.asked, other.asked)):
            mine += theirs
        self.broken += other.broken


def run(run: Run) -> Iterator[Outcome]:
    """Yield the promises about questions."""
    library(run.folder)
    reading = many(run, "read", run.many(300, 1_000_000, 1_000_000))
    yield _outcome("a hostile question is read without an exception", reading)
    yield from _timed("reading one", reading)
    # By one process: two on the threads of one core take each other's time, and one in a thousand shows it most.
    whole = many(run, "answer", run.many(60, 20_000, 20_000), processes=1)
    yield _outcome("a hostile question has an answer or one sentence", whole)
    yield from _timed("answering one", whole)
    yield pairs(run, opened(run.folder).ask, run.many(40, 1_000, 5_000))


def library(folder: Path) -> None:
    """Put the articles that are asked into a folder and index them."""
    (folder / "documents").mkdir()
    for name in hostile.ARTICLES:
        shutil.copy(hostile.SETS / name, folder / "documents")
    opened(folder)


def opened(folder: Path) -> Any:
    """Return the assistant over the folder."""
    from assistant.pipeline import Assistant

    return Assistant.open(folder / "documents", folder / "data")


def many(run: Run, way: str, count: int, processes: int = _PROCESSES) -> Tally:
    """Try that many hostile questions, in several processes where they take long."""
    if run.size == "ci" or processes == 1:
        return worker(run.folder, way, f"{run.seed}/{way}", count)
    total = Tally()
    seeds = [f"{run.seed}/{way}/{n}" for n in range(processes)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for part in pool.map(partial(worker, run.folder, way, count=count // processes), seeds):
            total.add(part)
    return total


def worker(folder: Path, way: str, seed: str, count: int) -> Tally:
    """Try questions in this process."""
    assistant = opened(folder)
    read = _reader(assistant) if way == "read" else _asker(assistant)
    return trials(read, random.Random(seed), count)


def trials(read: Read, rng: random.Random, count: int) -> Tally:
    """Give hostile questions, and ordinary text beside them, to a function and see what comes of it."""
    questions = hostile.asked()
    for text in (*rng.sample(questions, _WARM), *_FIRST):
        read(text)
    settle()  # as a server does that has opened its index
    found = Tally()
    for _ in range(count):
        text = hostile.question(rng, questions)
        found.tried += 1
        found.hostile.append(_spent(read, text, found.broken))
        long = len(text) > hostile.LONG
        # Of short ones every tenth has an ordinary one beside it, of long ones, of which there are few, each.
        if long or rng.random() < 0.1:
            spent = _spent(read, hostile.ordinary(rng, len(text), questions), found.broken)
            # One of ten stands for ten, so that lengths are as frequent here as there.
            found.plain += [spent] if long else [spent] * 10
            if not long:
                found.asked.append(spent)
    return found


def pairs(run: Run, ask: Callable[[str], Any], count: int) -> Outcome:
    """Ask questions plainly and in disguise: both have one answer."""
    rng = run.random("pairs")
    questions = hostile.asked(Path(name).stem for name in hostile.ARTICLES)
    other: list[str] = []
    for _ in range(count):
        plain = rng.choice(questions)
        odd = rng.choice(hostile.disguises(rng))(plain)
        if _said(ask(odd)) != _said(ask(plain)):
            other.append(f"{odd!r} for {plain!r}")
    share = len(other) / count
    bad = len(other) if share > _SAME else 0
    figures = f"{len(other)} of {count:,} differ"
    return Outcome(
        "a disguised question has the answer of the plain one in 99 of 100", count, bad, figures, tuple(other[:_SHOWN])
    )


def _said(answer: Any) -> tuple[str, str]:
    return answer.status, answer.text


def _reader(assistant: Any) -> Read:
    """Return what reads a question and the figures in it, as the first stage of an answer does."""
    from assistant.followups import follow
    from assistant.legible import blank, clean, longer, storable
    from assistant.settings import MAX_QUESTION
    from documents.figures.periods import periods
    from documents.figures.quantities import quantities

    lexicon = assistant.corpus.lexicon

    def read(text: str) -> None:
        if blank(text[:MAX_QUESTION]) or longer(text, MAX_QUESTION):
            return
        question = follow(storable(text), (), lexicon)
        question.standalone.encode("utf-8")
        plain = clean(text)
        tuple(quantities(plain))
        tuple(periods(plain))

    return read


def _asker(assistant: Any) -> Read:
    def ask(text: str) -> None:
        answer = assistant.ask(text)
        json.dumps(answer.to_dict(), ensure_ascii=False).encode("utf-8")
        if not answer.text.strip():
            raise AssertionError("an answer without words")

    return ask


def _spent(read: Read, text: str, broken: list[str]) -> float:
    began = time.process_time()
    try:
        read(text)
    except Exception as problem:  # whatever it is, the promise is broken
        broken.append(f"{text!r}: {problem!r}")
    return time.process_time() - began


def _outcome(promise: str, found: Tally) -> Outcome:
    return Outcome(promise, found.tried, len(found.broken), "", tuple(found.broken[:_SHOWN]))


def _timed(doing: str, found: Tally) -> Iterator[Outcome]:
    """Yield that the slowest hostile questions take at most twice the slow ordinary ones, and text as long as they."""
    worst = share(found.hostile, 0.999)
    told = (
        f"p50 {_ms(share(found.hostile, 0.5))}, p99 {_ms(share(found.hostile, 0.99))}, p99.9 {_ms(worst)}; "
        f"mean {_ms(sum(found.hostile) / max(1, len(found.hostile)))}"
    )
    for beside, seconds in (("ordinary questions", found.asked), ("ordinary text of the same lengths", found.plain)):
        usual = share(seconds, 0.99)
        figures = f"{told}; {beside} p50 {_ms(share(seconds, 0.5))}, p99 {_ms(usual)}"
        promise = f"{doing} takes at most twice as long as {beside} (p99.9 to p99)"
        yield Outcome(promise, found.tried, int(worst > _TWICE * usual), figures, timed=True)


def _ms(seconds: float) -> str:
    return f"{1e3 * seconds:.1f} ms"


def share(seconds: Sequence[float], part: float) -> float:
    """Return the time that so large a part of the trials stays within."""
    ranked = sorted(seconds)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))] if ranked else 0.0
