"""A library of a few short articles in several versions, indexed as the product does but for a quick embedder.

`python -m benchmarks.torture.small_library DOCUMENTS DATA` brings its index up to date and prints the generation once
the commit is acknowledged.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.hybrid import HybridIndex
from index.places import data_folder
from index.types import Vectors
from index.update import update

VERSIONS = 4
_ARTICLES = 3
_LINES = 12


@dataclass(frozen=True)
class WordHasher:
    """A bag of hashed words as a unit vector: the commit is what is tried, not the model."""

    id: str = "word-hasher@1"
    dimension: int = 64

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, each of length 1."""
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                digest = hashlib.sha256(word.encode(errors="replace")).digest()
                vectors[row, digest[0] % self.dimension] += 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def write(documents: Path, version: int) -> None:
    """Write the articles of a version: every sentence of theirs says which one it is."""
    documents.mkdir(parents=True, exist_ok=True)
    for article in range(_ARTICLES):
        lines = [f"Boat {n} of line {article} left at {n + 1}:30 in version {version}." for n in range(_LINES)]
        text = f"# Timetable {article}\n\n" + "\n\n".join(lines) + "\n"
        (documents / f"line-{article}.md").write_text(text, encoding="utf-8")


def reindex(documents: Path, data: Path) -> str:
    """Bring the index up to date and return the generation that it acknowledged."""
    return update(documents, data, embedder=WordHasher()).generation


def library(documents: Path, data: Path) -> Path:
    """Return the folder of the index."""
    return data_folder(documents, data)


@dataclass(frozen=True, slots=True)
class Served:
    """What an index answers from; `problem` says what is wrong with it."""

    generation: str
    version: int = -1
    warnings: tuple[str, ...] = ()
    problem: str = ""


def served(documents: Path, data: Path) -> Served:
    """Open the index as a reader does and look at all of it: one version, every sentence found by its words."""
    index = HybridIndex.open(library(documents, data), embedder=WordHasher())
    said = {s.span.of(d.text).rsplit(" ", 1)[1] for d in index.documents for s in d.sentences}
    if len(said) != 1 or len(index.documents) != _ARTICLES:
        return Served(index.generation, problem=f"{len(index.documents)} articles of versions {sorted(said)}")
    hits = index.search("boat", _ARTICLES * _LINES, level="sentence")
    places = [index.sentences[hit.row] for hit in hits]
    quotes = {index.document(id).quote(index.document(id).sentences[at].span) for id, at in places}
    version = int(said.pop().strip("."))
    if len(quotes) != _ARTICLES * _LINES or not all(quote.endswith(f"version {version}.") for quote in quotes):
        return Served(index.generation, version, index.warnings, f"{len(quotes)} sentences found")
    return Served(index.generation, version, index.warnings)


if __name__ == "__main__":
    print(reindex(Path(sys.argv[1]), Path(sys.argv[2])), flush=True)
