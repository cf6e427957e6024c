"""Answer the question sets with the real command line and compare with the floors: `make evals`.

The sets that ship lie in `tests/evals/` (NAME.jsonl beside its article) and are judged by `tests/judge.py`. Where
`../shared/evals` exists, its set on its article is answered too and scored by its own `score.py`. Last comes the
table of the figures read from hand-marked articles (`tests/gold_figures.py`), under the name `figures`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import gold_figures
import judge

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "evals"
SHARED = ROOT.parent / "shared"
ORIGINAL = "original"
FIGURES = "figures"
SHIPPED = ROOT / "documents" / "articles"

Tally = Mapping[str, tuple[int, int]]
Rows = list[dict[str, Any]]
Answers = Mapping[str, dict[str, Any]]


def main() -> int:
    """Return 0 where no share lies below its floor, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", metavar="NAME", help="run one set")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print N failing rows of each set")
    options = parser.parse_args()
    floors = tomllib.loads((SETS / "floors.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    names = [path.stem for path in sorted(SETS.glob("*.jsonl"))]
    if (SHARED / "evals" / "article-dev.jsonl").exists():
        names.append(ORIGINAL)
    below: list[str] = []
    with tempfile.TemporaryDirectory(prefix="evals-") as scratch:
        for name in names:
            if options.only in (None, name):
                below += run(name, Path(scratch, name), floors.get(name, {}), options.failures)
    if options.only in (None, FIGURES):
        below += figures(floors.get(FIGURES, {}))
    for line in below:
        print(f"evals: {line}", file=sys.stderr)
    if not below:
        print("evals: every floor is met.")
    return 1 if below else 0


def run(name: str, scratch: Path, floors: Mapping[str, Decimal], failures: int) -> list[str]:
    """Answer and score one set, print its table, and return a sentence for each floor that is missed."""
    questions = SHARED / "evals" / "article-dev.jsonl" if name == ORIGINAL else SETS / f"{name}.jsonl"
    scratch.mkdir()
    started = time.monotonic()
    status, answered = answer(questions, documents_of(name, scratch), scratch)
    seconds = time.monotonic() - started
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").split("\n") if line.strip()]
    scores = score(questions, scratch) if name == ORIGINAL else judge.tally(rows, answered)
    print(f"\n{name}: {len(rows)} questions in {seconds:.0f} s, indexing included")
    missed = [f"{name}: the command ended with status {status} after {len(answered)} answers."] if status else []
    missed += table(name, scores, floors)
    if failures:
        show_failures(rows, answered, failures)
    return missed


def figures(floors: Mapping[str, Decimal]) -> list[str]:
    """Print how well the figures of the hand-marked articles are read, and return the floors that are missed."""
    scores = gold_figures.scores()
    print(f"\n{FIGURES}: {len(scores)} articles, found of marked (made), subject, metric and period right")
    for name, one in scores.items():
        print(f"  {name:24} {one.values:4}/{one.marked:<4} ({one.made:3}) {one.meanings:4}/{one.values}")
    return table(FIGURES, gold_figures.total(tuple(scores.values())).measures(), floors)


def table(name: str, scores: Tally, floors: Mapping[str, Decimal]) -> list[str]:
    """Print each measure beside its floor, and return a sentence for each floor that is missed."""
    missed: list[str] = []
    for measure, (right, total) in sorted(scores.items(), key=lambda item: (item[0] != "ALL", item[0])):
        short = measure.removeprefix("part ")
        floor = floors.get(short)
        share = Decimal(right) / total
        note = "" if floor is None else f"   floor {100 * floor:.0f} %"
        print(f"  {measure:24} {right:4}/{total:<4} {100 * share:5.1f} %{note}")
        if floor is not None and share < floor:
            missed.append(f"{name}: {short} is {100 * share:.1f} %, below its floor of {100 * floor:.0f} %.")
    unknown = floors.keys() - {measure.removeprefix("part ") for measure in scores}
    return missed + [f"{name}: the floor {measure} belongs to no measure of this set." for measure in sorted(unknown)]


def documents_of(name: str, scratch: Path) -> Path:
    """Return a folder that holds the set's article and nothing else."""
    if name == ORIGINAL:
        return SHARED / "documents"
    articles = [path for path in SETS.glob(f"{name}.*") if path.suffix != ".jsonl"]
    if not articles:
        return SHIPPED  # a set without an article of its own asks about the edition that ships
    folder = scratch / "documents"
    folder.mkdir()
    for article in articles:
        shutil.copy(article, folder)
    return folder


def answer(questions: Path, documents: Path, scratch: Path) -> tuple[int, Answers]:
    """Return the command's status and its answers by id; they are kept in scratch/answers.jsonl for a scorer."""
    folders = ("--documents", str(documents), "--data", str(scratch / "data"))
    command = (sys.executable, "-m", "assistant", "ask", "--batch", str(questions), *folders)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    (scratch / "answers.jsonl").write_text(done.stdout, encoding="utf-8")
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    return done.returncode, {one["id"]: one for one in answers}


def score(questions: Path, scratch: Path) -> Tally:
    """Return what the shared scorer says of scratch/answers.jsonl."""
    summary = scratch / "summary.json"
    command = (sys.executable, str(questions.with_name("score.py")), str(questions), str(scratch / "answers.jsonl"))
    subprocess.run((*command, "--json", str(summary)), check=True, stdout=subprocess.DEVNULL)
    scores: dict[str, dict[str, int]] = json.loads(summary.read_text(encoding="utf-8"))
    return {name: (one["right"], one["total"]) for name, one in scores.items()}


def show_failures(rows: Rows, answers: Answers, most: int) -> None:
    """Print the first rows that fail by our own judge, with what was expected and what came."""
    failing = [
        (row, parts)
        for row in rows
        if not all((parts := judge.judge(row, answers.get(row["id"], judge.MISSING))).values())
    ]
    for row, parts in failing[:most]:
        wrong = ", ".join(part for part, ok in parts.items() if not ok)
        print(f"\n  {row['id']} [{wrong}] {' > '.join((*row['history'], row['question']))}\n    gold: {row['answer']}")
        got = answers.get(row["id"], judge.MISSING)
        print(f"    got:  ({got['status']}) {' '.join(got['text'].split())[:400]}")


if __name__ == "__main__":
    sys.exit(main())
