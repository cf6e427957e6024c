"""The embedding models that an index can use, by name; any other name is the folder of a local model.

Each kind is one file here and one line in the table. Nothing heavy is imported before a model is built.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

from index import crossencoder
from index.embedders import bulk, exported, transformer
from index.errors import EmbedderUnavailable
from index.types import Embedder, Vectors

DEFAULT = "all-MiniLM-L6-v2"


class Recipe(NamedTuple):
    """A model that is not loaded yet. `id` names the model and its very weights; `folder` is where they are saved."""

    id: Callable[[], str]
    build: Callable[[], Embedder]
    folder: Callable[[], Path] | None = None


EMBEDDERS: dict[str, Recipe] = {
    DEFAULT: Recipe(transformer.packaged_id, transformer.packaged, transformer.packaged_folder),
}


class LazyEmbedder:
    """An embedder that is built when the first text needs it; its id is known before."""

    def __init__(self, found: Recipe) -> None:
        self._recipe = found
        self._lock = Lock()
        self._built: Embedder | None = None

    @property
    def id(self) -> str:
        """Name and version of the model."""
        return self._recipe.id()

    @property
    def dimension(self) -> int:
        """Length of a vector; asking builds the model."""
        return self.built().dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1."""
        return self.built().embed(texts)

    @property
    def is_built(self) -> bool:
        """Whether the embedder itself is in memory."""
        return self._built is not None

    def close(self) -> None:
        """End what the embedder has started, if it has started anything."""
        if isinstance(self._built, bulk.BulkEmbedder):
            self._built.close()

    def built(self) -> Embedder:
        """Return the embedder itself, built now if it was not."""
        with self._lock:
            if self._built is None:
                self._built = self._recipe.build()
            return self._built


@cache
def named(name: str) -> LazyEmbedder:
    """Return the embedder of a name, not built yet. One in a process, so that no model is loaded twice."""
    return LazyEmbedder(recipe(name))


def for_questions(name: str, models: Path) -> Embedder:
    """Return what reads questions for an index of the embedder `name`: its export in the folder `models`, else itself.

    Chosen when the first question comes. Where there is no export, and where it cannot be used, which the log then
    tells in one line, the model is built: seconds, and the same vectors but for the last bit or two.
    """
    model = named(name)
    return LazyEmbedder(Recipe(id=lambda: model.id, build=lambda: exported.opened(models, model.id) or model.built()))


def for_indexing(
    name: str, models: Path, progress: Callable[[str, int, int], None] | None = None, *, fast: bool = False
) -> Embedder:
    """Return what embeds the texts of an index: the export of a model, made when the first text comes, else itself.

    `fast` embeds in 16 bits where that gains anything (`index.embedders.bulk`), and only nearly alike.
    """
    model = named(name)

    def build() -> Embedder:
        ready = export(name, models, progress)
        return (exported.opened(models, model.id) if ready else None) or model.built()

    return LazyEmbedder(Recipe(id=lambda: model.id, build=lambda: bulk.BulkEmbedder(name, build) if fast else build()))


def prefetch(name: str, models: Path) -> None:
    """Load the export of a model and the cross-encoder in a thread, where there are such, while the caller does else.

    Most of it, the checksum above all, leaves the interpreter to others. The thread is waited for at the end of the
    process: one that is stopped within a native library may take the process with it.
    """

    def load() -> None:
        exported.opened(models, named(name).id)
        crossencoder.packaged()

    Thread(target=load, name="model").start()


def export(name: str, models: Path, progress: Callable[[str, int, int], None] | None = None) -> bool:
    """Make the export of a model in the folder `models`, if it is not there; return whether it is there now."""
    from index.embedders import apart, exporting

    model = named(name)
    if model.is_built:
        return exporting.ensure(model.built, model.id, models, progress)
    return apart.ensure(name, model.id, models, progress)


def recipe(name: str) -> Recipe:
    """Return the recipe of a known name or of a local model folder. Raise EmbedderUnavailable for anything else."""
    if name in EMBEDDERS:
        return EMBEDDERS[name]
    folder = Path(name)
    if not folder.is_dir():
        known = ", ".join(EMBEDDERS)
        raise EmbedderUnavailable(
            f"there is no embedder {name!r:.200}", f"use one of {known} or the path of a sentence-transformers folder"
        )
    return Recipe(lambda: transformer.folder_id(folder), lambda: transformer.local(folder), lambda: folder)
