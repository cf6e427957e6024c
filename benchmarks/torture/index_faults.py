"""Indexing that is killed, and index files that are damaged: the old state or the new one is served, whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.torture import small_library as small
from benchmarks.torture.children import Child, Ended, call
from benchmarks.torture.types import Outcome, Run

_SHOWN = 5  # broken cases that are named


def run(run: Run) -> Iterator[Outcome]:
    """Try crashes first, then damage."""
    yield kills(run)
    yield damage(run)


def known(run: Run) -> dict[str, int]:
    """Return the generation of each version, as an undisturbed indexing makes it."""
    found = {}
    for version in range(small.VERSIONS):
        documents = run.memory / "docs"  # the same folder: its name is part of no generation, its files are
        small.write(documents, version)
        found[str(call(small.reindex, documents, run.memory / "reference").result)] = version
    assert len(found) == small.VERSIONS, "each version is a generation of its own"
    return found


def kills(run: Run) -> Outcome:
    """Kill the indexer at random instants while another process reads; look with fresh eyes after each."""
    chance, trials = run.random("kills"), run.many(20, 1_000, 10_000)
    versions = known(run)
    documents, data = run.memory / "docs", run.memory / "data"
    small.write(documents, 0)
    call(small.reindex, documents, data)
    longest = _length(documents, data)
    before = call(small.served, documents, data).result.generation
    reader = Child(_read_on, documents, data, run.memory / "stop")
    reader.go()
    broken: list[str] = []
    hit = 0
    for trial in range(trials):
        version = (trial + 1) % small.VERSIONS
        small.write(documents, version)
        child = Child(small.reindex, documents, data)
        child.go()
        after = chance.uniform(0, longest)
        time.sleep(after)
        child.kill()
        ended = child.ended()
        hit += not ended.done
        seen = call(small.served, documents, data)
        problem = _judged(seen, ended, versions, before, version)
        if problem:
            broken.append(f"trial {trial}, killed after {1000 * after:.0f} ms: {problem}")
        before = seen.result.generation if seen.done else before
    (run.memory / "stop").touch()
    reads = reader.ended()
    read, faults = reads.result if reads.done else (0, [f"the reader ended: {reads.error or reads.exit}"])
    figures = f"{hit:,} of them before the commit was acknowledged; {read:,} reads beside them"
    return Outcome(
        "kill -9 while indexing and serving: one whole version is served, an acknowledged one is never lost",
        trials + read, len(broken) + len(faults), figures, tuple([*broken, *faults][:_SHOWN]),
    )  # fmt: skip


def _length(documents: Path, data: Path) -> float:
    """Return the seconds within which an indexing is killed: a little more than it takes."""
    took = []
    for version in (1, 2, 0):
        small.write(documents, version)
        child = Child(small.reindex, documents, data)
        started = time.perf_counter()
        child.go()
        child.ended()
        took.append(time.perf_counter() - started)
    return 1.1 * max(took)


def _judged(seen: Ended, ended: Ended, versions: dict[str, int], before: str, version: int) -> str:
    """Return what is wrong with what a reader sees after a crash, "" where nothing is."""
    if not seen.done:
        return f"the index does not open: {seen.error or seen.exit}"
    now: small.Served = seen.result
    if now.problem or now.warnings:
        return now.problem or now.warnings[0]
    if versions.get(now.generation) != now.version:
        return f"generation {now.generation[:8]} holds version {now.version}"
    if ended.done and now.generation != ended.result:
        return f"{ended.result[:8]} was acknowledged, {now.generation[:8]} is served"
    if now.generation != before and now.version != version:
        return f"version {now.version} came back; {version} was being indexed"
    return ""


def _read_on(documents: Path, data: Path, stop: Path) -> tuple[int, list[str]]:
    """Open and look again and again until told to stop; a reader never sees anything but one whole version."""
    count, faults = 0, []
    while not stop.exists():
        try:
            seen = small.served(documents, data)
        except Exception as error:
            faults.append(f"a reader met {type(error).__name__}: {error}")
        else:
            faults += [f"a reader met {seen.problem}"] if seen.problem else []
        count += 1
        time.sleep(0.02)
    return count, faults


def damage(run: Run) -> Outcome:
    """Damage a file of the published generation: it is named, and the generation before it serves."""
    chance, trials = run.random("damage"), run.many(150, 3_000, 10_000)
    documents, data = run.memory / "damage-docs", run.memory / "damage-data"
    small.write(documents, 0)
    small.reindex(documents, data)
    small.write(documents, 1)
    newest = small.reindex(documents, data)
    library = small.library(documents, data)
    sound = run.memory / "sound"
    shutil.copytree(library, sound)
    folder = next(library.glob(f"generations/*-{newest[:16]}"))
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    names = [name for name in names if not name.name.startswith(".tantivy-")]  # locks of readers, empty by nature
    broken: list[str] = []
    for trial in range(trials):
        name = chance.choice(names)
        how = harm(folder / name, folder, names, chance)
        try:
            seen = small.served(documents, data)
            if seen.version != 0 or not any(str(name) in warning or "manifest" in warning for warning in seen.warnings):
                broken.append(f"trial {trial}, {name} {how}: version {seen.version} serves, {seen.warnings}")
        except BaseException as error:  # also the panic of a library: the generation before has to serve
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            broken.append(f"trial {trial}, {name} {how}: {type(error).__name__}: {error}")
        shutil.rmtree(folder)
        shutil.copytree(sound / folder.relative_to(library), folder)
    return Outcome(
        "a damaged file of the index is found before any answer, and the generation before it serves",
        trials, len(broken), f"{len(names)} files: flipped bits, cuts, zeroed blocks, swaps, losses",
        tuple(broken[:_SHOWN]),
    )  # fmt: skip


def harm(path: Path, folder: Path, names: list[Path], chance: Random) -> str:
    """Damage a file in one of six ways and return which."""
    content = path.read_bytes()
    how = chance.choice(("flipped", "flipped", "cut", "zeroed", "swapped", "lost", "grown"))
    at = chance.randrange(len(content))
    if how == "flipped":
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
    elif how == "cut":
        path.write_bytes(content[:at])
    elif how == "zeroed":
        size = min(512, len(content) - at)
        zeroed = content[:at] + bytes(size) + content[at + size :]
        path.write_bytes(zeroed if zeroed != content else content + b"\\0")
    elif how == "swapped":
        other = (folder / chance.choice(names)).read_bytes()
        path.write_bytes(other if other != content else content[::-1] + b"x")
    elif how == "lost":
        path.unlink()
    else:
        path.write_bytes(content + chance.randbytes(1 + chance.randrange(64)))
    return f"{how} at {at}"
