"""What `retrieval.py` searches: the public sets squad2 and multihop, and the question sets that ship."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.evals import retrieval
from assistant.evals.rows import read_rows
from assistant.evals.types import Row
from documents.build import About, Raw, build
from documents.figures.extract import extract
from documents.readers import read
from documents.types import Document, Span
from index.cache import EmbeddingCache
from index.content import LevelName
from index.hybrid import HybridIndex

HELD_OUT = ("football-numbers", "solar-interview")  # sets that nothing is ever tuned on
Gold = tuple[frozenset[tuple[str, int]], ...]  # for each thing to be found the sentences that hold it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what must be found; nothing where the texts do not answer it."""

    text: str
    gold: Gold


@dataclass(frozen=True)
class World:
    """Texts that are searched, and the questions asked of them."""

    index: HybridIndex
    asked: tuple[Asked, ...]

    def rows(self, one: Asked, level: LevelName) -> tuple[frozenset[int], ...]:
        """Return the gold of a question as rows of a level."""
        row = {sentence: at for at, sentence in enumerate(self.index.sentences)}
        if level == "passage":
            row = {(p.document, at): n for n, p in enumerate(self.index.passages) for at in range(*p.sentences)}
        return tuple(frozenset(row[sentence] for sentence in wanted) for wanted in one.gold)


@dataclass(frozen=True)
class Collection:
    """Worlds that are measured together; the null questions of a collection have no answer in it."""

    name: str
    worlds: tuple[World, ...]

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(bool(one.gold) for world in self.worlds for one in world.asked)


def squad2(folder: Path, cache: EmbeddingCache, others: bool) -> World:
    """Paragraphs as documents, with the questions that one of them answers and those that only seem to be answered."""
    asked = list(lines(folder / "paragraphs.jsonl.gz"))
    more = list(lines(folder / "distractors.jsonl.gz")) if others else []
    documents = {
        p["paragraph_id"]: document(p["paragraph_id"], p["context"], About(p["title"].replace("_", " ")))
        for p in [*asked, *more]
    }
    questions = []
    for paragraph in asked:
        sentences = documents[paragraph["paragraph_id"]].sentences
        for qa in paragraph["qas"]:
            starts = [answer["answer_start"] for answer in qa["answers"]]
            gold = frozenset(
                (paragraph["paragraph_id"], at)
                for at, sentence in enumerate(sentences)
                if any(sentence.span.start <= start < sentence.span.end for start in starts)
            )
            questions.append(Asked(qa["question"], () if qa["is_impossible"] else (gold,)))
    return World(HybridIndex.build(list(documents.values()), cache=cache), tuple(questions))


def multihop(folder: Path, cache: EmbeddingCache) -> World:
    """Facts as documents, with their publisher where it is known; the questions with the facts that each needs."""
    facts = [
        document(
            fact["fact_id"],
            fact["fact"],
            About(
                fact["title"], fact.get("url"), (fact.get("published_at") or "")[:10] or None, publisher=fact["source"]
            )
            if fact.get("source")
            else About(fact["title"]),
        )
        for fact in lines(folder / "facts.jsonl.gz")
    ]
    questions = tuple(
        Asked(query["query"], tuple(frozenset({(fact, 0)}) for fact in query["evidence"]))
        for query in lines(folder / "queries.jsonl.gz")
    )
    return World(HybridIndex.build(facts, cache=cache), questions)


def own(questions: Path, article: Path, cache: EmbeddingCache) -> World:
    """An article with its questions; follow-ups and questions that it does not answer are left out."""
    found = read(article)
    documents = {found.id: found}
    asked = []
    for row in read_rows(questions).rows:
        pieces = [] if row.history or row.refuse else [_sentences(row, piece, documents) for piece in row.evidence]
        if any(pieces):
            asked.append(Asked(row.question, tuple(piece for piece in pieces if piece)))
    return World(HybridIndex.build([found], extract(found), cache=cache), tuple(asked))


def own_sets(folder: Path, cache: EmbeddingCache) -> tuple[World, ...]:
    """The question sets of a folder that are tuned on, each with its article."""
    worlds = []
    for questions in sorted(folder.glob("*.jsonl")):
        articles = [path for path in sorted(folder.glob(f"{questions.stem}.*")) if path != questions]
        if articles and questions.stem not in HELD_OUT:
            worlds.append(own(questions, articles[0], cache))
    return tuple(worlds)


def _sentences(row: Row, piece: str, documents: dict[str, Document]) -> frozenset[tuple[str, int]]:
    names, _ = retrieval.gold(replace(row, evidence=(piece,)), documents)
    places = {retrieval.sentence_id(id, at): (id, at) for id, d in documents.items() for at in range(len(d.sentences))}
    return frozenset(places[name] for name in names)


def document(id: str, text: str, about: About) -> Document:
    """A document of one paragraph."""
    return build(text, [Raw("paragraph", Span(0, len(text)))], about, id=id, source=id)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
