"""Run a peer, or this program, as a process of its own, and take down what it says of its work."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Timer
from typing import Any

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "benchmarks" / "peers" / "program.py"
_THREADS = "OMP_NUM_THREADS"
_PATIENCE = 600.0  # seconds that a process may take; it is then ended, and the figure is not measured


class Failed(Exception):
    """A process ended before its work was done; the message is its last word, without a full stop."""


@dataclass(frozen=True, slots=True)
class Side:
    """Who is measured: the command that indexes, and the one that answers."""

    name: str
    title: str
    index: tuple[str, ...]
    ask: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def on_one_thread(self) -> Side:
        """The same, held to one thread."""
        return replace(self, title=f"{self.title}, one thread", environment={_THREADS: "1"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question took within the process, in seconds, of the clock and the processor; memory in bytes."""

    seconds: float
    cpu: float
    memory: float
    found: tuple[str, ...]


def ours(kind: str = "answer") -> Side:
    """This program: whole answers, or its retrieval alone."""
    run = (sys.executable, "-m", "benchmarks.measures.ours")
    title = {"answer": "article-assistant, whole answers", "retrieve": "article-assistant, retrieval alone"}[kind]
    return Side(kind, title, (*run, "index"), (*run, kind))


def peer(name: str, title: str, python: Path, model: Path) -> Side:
    """A peer, by its own Python."""
    run = (str(python), "-P", str(PROGRAM), name)
    return Side(name, title, (*run, "build", str(model)), (*run, "ask", str(model)))


class Session:
    """A process that answers questions one by one, from the index that it opened last."""

    def __init__(self, process: subprocess.Popen[str], begun: float) -> None:
        self._process = process
        self.begun = begun

    def open(self, place: Path) -> None:
        """Open an index."""
        self._say("open", str(place))

    def ask(self, question: str) -> Reply:
        """Ask, and wait for what is found."""
        found = self._say("ask", question)
        kilobytes = 1 if sys.platform == "darwin" else 1_024
        return Reply(found["seconds"], found["cpu"], found["memory"] * kilobytes, tuple(found["found"] or ()))

    def _say(self, what: str, value: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps([what, value]) + "\n")
            self._process.stdin.flush()
        except OSError:
            raise Failed("it has ended") from None
        line = self._process.stdout.readline()
        if not line:
            raise Failed("it ended without an answer")
        return json.loads(line)


@contextlib.contextmanager
def session(side: Side) -> Iterator[Session]:
    """Start what answers for a side; end it. Raises Failed with its last word where it ends before."""
    with _started(side.ask, side.environment) as (process, errors, begun):
        try:
            yield Session(process, begun)
        except Failed as problem:
            raise Failed(f"{problem}: {_last(errors)}") from None


def lines(command: Sequence[str]) -> list[Any]:
    """Run a command to its end and return what it says, a value a line. Raise Failed where it fails."""
    with _started(command, {}) as (process, errors, _):
        said, _ = process.communicate()
        if process.returncode:
            raise Failed(f"it ended with {process.returncode}: {_last(errors)}")
        return [json.loads(line) for line in said.splitlines()]


@contextlib.contextmanager
def _started(
    command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[str], Path, float]]:
    with tempfile.TemporaryDirectory(prefix="session-") as folder:
        errors = Path(folder, "errors.txt")
        with errors.open("wb") as written:
            begun = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=written, text=True,
                encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            )  # fmt: skip
        timer = Timer(_PATIENCE, process.kill)
        timer.start()
        try:
            yield process, errors, begun
        finally:
            timer.cancel()
            process.kill()
            process.communicate()


def _last(errors: Path) -> str:
    said = [line for line in errors.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return f"{said[-1].strip() if said else 'no reason given':.160}"
