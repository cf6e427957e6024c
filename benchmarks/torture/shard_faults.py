"""Shards of an archive, killed while they are made and damaged later: nothing half is taken for whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture import small_library as small
from benchmarks.torture.children import Child
from benchmarks.torture.index_faults import harm
from benchmarks.torture.types import Outcome, Run
from index.shards import disk, plan
from index.shards.maker import Job, Maker
from index.shards.plan import Shard, planned

_SHOWN = 5  # broken cases that are named
_ARTICLES = 6


def run(run: Run) -> Iterator[Outcome]:
    """Try crashes first, then damage."""
    documents, reference = run.memory / "archive", run.memory / "reference-shards"
    for number in range(_ARTICLES):
        small.write(documents / f"{number}", number)  # three articles each
    shards = split(documents)
    make(documents, reference, shards)
    yield kills(run, documents, reference, shards)
    yield damage(run, documents, reference, shards)


def split(documents: Path) -> tuple[Shard, ...]:
    """Return the shards of the archive, of a few articles each."""
    before, plan._MOST_ARTICLES = plan._MOST_ARTICLES, 3
    try:
        return planned(documents, small.WordHasher.id).shards
    finally:
        plan._MOST_ARTICLES = before


def make(documents: Path, shards: Path, wanted: tuple[Shard, ...]) -> int:
    """Make the shards that are missing or damaged, as a run does; return how many."""
    maker = Maker(Job(str(documents), str(shards), "", ""), small.WordHasher())
    missing = [shard for shard in wanted if disk.whole(disk.place(shards, shard)) is None]
    for shard in missing:
        maker(shard)
    return len(missing)


def contents(shards: Path, wanted: tuple[Shard, ...]) -> dict[str, bytes]:
    """Return the files of the shards that are whole, litter left out."""
    folders = [disk.place(shards, shard) for shard in wanted if disk.whole(disk.place(shards, shard)) is not None]
    return {str(path.relative_to(shards)): path.read_bytes() for folder in folders for path in folder.iterdir()}


def kills(run: Run, documents: Path, reference: Path, wanted: tuple[Shard, ...]) -> Outcome:
    """Kill whoever makes shards at random instants; what counts as made is what an undisturbed run makes."""
    chance, trials = run.random("shard kills"), run.many(10, 500, 5_000)
    right = contents(reference, wanted)
    began = time.perf_counter()
    make(documents, run.memory / "length", wanted)
    longest = 1.1 * (time.perf_counter() - began)
    broken: list[str] = []
    kept = 0
    shards = run.memory / "killed"
    for trial in range(trials):
        child = Child(make, documents, shards, wanted)
        child.go()
        after = chance.uniform(0, longest)
        time.sleep(after)
        child.kill()
        child.ended()
        there = contents(shards, wanted)
        kept += len(there) // len(right) if len(there) == len(right) else 0
        problem = "" if there.items() <= right.items() else "a shard that counts as made has other bytes"
        if len(there) == len(right):  # all are made: begin again
            shutil.rmtree(shards)
        elif chance.random() < 0.3:  # go on to the end, with whatever the killed ones left lying about
            make(documents, shards, wanted)
            disk.sweep(shards, wanted)
            found = {str(path.relative_to(shards)) for path in shards.rglob("*") if path.is_file()}
            if contents(shards, wanted) != right or found != set(right):
                problem = "what was stopped and went on is not what an undisturbed run makes"
            shutil.rmtree(shards)
        if problem:
            broken.append(f"trial {trial}, killed after {1000 * after:.0f} ms: {problem}")
    return Outcome(
        "kill -9 while shards are made: a shard is whole or missing, and the next run ends with the same bytes",
        trials, len(broken), f"{kept:,} of them when all was made", tuple(broken[:_SHOWN]),
    )  # fmt: skip


def damage(run: Run, documents: Path, reference: Path, wanted: tuple[Shard, ...]) -> Outcome:
    """Damage a file of a shard: it counts as missing, and is made again to the same bytes."""
    chance, trials = run.random("shard damage"), run.many(100, 2_000, 10_000)
    right = contents(reference, wanted)
    shards = run.memory / "damaged"
    shutil.copytree(reference, shards)
    names = [Path(name) for name in sorted(right)]
    broken: list[str] = []
    for trial in range(trials):
        name = chance.choice(names)
        how = harm(shards / name, shards, names, chance)
        if str(name) in contents(shards, wanted):
            broken.append(f"trial {trial}, {name.name} {how}: it counts as whole")
        elif trial % 20 == 0 and (make(documents, shards, wanted) != 1 or contents(shards, wanted) != right):
            broken.append(f"trial {trial}, {name.name} {how}: it is not made again as it was")
        shutil.rmtree(shards)
        shutil.copytree(reference, shards)
    return Outcome(
        "a damaged file of a shard is found, and that shard alone is made again, to the same bytes",
        trials, len(broken), f"{len(names)} files: flipped bits, cuts, zeroed blocks, swaps, losses",
        tuple(broken[:_SHOWN]),
    )  # fmt: skip
