"""What an answer costs beside how many other articles: first answers, later ones, memory, and how many are right.

A collection holds the articles of the question sets and generated ones (tests/generate) up to its size. It is asked the
sets' questions on the articles that it holds, which their judge judges, and as many on generated articles all over it,
so that most articles are met for the first time. No question says which article it is about. Each collection is opened
and asked in a process of its own; times are of its processor, since other work goes on beside it.

Usage: python benchmarks/articles.py [--sizes 1,10,125,500] [--questions 150] [--report FILE]
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant import scope
from assistant.evals import judge
from assistant.evals.rows import read_rows
from assistant.evals.types import Row
from assistant.pipeline import Assistant
from index.hybrid import HybridIndex
from index.update import update
from tests.generate.articles import article
from tests.generate.asking import questions

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "tests" / "evals"
SEED = 11
HEAD = "articles|words|indexed in s|opened in s|first answer s|p50 ms|p95 ms|articles read|right, of the sets|memory MB"


def main() -> None:
    """Measure, print and write the table; as the process of its own ask the collection."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1,10,125,500", help="numbers of articles, one run each")
    parser.add_argument("--questions", type=int, default=150, help="of either kind (default: 150)")
    parser.add_argument("--report", type=Path, help="write the table to this file as well")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(asked(options.ask, options.texts, options.questions)))
        return
    rows = []
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="articles-") as folder:
            rows.append(measured(size, options.questions, Path(folder)))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    text = "\n".join(page(rows)) + "\n"
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")


def measured(size: int, count: int, folder: Path) -> dict[str, Any]:
    """Lay out a collection, index it, and let a process of its own ask it."""
    texts = folder / "articles"
    texts.mkdir()
    ours = sorted(path for path in SETS.iterdir() if path.suffix in (".md", ".txt", ".html"))[:size]
    for path in ours:
        (texts / path.name).write_bytes(path.read_bytes())
    for number in range(size - len(ours)):
        made = article(SEED, number)
        (texts / f"{made.id}{made.suffix}").write_text(made.text, encoding="utf-8")
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in texts.iterdir())
    began = time.perf_counter()
    library = update(texts, folder / "data").library
    indexing = time.perf_counter() - began
    command = [sys.executable, __file__, "--ask", str(library), "--texts", str(texts), "--questions", str(count)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {"articles": size, "words": words, "indexed_s": indexing, **json.loads(told)}


def asked(library: Path, texts: Path, count: int) -> dict[str, Any]:
    """Open a collection and ask it: what its own process does."""
    held = {path.stem for path in texts.iterdir()}
    numbers = [number for number in range(len(held)) if article(SEED, number).id in held]
    rng = Random(SEED)
    rows = [row for path in sorted(SETS.glob("*.jsonl")) if path.stem in held for row in read_rows(path).rows]
    chosen = rng.sample(rows, min(count, len(rows)))
    others = [
        made.text
        for number in rng.sample(numbers, min(count, len(numbers)))
        for made in questions(article(SEED, number), SEED, 1)
    ]
    began = time.process_time()
    assistant = Assistant(HybridIndex.open(library), library=library)
    opening = time.process_time() - began
    assistant.index.search("What is this about?")  # the model is loaded
    read: list[int] = []
    real = scope.proposed

    def proposed(*of: Any) -> frozenset[str]:
        found = real(*of)
        read.append(len(found))
        return found

    first, _ = timed(assistant, rows[0])
    scope.proposed = proposed
    asking: list[Row | str] = [*chosen, *others]
    rng.shuffle(asking)
    times = [timed(assistant, one) for one in asking]
    ordered = sorted(took for took, _ in times)
    judged = [right for _, right in times if right is not None]
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return {
        "opened_s": opening,
        "first_s": first,
        "p50_ms": 1000 * statistics.median(ordered),
        "p95_ms": 1000 * ordered[int(0.95 * len(ordered))],
        "read": statistics.mean(read) if read else len(held),
        "right": sum(judged) / len(judged),
        "asked": len(asking),
        "memory_mb": int(status.partition("RssAnon:")[2].split()[0]) / 1024,
    }


def timed(assistant: Assistant, one: Row | str) -> tuple[float, bool | None]:
    """Return the seconds of the processor that an answer took, and whether a set's question was answered right."""
    text, history = (one, ()) if isinstance(one, str) else (one.question, one.history)
    began = time.process_time()
    answer = assistant.ask(text, history)
    took = time.process_time() - began
    return took, None if isinstance(one, str) else all(judge.judge(one, answer.to_dict()).values())


def page(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The rows as a page."""
    yield "# An answer beside many articles"
    yield ""
    yield "Written by `python benchmarks/articles.py --report benchmarks/results/articles.md`."
    machine = f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}"
    yield f"{datetime.date.today().isoformat()}; {machine}; other work went on beside it, times are of it."
    yield ""
    yield f"| {' | '.join(HEAD.split('|'))} |"
    yield "|" + "--:|" * (HEAD.count("|") + 1)
    for row in rows:
        yield (
            f"| {row['articles']:,} | {row['words']:,} | {row['indexed_s']:.0f} | {row['opened_s']:.2f} | "
            f"{row['first_s']:.2f} | {row['p50_ms']:.0f} | {row['p95_ms']:.0f} | {row['read']:.1f} | "
            f"{row['right']:.2f} | {row['memory_mb']:.0f} |"
        )
    yield ""
    yield (
        "The first answer works out the lexicon and the questions to begin with. Of a collection of more than "
        f"{scope.MOST} articles those are read whose sentences come near the best."
    )


if __name__ == "__main__":
    main()
