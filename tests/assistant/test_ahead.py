"""What is embedded before a question is understood is what is searched for: nothing is embedded for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.pipeline import Assistant
from index.encoder import Encoder
from index.types import Vectors

ARTICLE = """# The bakery on the quay

The bakery sold 4,200 loaves in March, up from 3,900 in February. Ida Korn opened it in 2011.

Its second shop sold 1,100 loaves in March.
"""


class Noted:
    """The model of an index, and what it was given."""

    def __init__(self, encoder: Encoder) -> None:
        self._model = encoder._embedder()
        self.id, self.dimension = self._model.id, self._model.dimension
        self.given: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.given += texts
        return self._model.embed(texts)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "documents").mkdir()
    (folder / "documents" / "bakery.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder / "documents", folder / "data")


def noted(opened: Assistant) -> tuple[Assistant, Noted]:
    model = Noted(opened.index.encoder)
    return Assistant(replace(opened.index, encoder=Encoder(lambda: model, model.id))), model


@pytest.mark.parametrize(
    "question", ["How many loaves did the bakery sell in March?", "  who opened the bakery ?", "loaves in February"]
)
def test_a_question_as_typed_is_embedded_once(opened: Assistant, question: str) -> None:
    assistant, model = noted(opened)
    assistant.ask(question)
    whole = " ".join(question.split())
    assert [text for text in model.given if len(text) >= len(whole)] == [whole]


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("And in February?", ("How many loaves did the bakery sell in March?",)),
        ("Who opened the bakery? How many loaves did it sell in March?", ()),
        (" ".join(f"On day {n} I walk the quay and like the smell." for n in range(12)) + " How much is it?", ()),
    ],
)
def test_what_is_not_searched_as_typed_is_not_embedded_ahead(
    opened: Assistant, question: str, history: tuple[str, ...]
) -> None:
    assistant, model = noted(opened)
    assistant.ask(question, history)
    assert " ".join(question.split()) not in model.given
