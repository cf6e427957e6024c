"""How an index on disk is: which generations are whole, which one serves. Looking changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index import snapshot
from index.errors import IndexMissing, IndexProblem
from index.snapshot import Manifest


@dataclass(frozen=True, slots=True)
class Condition:
    """A generation on disk; either `manifest` or `problem` is there."""

    name: str  # of its folder
    manifest: Manifest | None
    problem: str = ""  # what is damaged

    @property
    def whole(self) -> bool:
        """Say whether every byte is as it was written."""
        return self.manifest is not None


@dataclass(frozen=True, slots=True)
class Health:
    """All generations that may serve, the published one first."""

    generations: tuple[Condition, ...]

    @property
    def serving(self) -> Condition | None:
        """The one that answers come from, None where none is whole."""
        return next((one for one in self.generations if one.whole), None)

    @property
    def sound(self) -> bool:
        """Say whether the published generation is the one that serves and the one before it is whole as well."""
        return bool(self.generations) and all(one.whole for one in self.generations)


def health(library: Path) -> Health:
    """Read every byte of every generation. A library that was never indexed has none."""
    try:
        return Health(tuple(_condition(folder) for folder in snapshot.candidates(library)))
    except IndexMissing:
        return Health(())


def _condition(folder: Path) -> Condition:
    try:
        return Condition(folder.name, snapshot.verified(folder))
    except IndexProblem as problem:
        return Condition(folder.name, None, problem.problem)
