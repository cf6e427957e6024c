"""What ten articles, a thousand, a hundred thousand and a million passages cost: build, disk, open, search, memory.

Passages come of real sentences, those of the public question sets in a folder (.jsonl.gz);
`benchmarks/size_data.py` says how some thousands become a million. Every collection and every index is opened
and asked in a process of its own. Up to --articles passages are measured as an index that answers, too.

Usage: python benchmarks/size.py FOLDER [--sizes 80,1000,100000,1000000] [--articles 1000] [--report FILE]
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import size_data, size_measures
from benchmarks.size_data import Real
from index import places
from index.embedders import DEFAULT, for_questions

LIBRARIES = ("numpy", "faiss-cpu", "tantivy", "onnxruntime")
CROSSOVER = (5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
PARTS = ("vectors", "vectors.codes", "words", "texts.jsonl", "ids.txt", "document.rows", "documents.txt")


def main() -> None:
    """Measure, print and write the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="question sets whose sentences and questions are used")
    parser.add_argument("--sizes", default="80,1000,100000,1000000", help="passages, one run each")
    parser.add_argument(
        "--crossover", default=",".join(map(str, CROSSOVER)), help="vectors to try both structures with"
    )
    parser.add_argument("--articles", type=int, default=1_000, help="passages up to which an index is made, too")
    parser.add_argument("--sentences", type=int, default=40_000, help="how many are embedded (default: 40,000)")
    parser.add_argument("--questions", type=int, default=200, help="how many are asked (default: 200)")
    parser.add_argument("--cache", type=Path, help="file to keep the vectors of the sentences in")
    parser.add_argument("--beside", type=Path, help="figures of an earlier run (.json) that are shown as well")
    parser.add_argument("--report", type=Path, help="write the tables to this file, and the figures beside it as .json")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="size-") as scratch:
        models = places.models_folder(Path(scratch))
        found = size_data.real(
            options.folder, options.sentences, options.questions, models, options.cache or Path(scratch, "cache")
        )
        result: dict[str, Any] = {**told(found), "question_ms": question(found, models)}
        result["structures"] = [
            show(size_measures.crossover(found, int(count))) for count in options.crossover.split(",") if count
        ]
        for kind in ("indexes", "collections"):
            result[kind] = []
            for count in sizes:
                if kind == "indexes" and count > options.articles:
                    continue
                with tempfile.TemporaryDirectory(prefix="size-") as place:
                    if kind == "indexes":
                        row = size_measures.index(found, -(-count // size_data.ARTICLE), Path(place))
                    else:
                        row = size_measures.collection(found, count, Path(place))
                result[kind].append(show(row))
    if options.beside:
        result = joined(json.loads(options.beside.read_text(encoding="utf-8")), result)
    text = "\n".join(tables(result)) + "\n"
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
        options.report.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def joined(earlier: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The rows of two runs; where both measured a size, those of now."""
    found = {**now, "joined": True}
    for kind, of in (("structures", "vectors"), ("indexes", "articles"), ("collections", "passages")):
        rows = {row[of]: row for row in (*earlier[kind], *now[kind])}
        found[kind] = [rows[size] for size in sorted(rows)]
    return found


def show(row: dict[str, Any]) -> dict[str, Any]:
    """Print a row as it is measured: a long run is not lost with its end."""
    print(json.dumps(row), file=sys.stderr, flush=True)
    return row


def told(found: Real) -> dict[str, Any]:
    """Where and of what it was measured."""
    return {
        "date": datetime.date.today().isoformat(),
        "machine": f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}",
        "versions": {name: version(name) for name in LIBRARIES},
        "sentences": len(found.sentences),
        "embedded": len(found.vectors),
        "questions": len(found.questions),
    }


def question(found: Real, models: Path) -> float:
    """Milliseconds of the processor that it takes to read a question, the median."""
    model = for_questions(DEFAULT, models)
    model.embed(["warm"])
    return statistics.median(
        size_measures.both_clocks(lambda at: model.embed([found.questions[at]]), at)[1]
        for at in range(len(found.questions))
    )


def tables(result: dict[str, Any]) -> Iterator[str]:
    """The result as a page."""
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    yield "# What size costs"
    yield ""
    yield "Written by `python benchmarks/size.py FOLDER --report benchmarks/results/size.md`, FOLDER of question sets."
    yield f"{result['date']}; {result['machine']}; {versions}. Other work went on beside it: read the ratios."
    if result.get("joined"):
        yield "The rows are of several runs on that day (`--beside`)."
    yield f"{result['embedded']:,} of {result['sentences']:,} sentences embedded, {result['questions']} questions."
    yield f"Reading a question takes {result['question_ms']:.1f} processor ms, which a search below does not include."
    yield ""
    yield "## Collections"
    yield ""
    yield from table(
        "passages|sent in s|processor s|opened in ms|first search ms|by both, from the disk p50 / p95 ms"
        "|by meaning p50 / p95 ms|by words p50 / p95 ms|by both p50 / p95 ms|by both, of the processor p50 / p95 ms"
        "|recall@10|memory of its own / mapped MB",
        (
            f"{row['passages']:,}|{row['build_s']:.1f}|{row['build_cpu_s']:.1f}|{row['open_ms']:.1f}|{row['first_ms']:.1f}"
            f"|{pair(row['cold'])}|{pair(row['meaning'])}|{pair(row['words'])}|{pair(row['both'])}"
            f"|{pair(row['both_cpu'])}|{row['recall']:.4f}"
            f"|{row['memory_mb']['own']:.0f} / {row['memory_mb']['mapped']:.0f}"
            for row in result["collections"]
        ),
    )
    yield ""
    yield "Bytes a passage on the disk:"
    yield ""
    yield from table(
        "passages|" + "|".join(PARTS) + "|all|its vector and its text|ratio",
        (
            f"{row['passages']:,}|" + "|".join(f"{row['bytes'].get(part, 0):,.0f}" for part in PARTS) + f"|{whole:,.0f}"
            f"|{least:,.0f}|{whole / least:.2f}"
            for row in result["collections"]
            for whole, least in ((sum(row["bytes"].values()), 4 * 384 + row["text_bytes"]),)
        ),
    )
    yield ""
    yield "## Indexes, which answer"
    yield ""
    yield from table(
        "articles|passages|sentences|texts embedded|built in s|processor s|bytes a passage|opened in processor ms"
        "|first answer|answer p50 / p95|memory of its own / mapped MB|one article changed: embedded, processor s",
        (
            f"{row['articles']:,}|{row['passages']:,}|{row['sentences']:,}|{row['embedded']:,}|{row['build_s']:.1f}"
            f"|{row['build_cpu_s']:.1f}|{row['bytes']:,.0f}|{row['open_ms']:.0f}|{row['first_ms']:.0f}|{pair(row['answer'])}"
            f"|{row['memory_mb']['own']:.0f} / {row['memory_mb']['mapped']:.0f}"
            f"|{row['again_embedded']:,}, {row['again_cpu_s']:.1f}"
            for row in result["indexes"]
        ),
    )
    yield ""
    yield "## Where the structures cross"
    yield ""
    yield from table(
        "vectors|all compared: best 10, p50 / p95 ms|best 200|codes: best 10, p50 / p95 ms|best 200|recall@10"
        "|recall@200|codes made in processor s",
        (
            f"{row['vectors']:,}|{pair(row['all_10'])}|{pair(row['all_200'])}|{pair(row['codes_10'])}"
            f"|{pair(row['codes_200'])}|{row['recall_10']:.4f}|{row['recall_200']:.4f}|{row['codes_build_s']:.1f}"
            for row in result["structures"]
        ),
    )


def pair(values: Sequence[float]) -> str:
    """A median and a 95th percentile."""
    return f"{values[0]:.2f} / {values[1]:.2f}"


def table(head: str, rows: Iterator[str]) -> Iterator[str]:
    """Lines of a table, from cells parted by bars."""
    yield f"| {' | '.join(head.split('|'))} |"
    yield "|" + "--:|" * (head.count("|") + 1)
    for row in rows:
        yield f"| {' | '.join(row.split('|'))} |"


if __name__ == "__main__":
    main()
