"""What `size.py` puts into a collection: real sentences with their vectors, spread to as many passages as are asked.

Sentences and questions are those of the public sets: paragraphs, facts, and the prose of annual reports.

Up to the number of sentences that were embedded, a passage has the vector of a real sentence. Past that it has one
between a real sentence and one of its eight nearest others, at a random place from a fifth to four fifths of the way,
with noise of length 0.35 on it, back on the unit sphere: clusters within clusters, as near to one another as real
sentences are, or nearer. Its text is those two sentences and others of the texts, drawn at random, some 100 words. So
words are real and as frequent as they are, while what stands together in a passage is not what an author put there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from documents.sentences import sentence_spans
from index.cache import EmbeddingCache, embed
from index.embedders import DEFAULT, for_indexing
from index.types import Entry, Vectors

NEAR = 8  # neighbours of a sentence that new vectors lie towards
NOISE = 0.35  # length of what is added to them
WORDS = 100  # of a passage
ARTICLE = 8  # passages of an article
_LONGEST = 180  # characters of a sentence that is embedded
_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Real:
    """What people wrote: sentences with the vectors of the first of them, and questions with theirs."""

    sentences: tuple[str, ...]
    vectors: Vectors  # of the first sentences
    questions: tuple[str, ...]
    asked: Vectors


def real(folder: Path, sentences: int, questions: int, models: Path, cache: Path) -> Real:
    """Read the question sets below a folder and embed some of their sentences and questions."""
    found, asked = read(folder)
    texts = [text for text in found if 20 <= len(text) <= 400]
    if not texts or not asked:
        raise SystemExit(f"No sentences with questions about them lie below {folder}; see its README for the sets.")
    random.Random(3).shuffle(texts)
    texts.sort(key=lambda text: len(text) > _LONGEST)  # the short ones first, as they were drawn
    chosen = random.Random(1).sample(sorted(asked), min(questions, len(asked)))
    store = EmbeddingCache(cache)
    model = for_indexing(DEFAULT, models)
    vectors, _ = embed([*texts[:sentences], *chosen], model, store)
    store.close()
    return Real(tuple(texts), vectors[: -len(chosen)], tuple(chosen), vectors[-len(chosen) :])


def read(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the distinct sentences and questions of all .jsonl.gz files below a folder, in the order they stand in."""
    found: dict[str, None] = {}
    asked: dict[str, None] = {}
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                found.update(dict.fromkeys(_sentences(row)))
                asked.update(dict.fromkeys(_questions(row)))
    return tuple(found), tuple(asked)


def _sentences(row: dict[str, Any]) -> Iterator[str]:
    """The sentences of a paragraph, a fact, or the page of a report that a line holds; tables have none."""
    paragraphs = [row.get("context"), row.get("fact"), *(part["text"] for part in row.get("paragraphs", ()))]
    paragraphs += [*row.get("pre_text", ()), *row.get("post_text", ())]
    for text in (" ".join(paragraph.split()) for paragraph in paragraphs if paragraph):
        yield from (text[span.start : span.end] for span in sentence_spans(text))


def _questions(row: dict[str, Any]) -> Iterator[str]:
    yield from filter(None, (row.get("question"), row.get("query"), *(qa["question"] for qa in row.get("qas", ()))))


def spread(vectors: Vectors, count: int) -> tuple[Vectors, np.ndarray]:
    """Return `count` unit vectors, the real ones first, and for each the two real ones that it comes of."""
    from index.stores.structures import faiss

    known, dimension = vectors.shape
    made = np.empty((count, dimension), dtype=np.float32)
    of = np.zeros((count, 2), dtype=np.int64)
    made[:known], of[:known] = vectors[:count], np.arange(min(known, count))[:, None]
    if count <= known:
        return made, of
    nearest = faiss().IndexFlatIP(dimension)
    nearest.add(vectors)
    _, near = nearest.search(vectors, NEAR + 1)
    draw = np.random.default_rng(1)
    for first in range(known, count, _BLOCK):
        some = min(_BLOCK, count - first)
        one = draw.integers(0, known, some)
        other = near[one, draw.integers(1, NEAR + 1, some)]
        way = draw.uniform(0.2, 0.8, (some, 1)).astype(np.float32)
        noise = draw.normal(size=(some, dimension)).astype(np.float32) * (NOISE / dimension**0.5)
        block = (1 - way) * vectors[one] + way * vectors[other] + noise
        made[first : first + some] = block / np.linalg.norm(block, axis=1, keepdims=True)
        of[first : first + some] = np.stack([one, other], axis=1)
    return made, of


def entries(found: Real, count: int) -> tuple[list[Entry], Vectors]:
    """Return passages with ids as hashes are, and their vectors in the same order."""
    vectors, of = spread(found.vectors, count)
    texts = passages(found.sentences, of)
    made = [
        Entry(hashlib.sha256(b"%d" % row).hexdigest()[:32], f"article-{row // ARTICLE}", text, vectors[row])
        for row, text in enumerate(texts)
    ]
    return made, vectors


def passages(sentences: Sequence[str], of: np.ndarray) -> Iterator[str]:
    """The text of each passage: the sentences that its vector comes of, then others until it is long enough."""
    draw = random.Random(2)
    for one, other in of.tolist():
        parts = [sentences[at] for at in dict.fromkeys((one, other))]
        words = sum(part.count(" ") + 1 for part in parts)
        while words < WORDS:
            parts.append(sentences[draw.randrange(len(sentences))])
            words += parts[-1].count(" ") + 1
        yield " ".join(parts)
