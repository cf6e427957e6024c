"""Indexing with each of its system calls failed in turn, and with the power cut: what was not synced may be lost.

kill -9 does not lose what the system has in memory; a power cut does. What it may lose is told by the calls made until
then: files written since they were last synced are damaged as Lucene's MockDirectoryWrapper damages them (lost, empty,
cut in half, one bit flipped, or whole by luck), and names changed since their folder was synced are changed back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.torture import small_library as small
from benchmarks.torture.children import Ended, call
from benchmarks.torture.system_calls import Called, available, calls, struck, traced
from benchmarks.torture.types import Outcome, Run

_SHOWN = 5
_TYPED = ("DiskFull", "NotWritable", "IndexBusy", "IndexCorrupt", "NothingToIndex")
_FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")
_LASTING = ("error=EIO", "error=ENOSPC")  # from that call on


class _Library:
    """A small library in a folder, brought back to one state before each trial."""

    def __init__(self, folder: Path) -> None:
        self.documents, self.data, self.log = folder / "docs", folder / "data", folder / "log"
        self.kept = folder / "kept"
        small.write(self.documents, 0)
        self.old = call(small.reindex, self.documents, self.data).result
        shutil.copytree(self.data, self.kept)
        small.write(self.documents, 1)
        self.calls = self._list()

    def _list(self) -> tuple[Called, ...]:
        ended = traced(self.log, small.reindex, self.documents, self.data)
        assert ended.done, ended.error
        self.new = ended.result
        found = calls(self.log, self.data)
        self.restore()
        return found

    def restore(self) -> None:
        """Bring the data folder back to the old state."""
        shutil.rmtree(self.data)
        shutil.copytree(self.kept, self.data)

    def fail(self, fault: str, at: Called, *, on: bool = False) -> Ended:
        """Index with that fault at that call, or from it on."""
        return traced(
            self.log, small.reindex, self.documents, self.data, inject=f"{at.name}:{fault}:when={at.number}{'+' * on}"
        )

    def wrong(self, ended: Ended) -> str:
        """Return what is wrong after a fault, "" where nothing is; the next run has to put all right."""
        if ended.error and not ended.error.startswith(_TYPED):
            return f"no clear error: {ended.error}"
        seen = call(small.served, self.documents, self.data)
        if not seen.done:
            return f"the index does not open: {seen.error or seen.exit}"
        now: small.Served = seen.result
        if now.problem or now.generation not in (self.old, self.new):
            return now.problem or f"an unknown generation {now.generation[:8]} serves"
        if ended.done and now.generation != self.new:
            return "an acknowledged commit is lost"
        again = call(small.reindex, self.documents, self.data)
        if not again.done or again.result != self.new:
            return f"the next run fails: {again.error or again.exit}"
        after = call(small.served, self.documents, self.data)
        return (
            "" if after.done and not after.result.problem and not after.result.warnings else "the next run left damage"
        )


def run(run: Run) -> Iterator[Outcome]:
    """Fail calls first, then cut the power."""
    if not available():
        raise SystemExit("strace is not installed, and no system call can be failed without it; install strace.")
    library = _Library(run.memory)
    yield failures(run, library)
    yield power(run, library)


def failures(run: Run, library: _Library) -> Outcome:
    """Fail every call of the commit in turn: the process is killed there, or the disk fails or is full there."""
    chance = run.random("calls")
    places = list(dict.fromkeys((at.name, at.number) for at in library.calls))
    trials = [(fault, name, number, False) for name, number in places for fault in _FAULTS]
    if run.size == "release":
        trials += [(fault, name, number, True) for name, number in places for fault in _LASTING]
    chosen = chance.sample(trials, run.many(8, len(trials), len(trials)))
    broken: list[str] = []
    struck_elsewhere = 0  # the same number in another thread: what it fails there is not the commit
    for fault, name, number, on in chosen:
        ended = library.fail(fault, Called(name, number, ()), on=on)
        struck_home = struck(library.log, library.data)
        struck_elsewhere += not struck_home
        wrong = library.wrong(ended if struck_home else Ended(exit=-9))
        if wrong:
            broken.append(f"{name} {number} {fault}{' on' * on}: {wrong}")
        library.restore()
    return Outcome(
        "a call of the commit that kills, fails or finds the disk full: old or new is served, the error is told",
        len(chosen), len(broken), f"{len(places)} calls, {len(_FAULTS)} faults each; {struck_elsewhere} met others",
        tuple(broken[:_SHOWN]),
    )  # fmt: skip


def power(run: Run, library: _Library) -> Outcome:
    """Cut the power at a random call and lose or damage what was not synced by then."""
    chance, trials = run.random("power"), run.many(4, 200, 1_000)
    broken: list[str] = []
    harmed = 0
    for trial in range(trials):
        at = chance.choice(library.calls)
        library.fail("signal=KILL", at)
        losses = lose(calls(library.log, library.data), library.data, library.kept, chance)
        harmed += len(losses)
        wrong = library.wrong(Ended(exit=-9))
        if wrong:
            broken.append(f"trial {trial}, {at.name} {at.number}: {wrong}; lost {', '.join(losses[:6])}")
        library.restore()
    return Outcome(
        "a power cut that loses or damages whatever was not synced: old or new is served",
        trials, len(broken), f"{harmed:,} files and names lost or damaged", tuple(broken[:_SHOWN]),
    )  # fmt: skip


def lose(made: tuple[Called, ...], data: Path, kept: Path, chance: Random) -> list[str]:
    """Damage what the calls left unsynced below the data folder; `kept` is the folder as it was before them."""
    dirty: dict[str, None] = {}  # files written since they were synced
    moved: list[tuple[str, str]] = []  # (from, to) of names whose folder was not synced since
    fresh: dict[str, None] = {}  # files created in a folder that was not synced since
    for one in made:
        path = one.paths[-1]
        if one.name == "openat":
            fresh[path] = None
        elif one.name in ("write", "pwrite64", "writev", "ftruncate"):
            dirty[path] = None
        elif one.name in ("fsync", "fdatasync"):
            dirty.pop(path, None)
            moved = [(old, new) for old, new in moved if str(Path(new).parent) != path]
            fresh = {name: None for name in fresh if str(Path(name).parent) != path}
        elif one.name.startswith("rename") and len(one.paths) >= 2:
            old, new = one.paths[-2:]
            moved.append((old, new))
            dirty = {_after(name, old, new): None for name in dirty}
            fresh = {_after(name, old, new): None for name in fresh}
    losses = []
    for name in dirty:
        if Path(name).is_file() and (how := _damage(Path(name), chance)):
            losses.append(f"{how} {Path(name).relative_to(data)}")
    for name in fresh:
        if Path(name).is_file() and chance.random() < 0.5:
            Path(name).unlink()
            losses.append(f"unnamed {Path(name).relative_to(data)}")
    for old, new in reversed(moved):
        if Path(new).exists() and chance.random() < 0.5:
            _undo(Path(old), Path(new), data, kept)
            losses.append(f"not renamed {Path(new).relative_to(data)}")
    return losses


def _after(name: str, old: str, new: str) -> str:
    """Return the path of a file after a file or folder was renamed."""
    return new + name[len(old) :] if name == old or name.startswith(f"{old}/") else name


def _damage(path: Path, chance: Random) -> str:
    """Damage a file that was not synced; "" where it comes through by luck."""
    content = path.read_bytes()
    how = chance.choice(("lost", "emptied", "halved", "flipped", ""))
    if how == "lost":
        path.unlink()
    elif how == "emptied":
        path.write_bytes(bytes(len(content)))
    elif how == "halved":
        path.write_bytes(content[: len(content) // 2])
    elif how == "flipped" and content:
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    return how


def _undo(old: Path, new: Path, data: Path, kept: Path) -> None:
    """Take a rename back: what had the name before has it again."""
    if old.exists():
        return
    new.rename(old)
    before = kept / new.relative_to(data)
    if before.is_file():
        shutil.copy2(before, new)
