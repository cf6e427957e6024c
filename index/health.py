"""How an index on disk is: which generations are whole, which one serves. Looking changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from index import crossencoder, places, snapshot
from index.embedders import exported
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
    quick: bool = False  # questions are read by the export of the model
    damage: str = ""  # why not, where there is an export
    unread: str = ""  # why sentences are ranked without the cross-encoder that ships
    spoilt: bool = False  # it is there and damaged: what was installed is not whole, whatever the index is

    @property
    def serving(self) -> Condition | None:
        """The one that answers come from, None where none is whole."""
        return next((one for one in self.generations if one.whole), None)

    @property
    def sound(self) -> bool:
        """Say whether the published generation is the one that serves and whether all else is whole as well."""
        return bool(self.generations) and all(one.whole for one in self.generations) and not self.damage


def health(library: Path) -> Health:
    """Read every byte of every generation and of both models. A library that was never indexed has none."""
    try:
        found = Health(tuple(_condition(folder) for folder in snapshot.candidates(library)))
    except IndexMissing:
        return Health(())
    found = replace(found, unread=crossencoder.fault(), spoilt=crossencoder.damaged())
    if found.serving is None or found.serving.manifest is None:
        return found
    try:
        export = exported.verified(places.models_folder(library), found.serving.manifest.embedder_id)
    except exported.NoExport as problem:
        return replace(found, damage=str(problem))
    return replace(found, quick=export is not None)


def _condition(folder: Path) -> Condition:
    try:
        return Condition(folder.name, snapshot.verified(folder))
    except IndexProblem as problem:
        return Condition(folder.name, None, problem.problem)
