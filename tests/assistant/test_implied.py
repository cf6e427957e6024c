"""Questions for a level that the article gives only by another one."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Marrow Lane Bakery grows up

Marrow Lane employs 240 people, 30 fewer than at the start of 2023, and a third of them work at night.

It sold 1.8 million loaves in 2024, 20% more than the year before. A loaf costs £4.50, about £1.50 more than a bun.

Rent came to £60,000, or 5% of sales. Its debt of £900,000 is three times equity. Rival Hobson's bakes in Leith.
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "bakery.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "said", "formula"),
    [
        ("How many people did Marrow Lane employ at the start of 2023?", "270 people", "240 people + 30"),
        ("How many loaves did it sell in 2023?", "1.5 million loaves", "1.8 million loaves / (1 + 20%)"),
        ("What does a bun cost?", "£3", "£4.50 - about £1.50"),
        ("How many work at night?", "80 people", "240 people x a third"),
        ("What is the bakery's equity?", "£300,000", "£900,000 / three times"),
    ],
)
def test_an_implied_level_is_calculated(bakery: Assistant, question: str, said: str, formula: str) -> None:
    answer = bakery.ask(question)
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith(formula)
    assert said in answer.text
    assert answer.citations


@pytest.mark.parametrize("question", ["How many people does Marrow Lane employ?", "How many loaves were sold in 2024?"])
def test_a_stated_level_is_quoted(bakery: Assistant, question: str) -> None:
    assert bakery.ask(question).calculation is None


def test_nothing_is_implied_of_others(bakery: Assistant) -> None:
    assert bakery.ask("How many people did Hobson's employ at the start of 2023?").status == "not_found"
