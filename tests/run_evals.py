"""Answer the question sets with `article-assistant eval` and compare with the floors: `make evals`.

The sets that ship lie in `tests/evals/` (NAME.jsonl beside its article). Where `../shared/evals` exists, its set on its
article is answered too, and its own `score.py` says what it makes of the same answers. Last comes the table of the
figures read from hand-marked articles (`tests/gold_figures.py`), under the name `figures`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
import gold_figures

from assistant import cli
from assistant.evals.floors import falls_short, percent
from assistant.evals.types import Measure
from index.places import MODELS_VARIABLE

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests" / "evals"
FLOORS = SETS / "floors.toml"
SHARED = ROOT.parent / "shared"
ORIGINAL = "original"
FIGURES = "figures"
SHIPPED = ROOT / "documents" / "articles"


def main() -> int:
    """Return 0 where no floor is missed, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", metavar="NAME", help="run one set")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print N failing rows of each set")
    options = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"), parse_float=Decimal)
    names = [path.stem for path in sorted(SETS.glob("*.jsonl"))]
    if (SHARED / "evals" / "article-dev.jsonl").exists():
        names.append(ORIGINAL)
    if options.only not in (None, FIGURES, *names):
        parser.error(f"there is no set {options.only}; there are {', '.join((*names, FIGURES))}")
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="evals-") as scratch:
        os.environ.setdefault(MODELS_VARIABLE, str(Path(scratch, "models")))  # exported once, not once a set
        for name in names:
            if options.only in (None, name) and (status := run(name, Path(scratch, name), floors, options.failures)):
                wrong.append(f"{name} ended with status {status}")
    if options.only in (None, FIGURES) and not figures(floors[FIGURES]):
        wrong.append(f"{FIGURES} lie below a floor")
    print(f"evals: {'; '.join(wrong)}." if wrong else "evals: every floor is met.", flush=True)
    return 1 if wrong else 0


def run(name: str, scratch: Path, floors: dict[str, dict[str, Decimal]], failures: int) -> int:
    """Answer one set with the command that ships, which prints the table, and return its status."""
    questions = SHARED / "evals" / "article-dev.jsonl" if name == ORIGINAL else SETS / f"{name}.jsonl"
    scratch.mkdir()
    command = ["eval", str(questions), "--name", name, "--documents", str(documents_of(name, scratch))]
    command += ["--data", str(scratch / "data"), "--report", str(scratch / "report"), "--failures", str(failures)]
    command += ["--floors", str(FLOORS)] if name in floors else []
    started = time.monotonic()
    status = cli.run(command)
    print(f"  {time.monotonic() - started:.0f} s, indexing included\n", flush=True)
    if name == ORIGINAL and (scratch / "report").exists():
        score(questions, scratch)
    return status


def figures(floors: dict[str, Decimal]) -> bool:
    """Print how well the figures of the hand-marked articles are read, and return whether every floor is met."""
    scores = gold_figures.scores()
    print(f"\n{FIGURES}: {len(scores)} articles, found of marked (made), subject, metric and period right")
    for name, one in scores.items():
        print(f"  {name:24} {one.values:4}/{one.marked:<4} ({one.made:3}) {one.meanings:4}/{one.values}")
    met = True
    for name, (right, total) in gold_figures.total(tuple(scores.values())).measures().items():
        floor = floors[name]
        print(f"  {name:24} {right:4}/{total:<4} {percent(Decimal(right) / total)}   floor {percent(floor)}")
        if falls_short(Measure(name, right / total, total, right=right), floor):
            print(f"evals: {FIGURES}: {name} lies below its floor of {percent(floor)}.", file=sys.stderr)
            met = False
    return met


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


def score(questions: Path, scratch: Path) -> None:
    """Print what the shared scorer, which shares no code with ours, makes of the same answers."""
    report = json.loads((scratch / "report" / "report.json").read_text(encoding="utf-8"))
    answers = scratch / "answers.jsonl"
    lines = [json.dumps({"id": row["id"], **row["answer"]}) for row in report["rows"]]
    answers.write_text("\n".join(lines), encoding="utf-8")
    command = (sys.executable, str(questions.with_name("score.py")), str(questions), str(answers))
    print("  by the set's own scorer:", flush=True)
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
