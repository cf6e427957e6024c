"""How often retrieval finds the sentence that answers, by ranking: BM25, dense, and the two fused in two ways.

    python benchmarks/retrieval.py ../shared/evals/public

Reads the squad2 and multihop folders of the public question sets. Embeddings are kept in a cache beside --cache, so
a second run takes seconds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents.build import About, Raw, build
from documents.types import Document, Span
from index.cache import EmbeddingCache
from index.content import LevelName
from index.fusion import convex, reciprocal_rank
from index.hybrid import HybridIndex
from index.level import COSINE_LOW, Scores

Order = Sequence[int]  # rows, best first
WEIGHTS = (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its raw scores over all rows, and for each thing that must be found the rows that hold it."""

    scores: Scores
    gold: tuple[frozenset[int], ...]


def main() -> None:
    """Measure and print one table for each set."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("public", type=Path, help="the folder that holds squad2/ and multihop/")
    arguments.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "retrieval-embeddings.sqlite3")
    given = arguments.parse_args()
    cache = EmbeddingCache(given.cache)
    for title, asked, measures in measured(given.public, cache):
        print(f"\n{title}, {len(asked)} questions\n")
        print(f"| ranking | {' | '.join(measures)} |\n|---|{'---|' * len(measures)}")
        for name, ranking in rankings().items():
            orders = [ranking(question.scores) for question in asked]
            cells = [
                f"{np.mean([measure(order, question.gold) for order, question in zip(orders, asked, strict=True)]):.3f}"
                for measure in measures.values()
            ]
            print(f"| {name} | {' | '.join(cells)} |")


Measure = Callable[[Order, tuple[frozenset[int], ...]], float]


def measured(public: Path, cache: EmbeddingCache) -> Iterator[tuple[str, list[Asked], Mapping[str, Measure]]]:
    """The sets, each with what is counted on it."""
    first: dict[str, Measure] = {"first": found_within(1), "in 3": found_within(3), "MRR@10": reciprocal}
    facts: dict[str, Measure] = {
        "all in 10": all_within(10),
        "recall@10": share_within(10),
        "any in 4": found_within(4),
    }
    for others in (False, True):
        index, questions = squad2(public / "squad2", cache, others)
        where = "all paragraphs" if others else "the question paragraphs"
        for level in ("sentence", "passage"):
            rows = len(index.sentences if level == "sentence" else index.passages)
            yield f"squad2, gold {level} among the {rows:,} of {where}", ask(index, questions, level), first
    index, questions = multihop(public / "multihop", cache)
    yield f"multihop, {len(index.passages)} facts", ask(index, questions, "passage"), facts


def rankings() -> dict[str, Callable[[Scores], Order]]:
    """What is compared, by name."""
    table: dict[str, Callable[[Scores], Order]] = {
        "BM25": lambda scores: by_score(scores.bm25),
        "dense": lambda scores: by_score(scores.cosine),
        "RRF, k = 60": lambda scores: [
            row for row, _ in reciprocal_rank([matched(scores.bm25), by_score(scores.cosine)], k=60)
        ],
    }
    for weight in WEIGHTS:
        table[f"convex, dense {weight}"] = lambda scores, weight=weight: [  # type: ignore[misc]
            row
            for row, _ in convex(
                [dict(enumerate(scores.bm25.tolist())), dict(enumerate(scores.cosine.tolist()))],
                [1 - weight, weight],
                [0.0, COSINE_LOW],
            )
        ]
    return table


Questions = list[tuple[str, list[set[tuple[str, int]]]]]  # text, and the sentences that hold each thing to be found


def squad2(folder: Path, cache: EmbeddingCache, others: bool) -> tuple[HybridIndex, Questions]:
    """Paragraphs as documents; the questions that a paragraph answers, with the sentences that hold the answer."""
    asked = list(lines(folder / "paragraphs.jsonl.gz"))
    more = list(lines(folder / "distractors.jsonl.gz")) if others else []
    documents = {p["paragraph_id"]: document(p["paragraph_id"], p["title"], p["context"]) for p in [*asked, *more]}
    questions: Questions = []
    for paragraph in asked:
        sentences = documents[paragraph["paragraph_id"]].sentences
        for qa in paragraph["qas"]:
            starts = [answer["answer_start"] for answer in qa["answers"]]
            gold = {
                (paragraph["paragraph_id"], at)
                for at, sentence in enumerate(sentences)
                if any(sentence.span.start <= start < sentence.span.end for start in starts)
            }
            if not qa["is_impossible"]:
                questions.append((qa["question"], [gold]))
    return HybridIndex.build(list(documents.values()), cache=cache), questions


def multihop(folder: Path, cache: EmbeddingCache) -> tuple[HybridIndex, Questions]:
    """Facts as documents; the questions with the facts that each needs."""
    facts = [document(f["fact_id"], f["title"], f["fact"]) for f in lines(folder / "facts.jsonl.gz")]
    questions = [
        (query["query"], [{(fact, 0)} for fact in query["evidence"]])
        for query in lines(folder / "queries.jsonl.gz")
        if query["evidence"]
    ]
    return HybridIndex.build(facts, cache=cache), questions


def document(id: str, title: str, text: str) -> Document:
    """A document of one paragraph."""
    return build(text, [Raw("paragraph", Span(0, len(text)))], About(title=title.replace("_", " ")), id=id, source=id)


def ask(index: HybridIndex, questions: Questions, level: LevelName) -> list[Asked]:
    """Score all rows of the level for each question."""
    row = {sentence: at for at, sentence in enumerate(index.sentences)}
    if level == "passage":
        row = {(p.document, at): n for n, p in enumerate(index.passages) for at in range(*p.sentences)}
    return [
        Asked(index.scores(text, level), tuple(frozenset(row[sentence] for sentence in wanted) for wanted in gold))
        for text, gold in questions
    ]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def by_score(scores: NDArray[np.float64]) -> Order:
    """All rows, best first, ties by row."""
    return [int(row) for row in np.lexsort((np.arange(len(scores)), -scores))]


def matched(scores: NDArray[np.float64]) -> Order:
    """The rows that share a word with the question, best first."""
    return [row for row in by_score(scores) if scores[row] > 0]


def found_within(k: int) -> Measure:
    """1 where any of what is wanted is among the best k."""
    return lambda order, gold: float(any(row in wanted for row in order[:k] for wanted in gold))


def all_within(k: int) -> Measure:
    """1 where all of what is wanted is among the best k."""
    return lambda order, gold: float(all(any(row in wanted for row in order[:k]) for wanted in gold))


def share_within(k: int) -> Measure:
    """The share of what is wanted that is among the best k."""
    return lambda order, gold: float(np.mean([any(row in wanted for row in order[:k]) for wanted in gold]))


def reciprocal(order: Order, gold: tuple[frozenset[int], ...]) -> float:
    """1 / rank of the first that is wanted, 0 beyond ten."""
    ranks = (rank for rank, row in enumerate(order[:10], 1) if any(row in wanted for wanted in gold))
    return 1 / next(ranks, float("inf"))


if __name__ == "__main__":
    main()
