"""How long indexing and answering take: `make bench`.

Each figure is measured in this process on a scratch index, after the model is loaded; the first line says what loading
costs. What answers are worth is measured by `make evals`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
SETS = ROOT / "tests" / "evals"
Value = TypeVar("Value")


def main() -> None:
    """Measure on a folder of articles and print one line a figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=Path, default=SETS, help="folder of articles (default: those of the tests)")
    parser.add_argument("--rounds", type=int, default=3, help="times that every question is asked")
    options = parser.parse_args()

    from assistant.pipeline import Assistant
    from benchmarks import linear
    from index.update import update

    folder: Path = options.documents
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        data = Path(scratch)
        show("load libraries and model, index everything", timed(lambda: update(folder, data))[0])
        show("index again, nothing changed", timed(lambda: update(folder, data))[0])
        seconds, done = timed(lambda: update(folder, data, force=True))
        show("index again, everything read, no text embedded", seconds)
        show("open the index", timed(lambda: Assistant.open(folder, data))[0])
        assistant = Assistant.open(folder, data)
        print(
            f"{done.documents} documents, {done.passages} passages, {done.sentences} sentences, {done.figures} figures"
        )
        questions = [
            json.loads(line)["question"]
            for path in sorted(SETS.glob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        show("first answer", timed(lambda: assistant.ask(questions[0]))[0])
        times = []
        for _ in range(options.rounds):
            # Opened anew each round: an assistant remembers what it worked out for a question.
            assistant = Assistant.open(folder, data)
            assistant.ask("warm")
            times += [timed(partial(assistant.ask, question))[0] for question in questions]
        show("read half a megabyte of prose, with its figures", timed(lambda: linear.figures(linear.prose(500_000)))[0])
        show("read a megabyte of prose, with its figures", timed(lambda: linear.figures(linear.prose(1_000_000)))[0])
        show(f"answer, median of {len(times)}", statistics.median(times))
        show("answer, 95th percentile", statistics.quantiles(times, n=20)[-1])


def timed(work: Callable[[], Value]) -> tuple[float, Value]:
    """Return the seconds that the work took, and its result."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def show(what: str, seconds: float) -> None:
    """Print a figure in the unit that it reads best in."""
    print(f"{what:48} {seconds:8.2f} s" if seconds >= 1 else f"{what:48} {1000 * seconds:8.1f} ms", flush=True)


if __name__ == "__main__":
    main()
