"""What a part of the torture is given and what it gives back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Size = Literal["ci", "nightly", "release"]


@dataclass(frozen=True, slots=True)
class Run:
    """How a part is run: how much of it, from which seed, and in which empty folder of its own."""

    size: Size
    seed: int
    folder: Path
    memory: Path  # the same on a disk in memory where there is one: quick, and nothing is worn by a thousand commits

    def many(self, ci: int, nightly: int, release: int) -> int:
        """Return the number that belongs to the size."""
        return {"ci": ci, "nightly": nightly, "release": release}[self.size]

    def random(self, name: str) -> random.Random:
        """Return a generator that depends on the seed and the name alone."""
        return random.Random(f"{self.seed}/{name}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One promise, how often it was tried, and how often it was broken."""

    promise: str  # "a kill -9 while indexing leaves an index that opens whole"
    tried: int
    bad: int
    figures: str = ""  # measured beside it: "p99 41 ms, memory 212 MB"
    broken: tuple[str, ...] = ()  # the first few broken cases, each enough to try it again
    timed: bool = False  # a promise about time, which a small run beside other work cannot judge

    def counts(self, size: Size) -> bool:
        """Say whether the outcome is judged: times are from a nightly run on, and only shown before."""
        return not self.timed or size != "ci"


Part = Callable[[Run], Iterator[Outcome]]
