"""What the cross-encoder changes: each of its uses alone, all of them, and none; and what it costs.

    python benchmarks/crossencoder.py ../shared/evals/public --report benchmarks/results/crossencoder.md

Asks the question sets of tests/evals (and the one of ../shared, where it is), squad2 with its near misses, and ranks
the figures of tatqa and finqa, with the constants of `assistant/reread.py` set as each line says.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import operands

from assistant import reread
from assistant.evals import run
from assistant.evals.rows import read_rows
from assistant.evals.types import Row
from assistant.pipeline import Assistant
from benchmarks.answerability_sets import Outcome, outcome
from benchmarks.answerability_sets import squad2 as articles_of
from benchmarks.retrieval import setting
from benchmarks.retrieval_measures import auroc
from tests import run_evals

USES: Mapping[str, tuple[str, object]] = {
    "reranking": ("EVIDENCE", 0.0),
    "answerability": ("SIGN", False),
    "operands": ("OPERAND", 0.0),
}
ASKED = 60  # questions that are timed, alternately with and without
HEAD = """# What the cross-encoder changes

Written by `python benchmarks/crossencoder.py ../shared/evals/public --report benchmarks/results/crossencoder.md`.
Own sets: questions that pass in every part. squad2: whether the sentence first in the assistant's order answers, among
all sentences of its article; AUROC of the likeliest sentence, answerable questions against near misses; how many of
either are answered. tatqa, finqa: questions whose operands are all among the first five figures.
"""


def main() -> None:
    """Measure, print and write the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("public", type=Path, help="the folder that holds squad2/, tatqa/ and finqa/")
    arguments.add_argument("--report", type=Path, help="a file that the tables are written to")
    given = arguments.parse_args()
    found = [HEAD]
    with tempfile.TemporaryDirectory(prefix="crossencoder-") as scratch:
        worlds = opened(Path(scratch))
        for line in (*table(given.public, Path(scratch), worlds), *cost(worlds)):
            print(line, flush=True)
            found.append(line)
    if given.report:
        given.report.write_text("\n".join((*found, "")), encoding="utf-8")


def without(*kept: str) -> list[tuple[object, str, object]]:
    """Return the changes that leave only some uses."""
    return [(reread, *change) for use, change in USES.items() if use not in kept]


def table(public: Path, scratch: Path, worlds: dict[str, tuple[Assistant, tuple[Row, ...]]]) -> Iterator[str]:
    """One line for each choice of uses."""
    pages = {name: operands.prepared(name, public, scratch, scratch) for name in operands.READ}
    where, asked = articles_of(public / "squad2", scratch)
    squad2 = Assistant.open(where, scratch / "squad2-data")
    yield "| uses | own sets | squad2 AUROC | answerable, answered | near misses, answered | tatqa | finqa |"
    yield "|---|---|---|---|---|---|---|"
    for name, kept in {"none": (), **{use: (use,) for use in USES}, "**all, what ships**": tuple(USES)}.items():
        with setting(*without(*kept)):
            passed, count = own(worlds)
            near = [outcome(squad2, one) for one in asked]
            cells = [f"{passed} of {count}", f"{told_apart(near):.3f}"]
            cells += [
                f"{sum(one.status != 'not_found' for one in group)} of {len(group)}"
                for holds in (True, False)
                for group in ([one for one in near if one.asked.holds is holds],)
            ]
            cells += [f"{operands.measured(name, *page)[2]:.3f}" for name, page in pages.items()]
        yield f"| {name} | {' | '.join(cells)} |"


def told_apart(near: list[Outcome]) -> float:
    """Return the AUROC of the likeliest sentence."""
    return auroc(
        [one.sentence for one in near if one.asked.holds], [one.sentence for one in near if not one.asked.holds]
    )


def opened(scratch: Path) -> dict[str, tuple[Assistant, tuple[Row, ...]]]:
    """Index the articles of the question sets, each with its questions."""
    paths = {path.stem: path for path in sorted(run_evals.SETS.glob("*.jsonl"))}
    shared = run_evals.SHARED / "evals" / "article-dev.jsonl"
    if shared.exists():
        paths[run_evals.ORIGINAL] = shared
    worlds = {}
    for name, path in paths.items():
        place = scratch / name
        place.mkdir()
        assistant = Assistant.open(run_evals.documents_of(name, place), place / "data")
        worlds[name] = (assistant, tuple(read_rows(path).rows))
    return worlds


def own(worlds: dict[str, tuple[Assistant, tuple[Row, ...]]]) -> tuple[int, int]:
    """Return how many questions of the sets pass, and how many there are."""
    judged = [run.ask(row, assistant).passed for assistant, rows in worlds.values() for row in rows]
    return sum(judged), len(judged)


def cost(worlds: dict[str, tuple[Assistant, tuple[Row, ...]]]) -> Iterator[str]:
    """How much longer an answer takes, each question asked with and without in turn, not remembered from the other."""
    took: dict[bool, list[float]] = {True: [], False: []}
    assistant, rows = max(worlds.values(), key=lambda world: len(world[1]))
    texts = [row.question for row in rows if not row.history][:ASKED]
    assistant.ask("What is this about?")
    for at, text in enumerate(texts):
        for used in (True, False) if at % 2 else (False, True):
            # Another wording each time, so that nothing is remembered: the capital changes no answer.
            asked = text if used else text.swapcase()[:1] + text[1:]
            with setting(*(() if used else without())):
                started = time.perf_counter()
                assistant.ask(asked)
                took[used].append(time.perf_counter() - started)
    median = {used: 1000 * statistics.median(times) for used, times in took.items()}
    yield (
        f"\nOne answer, {len(texts)} questions asked with and without in turn: median {median[True]:.1f} ms with it, "
        f"{median[False]:.1f} ms without, {median[True] / median[False]:.2f} times."
    )


if __name__ == "__main__":
    main()
