"""How quickly an archive is embedded, by the number of processes and beside `index`, and what goes on costs.

Usage: python benchmarks/archive.py [--articles 400] [--processes 1 2] [--report PATH]
       python benchmarks/archive.py --ray   compares what two actors of Ray leave with what two processes leave
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents.library import Library
from index import archive, places
from index.embedders import DEFAULT, export, for_indexing, named
from index.shards import disk, on_ray, pool
from index.shards.maker import Job, Run
from index.shards.plan import planned
from index.update import update

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = 64  # of an article: eight passages, as docs/scale.md assumes


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took, in seconds."""

    wall: float
    processor: float  # of this process and those it started


def main() -> None:
    """Print the page, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=400, help="how many articles are written")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2], help="numbers of processes to compare")
    parser.add_argument("--ray", action="store_true", help="compare Ray's shards with those of processes")
    parser.add_argument("--report", type=Path, help="write the page to this file as well")
    options = parser.parse_args()
    page = []
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        articles = written(Path(folder) / "articles", options.articles)
        for line in (by_ray if options.ray else measured)(articles, Path(folder), options):
            print(line, flush=True)
            page.append(f"{line}\n")
    if options.report:
        options.report.write_text("".join(page), encoding="utf-8")


def written(folder: Path, count: int) -> Path:
    """Write articles of sentences from those of the question sets, each of its own choice."""
    documents = Library(ROOT / "tests" / "evals").documents
    sentences = sorted({d.quote(s.span) for d in documents for s in d.sentences if s.span.end - s.span.start > 40})
    draw = random.Random(1)
    folder.mkdir()
    for number in range(count):
        said = draw.sample(sentences, SENTENCES)
        parts = "\n\n".join(" ".join(said[first : first + 8]) for first in range(0, SENTENCES, 8))
        (folder / f"article-{number:06d}.md").write_text(f"# Article {number}\n\n{parts}\n", encoding="utf-8")
    return folder


def measured(articles: Path, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the page."""
    models = places.models_folder(folder / "data" / "x")
    export(DEFAULT, models)
    plan = planned(articles, named(DEFAULT).id)
    yield "# How quickly an archive is embedded"
    yield ""
    command = f"python benchmarks/archive.py --articles {options.articles} --report benchmarks/results/archive.md"
    yield f"Written by `{command}`."
    yield f"{date.today().isoformat()}; {os.cpu_count()} processors ({platform.machine()}),"
    yield f"Python {platform.python_version()}; {options.articles} articles in {len(plan.shards)} shards. Other"
    yield "work went on beside these runs, so compare processor-seconds, which are those of all processes together."
    yield ""
    yield "| | passages | texts embedded | seconds | processor-seconds | passages a processor-second |"
    yield "|---|--:|--:|--:|--:|--:|"
    passages = 0
    for processes in options.processes:
        library = folder / f"by-{processes}"
        with cost() as taken:
            done = filled(articles, library, partial(pool.run, processes=processes))
        passages = done.held
        name = f"`archive --processes {processes}`"
        yield row(name, done.held, done.embedded, taken())
    alike = len({contents(folder / f"by-{processes}" / "shards") for processes in options.processes}) == 1
    texts = [
        row.text for path in disk.every(folder / f"by-{options.processes[0]}" / "shards") for row in disk.rows(path)
    ]
    model = for_indexing(DEFAULT, models)
    with cost() as taken:
        model.embed(texts)
    yield row("the same texts, embedded and nothing else", passages, len(texts), taken())
    with cost() as taken:
        indexed = update(articles, folder / "index")
    yield row("`index`, which embeds sentences and words as well", indexed.passages, indexed.embedded, taken())
    yield ""
    yield f"Shards of each number of processes are {'the same bytes' if alike else 'NOT THE SAME BYTES'}."
    library = folder / f"by-{options.processes[0]}"
    size = sum(path.stat().st_size for path in (library / "shards").rglob("*") if path.is_file())
    yield f"They take {size / passages:,.0f} bytes a passage."
    with cost() as taken:
        planned(articles, named(DEFAULT).id)
    yield f"Finding out what is new took {1e3 * taken().processor / options.articles:.2f} processor-ms an article,"
    with cost() as taken:
        list(map(disk.whole, (disk.place(library / "shards", shard) for shard in plan.shards)))
    yield f"and checking shards {size / taken().processor / 1e9:.1f} GB a processor-second."
    yield from stopped(articles, folder / "stopped", options.processes[-1], len(plan.shards))


def stopped(articles: Path, data: Path, processes: int, shards: int) -> Iterator[str]:
    """End a run at a random moment after its first shard, then have it go on."""
    command = [sys.executable, "-m", "assistant", "archive", "--at", str(data / "at"), "--documents", str(articles)]
    process = subprocess.Popen(
        [*command, "--data", str(data), "--processes", str(processes)], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    library = places.data_folder(articles, data)
    while process.poll() is None and not any(disk.every(library / "shards")):
        time.sleep(0.05)
    time.sleep(random.uniform(0, 20))
    process.send_signal(signal.SIGKILL)
    process.wait()
    there = sum(disk.whole(path) is not None for path in disk.every(library / "shards"))
    with cost() as taken:
        done = filled(articles, library, partial(pool.run, processes=processes))
    yield f"After SIGKILL with {there} of {shards} shards there, the next run made {done.made} and embedded"
    yield f"{done.embedded:,} of {done.held:,} passages, in {taken().processor:.0f} processor-seconds."


def by_ray(articles: Path, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Make the shards by Ray and by processes, and compare all bytes."""
    shards: list[tuple[str, ...]] = []
    ways: Sequence[tuple[str, Run]] = (
        ("processes", partial(pool.run, processes=2)),
        ("actors of Ray", partial(on_ray.run, address=on_ray.HERE, processes=2)),
    )
    for name, run in ways:
        library = folder / name.partition(" ")[0]
        models = places.models_folder(library)
        export(DEFAULT, models)
        plan = planned(articles, named(DEFAULT).id)
        job = Job(str(articles), str(library / "shards"), str(models), DEFAULT)
        with cost() as taken:
            made = list(run(plan.shards, job))
        shards.append(contents(library / "shards"))
        yield f"2 {name}: {sum(one.embedded for one in made):,} passages in {taken().wall:.0f} s"
    yield "the same bytes" if shards[0] == shards[1] else "NOT THE SAME BYTES"


def filled(articles: Path, library: Path, run: Run) -> archive.Filled:
    """Embed the articles and put them into a collection in a folder."""
    return archive.fill(articles, library, archive.collection(str(library / "at"), "bench"), run=run)


def contents(shards: Path) -> tuple[str, ...]:
    """What all files of the shards hold, by their sums."""
    return tuple(
        f"{folder.relative_to(shards)} {stored.name} {stored.sha256}"
        for folder in disk.every(shards)
        for stored in disk.read_manifest(folder).files
    )


def row(name: str, passages: int, texts: int, taken: Cost) -> str:
    """A row of the table."""
    rate = passages / taken.processor
    return f"| {name} | {passages:,} | {texts:,} | {taken.wall:.0f} | {taken.processor:.0f} | {rate:.1f} |"


@contextmanager
def cost() -> Iterator[Callable[[], Cost]]:
    """Measure what happens within; asked afterwards."""
    began, used = time.perf_counter(), processor()
    found: list[Cost] = []
    yield lambda: found[0]
    found.append(Cost(time.perf_counter() - began, processor() - used))


def processor() -> float:
    """Seconds that this process and those it has waited for have worked."""
    parts = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


if __name__ == "__main__":
    main()
