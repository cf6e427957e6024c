"""Progress on standard error: a bar in a terminal; elsewhere silence, or a line for each stage."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# What a stage is, for a log that nobody watches.
_SAID = {
    "figures": "Reading {total} article{s} for figures.",
    "embedding": "Embedding {total} new text{s}.",
    "exporting the model": "Making the model's quick form, which takes a minute; once only.",
}


class ProgressBar:
    """Shows one bar per stage, once there is something to wait for; call it with (stage, done, total).

    Where no terminal draws bars it is silent, or with `lines` writes one for each stage.
    """

    def __init__(self, *, lines: bool = False) -> None:
        self._wanted = sys.stderr.isatty()
        self._lines = lines and not self._wanted
        self._said: set[str] = set()
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars, self._tasks = None, {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._lines and stage not in self._said:
            self._said.add(stage)
            text = _SAID.get(stage, stage.capitalize() + ".")
            print(text.format(total=f"{total:,}", s="" if total == 1 else "s"), file=sys.stderr, flush=True)
        if not self._wanted:
            return
        if self._bars is None:
            self._bars = _started()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)


def _started() -> Progress:
    # Imported here: where nothing has to be waited for, a question does not pay for drawing.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    bars.start()
    return bars
