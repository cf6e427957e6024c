"""A tiny library written inline, and an embedder that hashes words: deterministic, quick, and counts its work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from documents.build import About, Raw, build
from documents.types import Document, Span
from index.embedders import DEFAULT, named
from index.types import Embedder, Vectors

DIMENSION = 64


@dataclass
class WordHasher:
    """A bag of hashed words as a unit vector, with a record of what it was asked to embed."""

    id: str = "word-hasher@1"
    dimension: int = DIMENSION
    seen: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen.extend(texts)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split() or ["nothing"]:
                digest = hashlib.sha256(word.strip(".,?").encode(errors="replace")).digest()
                vectors[row, digest[0] % self.dimension] += 1.0 if digest[1] % 2 else -1.0
            norm = float(np.linalg.norm(vectors[row]))
            vectors[row] = vectors[row] / norm if norm else np.eye(1, self.dimension, dtype=np.float32)[0]
        return vectors


Piece = tuple[str, str]  # kind ("h1", "h2", "p", "item", "row") and text; a row's cells are parted by " | "


def document(id: str, title: str, pieces: Sequence[Piece], source: str = "") -> Document:
    """Build a document from its pieces, one a paragraph."""
    text, raws = "", []
    for kind, words in pieces:
        start = len(text)
        span = Span(start, start + len(words))
        if kind.startswith("h"):
            raws.append(Raw("heading", span, level=int(kind[1])))
        elif kind == "row":
            raws.append(Raw("row", span, cells=_cells(words, start), table=0))
        else:
            raws.append(Raw("item" if kind == "item" else "paragraph", span))
        text += words + "\n\n"
    return build(text, raws, About(title=title), id=id, source=source or f"{id}.md")


def _cells(words: str, start: int) -> tuple[Span, ...]:
    spans, at = [], start
    for cell in words.split(" | "):
        spans.append(Span(at, at + len(cell)))
        at += len(cell) + 3
    return tuple(spans)


@pytest.fixture
def make_document() -> Callable[..., Document]:
    return document


@pytest.fixture
def bakery() -> Document:
    return document(
        "bakery",
        "A bakery grows",
        [
            ("h1", "Bread"),
            ("p", "Korn & Kruste sold 4,200 loaves in March. That was a fifth more than in February."),
            ("p", "The ovens run on gas. Flour costs 0.62 euros a kilogram."),
            ("h1", "Shops"),
            ("p", "Three things decide where a shop opens:"),
            ("item", "Rent: below 30 euros a square metre."),
            ("item", "Footfall: at least 900 people an hour."),
            ("h2", "By town"),
            ("row", "Town | Loaves | Rent"),
            ("row", "Celle | 1,900 | 21"),
            ("row", "Uelzen | 2,300 | 17"),
        ],
    )


@pytest.fixture
def ferry() -> Document:
    return document(
        "ferry",
        "The night ferry",
        [
            ("h1", "Route"),
            ("p", "The ferry leaves Oban at eleven at night. It carries 230 cars and 900 people."),
            ("p", "A crossing takes seven hours when the sea is calm."),
            ("h1", "Money"),
            ("p", "A cabin costs 85 pounds. The line lost 1.4 million pounds in 2023."),
        ],
    )


@pytest.fixture
def hasher() -> WordHasher:
    return WordHasher()


@pytest.fixture
def new_hasher() -> Callable[..., WordHasher]:
    return WordHasher


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    """The model that ships, loaded once."""
    return named(DEFAULT)
