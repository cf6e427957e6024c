"""Run the parts one after another, report, and exit with 1 where any promise was broken."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from benchmarks.torture.parts import PARTS, part
from benchmarks.torture.report import Measured, write
from benchmarks.torture.types import Run, Size
from index.places import MODELS_VARIABLE

_MEMORY = Path("/dev/shm")
_ROOM = 512 << 20  # bytes
RESULTS = Path(__file__).parents[1] / "results"


def main() -> int:
    """Return the exit status: 0 where every promise held, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", choices=get_args(Size), default="ci", help="how much is tried (default: ci)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same things (default: 1)")
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="only this part; may be repeated")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the report")
    options = parser.parse_args()
    measured: list[Measured] = []
    shared = TemporaryDirectory(
        prefix="torture-models-"
    )  # the model is exported once, and not onto a disk that is full
    os.environ.setdefault(MODELS_VARIABLE, shared.name)
    for name in options.only or PARTS:
        print(f"== {name}", flush=True)
        with TemporaryDirectory(prefix=f"torture-{name}-") as folder, _in_memory(name) as memory:
            started = time.perf_counter()
            for outcome in part(name)(Run(options.size, options.seed, Path(folder), Path(memory))):
                measured.append(Measured(name, outcome, time.perf_counter() - started))
                print(measured[-1].line(), flush=True)
                started = time.perf_counter()
    write(options.results, options.size, options.seed, measured)
    shared.cleanup()
    bad = sum(row.outcome.bad for row in measured if row.outcome.counts(options.size))
    print(f"{len(measured)} promises, {sum(row.outcome.tried for row in measured):,} trials, {bad} bad outcomes")
    return 1 if bad else 0


def _in_memory(name: str) -> TemporaryDirectory[str]:
    """Return a folder that lies in memory where the system has such a disk with room, else an ordinary one."""
    room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    return TemporaryDirectory(prefix=f"torture-{name}-", dir=_MEMORY if room else None)


if __name__ == "__main__":
    sys.exit(main())
