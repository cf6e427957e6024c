"""What a question asks per, and margins, from two stated totals."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Two winters at Ostrava Ice

Ostrava Ice earned revenue of $42 million in 2024 from 1.2 million paying skaters. Its EBITDA came to $10.5 million in
2024. The rink has 14 chillers with a combined capacity of 2.8 MW.

In 2023 revenue was $40 million. A season pass costs $180 per skater.
"""


@pytest.fixture(scope="module")
def rink(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("rink")
    (folder / "rink.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was revenue per skater in 2024?", "$35 per skater"),
        ("How much capacity is there per chiller?", "0.2 MW per chiller"),
        ("What was the EBITDA margin in 2024?", "25%"),
    ],
)
def test_one_total_over_another(rink: Assistant, question: str, said: str) -> None:
    answer = rink.ask(question)
    assert answer.calculation is not None
    assert len(answer.calculation.inputs) == 2
    assert said in answer.text


def test_a_stated_rate_is_quoted(rink: Assistant) -> None:
    answer = rink.ask("What does a season pass cost per skater?")
    assert answer.calculation is None
    assert "$180 per skater" in answer.text


def test_a_margin_without_its_profit_is_not_made_up(rink: Assistant) -> None:
    assert rink.ask("What was the gross margin in 2024?").calculation is None
