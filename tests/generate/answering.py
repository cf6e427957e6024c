"""Answers to generated questions, each asked twice of one library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.pipeline import Assistant
from tests.generate.articles import article
from tests.generate.values import Article, Asked

AGAIN = 3  # every third question is asked again


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer as JSON gives it; an exception in place of the answer where one was raised."""

    asked: Asked
    article: Article
    answer: dict[str, Any]
    error: str = ""
    steady: bool = True  # the same bytes when asked again


def written(folder: Path, seed: int, count: int) -> tuple[Article, ...]:
    """Write articles into a folder and return them."""
    made = tuple(article(seed, number) for number in range(count))
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / f"{one.id}{one.suffix}").write_text(one.text, encoding="utf-8")
    return made


def answered(assistant: Assistant, pairs: Sequence[tuple[Article, Asked]]) -> Iterator[Answered]:
    """Ask each question, and some a second time of an assistant that remembers nothing."""
    ids = {Path(document.source).stem: document.id for document in assistant.documents}
    again = Assistant(assistant.index)
    again.__dict__["corpus"] = assistant.corpus
    for at, (one, asked) in enumerate(pairs):
        where = ids[one.id]
        try:
            answer = assistant.answer(asked.text, asked.history, where, ()).to_dict()
        except Exception as error:
            yield Answered(asked, one, {"status": "none", "text": ""}, f"{type(error).__name__}: {error}")
            continue
        second = again.answer(asked.text, asked.history, where, ()).to_dict() if at % AGAIN == 0 else answer
        yield Answered(asked, one, answer, steady=json.dumps(second) == json.dumps(answer))
