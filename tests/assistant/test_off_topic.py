"""Questions on another matter are refused; a sentence that answers in words of its own is quoted whole."""

from __future__ import annotations

import pytest

from assistant.confidence import OFF_TOPIC, Standing
from assistant.pipeline import Assistant

ARTICLE = """# The Abbey of Lorrach

The abbey of Lorrach was founded in 1072 by Count Odo, who gave it his vineyards. Its church burnt down in the 14th
century and was rebuilt within a generation. The monks lived off wine, which they shipped down the river to Bremwick.
The bell of the abbey is rung for the dead. The verdict of the chapter on a new monk is known within minutes.
"""


@pytest.fixture(scope="module")
def abbey(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("abbey")
    (folder / "abbey.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    "question",
    [
        "What was the compensation expense in 2019?",
        "how do i reset my router password",
        "What percent of total operating income was Asia-Pacific?",
        "Which striker scored most goals in the league?",
    ],
)
def test_another_matter_is_refused(abbey: Assistant, question: str) -> None:
    assert abbey.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When was the abbey of Lorrach founded?", "1072"),
        ("When did the church burn down?", "14th century"),
        ("How long does it take until the verdict of the chapter is known?", "within minutes"),
    ],
)
def test_times_before_the_modern_age_and_without_a_number(abbey: Assistant, question: str, said: str) -> None:
    answer = abbey.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_the_probability_rises_with_each_sign() -> None:
    nothing, near = Standing(0.1, 0.2, 0.0), Standing(0.6, 0.3, 0.0)
    assert nothing.on_topic < OFF_TOPIC < near.on_topic
    assert near.on_topic < Standing(0.6, 0.4, 0.0).on_topic < Standing(0.6, 0.4, 1.0).on_topic <= 1.0
