"""The embedding models that an index can use, by name; any other name is the folder of a local model.

Each kind is one file here and one line in the table. Nothing heavy is imported before a model is built.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from index.embedders import transformer
from index.errors import EmbedderUnavailable
from index.types import Embedder, Vectors

DEFAULT = "all-MiniLM-L6-v2"


class Recipe(NamedTuple):
    """A model that is not loaded yet. `id` names the model and its very weights."""

    id: Callable[[], str]
    build: Callable[[], Embedder]


EMBEDDERS: dict[str, Recipe] = {
    DEFAULT: Recipe(id=transformer.packaged_id, build=transformer.packaged),
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
        return self._embedder().dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), rows of length 1."""
        return self._embedder().embed(texts)

    def _embedder(self) -> Embedder:
        with self._lock:
            if self._built is None:
                self._built = self._recipe.build()
            return self._built


@cache
def named(name: str) -> Embedder:
    """Return the embedder of a name, not built yet. One in a process, so that no model is loaded twice."""
    return LazyEmbedder(recipe(name))


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
    return Recipe(id=lambda: transformer.folder_id(folder), build=lambda: transformer.local(folder))
