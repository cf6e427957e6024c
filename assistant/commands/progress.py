"""Progress on standard error, with how long it will take: a bar in a terminal; elsewhere silence, or lines."""

from __future__ import annotations

import sys
import time
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# What a stage is, for a log that nobody watches.
_SAID = {
    "reading": "Reading {total} file{s}.",
    "figures": "Reading {total} article{s} for figures.",
    "embedding articles": "Reading and embedding {total} article{s}.",
    "embedding": "Embedding {total} new text{s}.",
    "exporting the model": "Making the model's quick form, which takes a minute; once only.",
}
_FIRST, _AGAIN = 5.0, 60.0  # seconds of a stage until its estimate is written, and between two
_WORTH = 20.0  # seconds left that are worth a line


class ProgressBar:
    """Shows one bar per stage, once there is something to wait for; call it with (stage, done, total), from any thread.

    Where no terminal draws bars it is silent, or with `lines` writes one for each stage, and now and then what is left
    of a long one. An estimate holds as far as `done` is a share of the work.
    """

    def __init__(self, *, lines: bool = False) -> None:
        self._wanted = sys.stderr.isatty()
        self._lines = lines and not self._wanted
        self._said: dict[str, tuple[float, int, float]] = {}  # when a stage began, at what, and when to estimate it
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._lock = Lock()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars, self._tasks = None, {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        with self._lock:  # articles are read for figures while their texts are embedded
            self._show(stage, done, total)

    def _show(self, stage: str, done: int, total: int) -> None:
        if self._lines:
            self._say(stage, done, total)
        if not self._wanted:
            return
        if self._bars is None:
            self._bars = _started()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)

    def _say(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage not in self._said:
            self._said[stage] = now, done, now + _FIRST
            text = _SAID.get(stage, stage.capitalize() + ".")
            _write(text.format(total=f"{total:,}", s="" if total == 1 else "s"))
            return
        began, first, due = self._said[stage]
        if now < due or done <= first:
            return
        left = (now - began) * (total - done) / (done - first)
        self._said[stage] = began, first, now + _AGAIN
        if left >= _WORTH:
            _write(f"  {100 * done // total} % of it; about {_duration(left)} left.")


def _duration(seconds: float) -> str:
    """Return a time as people say it: 40 seconds, 3 minutes, 2 hours."""
    for unit, size in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {unit}s"
    return f"{max(10, round(seconds, -1)):.0f} seconds"


def _write(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _started() -> Progress:
    # Imported here: where nothing has to be waited for, a question does not pay for drawing.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # How long is left, and of what is done how long it took.
    left = TimeRemainingColumn(elapsed_when_finished=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), left)
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    bars.start()
    return bars
