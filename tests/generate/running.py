"""A part of a run, in a process of its own: the articles of the run are dealt out in turn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.pipeline import Assistant
from tests.generate.answering import answered, written
from tests.generate.asking import asked_of
from tests.generate.counting import Count


@dataclass(frozen=True, slots=True)
class Part:
    """Every `split`-th article of a run, from `at` on, with its share of the questions."""

    folder: Path
    data: Path
    seed: int
    articles: int
    questions: int
    at: int = 0
    split: int = 1


def counted(part: Part) -> Count:
    """Answer the questions of a part; indexes what is not indexed yet."""
    made = written(part.folder, part.seed, part.articles)
    assistant = Assistant.open(part.folder, part.data)
    texts = {Path(document.source).stem: document.text for document in assistant.documents}
    share = part.questions // part.split + (part.at < part.questions % part.split)
    count = Count()
    for one in answered(assistant, list(asked_of(made[part.at :: part.split], part.seed, share))):
        count.add(one, texts[one.article.id])
    return count
