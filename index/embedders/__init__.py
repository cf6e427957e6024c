"""The embedding models that an index can use, by name; any other name is the folder of a local model.

Each kind is one file here and one line in the table. Nothing heavy is imported before a model is built.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from index.embedders import transformer
from index.errors import EmbedderUnavailable
from index.types import Embedder

DEFAULT = "all-MiniLM-L6-v2"


class Recipe(NamedTuple):
    """A model that is not loaded yet. `id` names the model and its very weights."""

    id: Callable[[], str]
    build: Callable[[], Embedder]


EMBEDDERS: dict[str, Recipe] = {
    DEFAULT: Recipe(id=transformer.packaged_id, build=transformer.packaged),
}


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
