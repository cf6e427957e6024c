"""What `answerability.py` asks: questions that texts answer, near misses, and questions on another matter."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.confidence import likeliest, likely
from assistant.evals.rows import read_rows
from assistant.followups import follow
from assistant.pipeline import Assistant
from assistant.reread import Rereading
from assistant.retrieve import evidence, meaning
from benchmarks.retrieval_sets import HELD_OUT
from index.types import Filter
from tests import run_evals


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and whether the texts hold what it asks."""

    text: str
    group: str  # the article or set it belongs to; what weights are fitted on and measured on never share one
    holds: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with what came."""

    asked: Asked
    status: str
    way: str  # the status, or "calculated"
    confidence: float
    nearest: float  # greatest cosine of a sentence
    signs: dict[str, float]  # of the sentence that most likely answers
    sentence: float  # probability that it does


def squad2(folder: Path, scratch: Path) -> tuple[Path, tuple[Asked, ...]]:
    """Write the articles of a folder of paragraphs and return where, with the questions, near misses included."""
    articles: dict[str, list[str]] = {}
    asked = []
    for paragraph in lines(folder / "paragraphs.jsonl.gz"):
        articles.setdefault(paragraph["title"], []).append(paragraph["context"])
        asked += [Asked(q["question"], paragraph["title"], not q["is_impossible"]) for q in paragraph["qas"]]
    where = scratch / "articles"
    where.mkdir(parents=True)
    for title, contexts in sorted(articles.items()):
        text = "\n\n".join((f"# {title.replace('_', ' ')}", *contexts)) + "\n"
        (where / f"{title}.md").write_text(text, encoding="utf-8")
    return where, tuple(asked)


def far_off(public: Path) -> tuple[Asked, ...]:
    """Return questions on annual reports."""
    return tuple(
        Asked(row["question"], name, False)
        for name in ("tatqa", "finqa")
        for row in lines(public / name / "questions.jsonl.gz")
    )


def own(scratch: Path) -> Iterator[Outcome]:
    """Yield what comes of the question sets that ship and were developed on, follow-ups left out."""
    for path in sorted(run_evals.SETS.glob("*.jsonl")):
        if path.stem in HELD_OUT:
            continue
        place = scratch / path.stem
        place.mkdir(parents=True)
        assistant = Assistant.open(run_evals.documents_of(path.stem, place), place / "data")
        for row in read_rows(path).rows:
            if not row.history:
                yield outcome(assistant, Asked(row.question, path.stem, not row.refuse))


def outcome(assistant: Assistant, asked: Asked) -> Outcome:
    """Ask a question and return what came."""
    answer = assistant.ask(asked.text)
    question = follow(asked.text, (), assistant.corpus.lexicon)
    near = meaning(question.standalone, assistant.index, Filter())
    told = likely(question, assistant.corpus, evidence(question.whole, assistant.corpus, near), near)
    best = likeliest(told, Rereading(question.standalone, assistant.corpus))
    return Outcome(
        asked,
        answer.status,
        answer.status if answer.calculation is None else "calculated",
        answer.confidence,
        max(near.cosine.values(), default=0.0),
        {} if best is None else best.signals.values(),
        0.0 if best is None else best.probability,
    )


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a compressed file, one a line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
