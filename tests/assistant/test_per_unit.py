"""What a question asks per, and margins, from two stated totals."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Two winters at Ostrava Ice

Ostrava Ice earned revenue of $42 million in 2024 from 1.2 million paying skaters. Its EBITDA came to $10.5 million in
2024. The rink has 14 chillers with a combined capacity of 2.8 MW.

In 2023 revenue was $40 million. A season pass costs $180 per skater.
"""


SHOP = """# Ovens in Tromso

Halvorsen Bakeries of Tromso had 9,400 employees in December, up from 8,000 a year before. Revenue reached $611 million
in the December quarter. In March the company ordered twelve ovens for about 240 million euros. It sold 3.1 million
cinnamon buns, which brought in 62 million euros after refunds. An average loaf costs 3 euros.

Nordkai, the harbour it ships from, handled 3.4 million TEU in 2024 and earned revenue of $680 million in 2024. Its new
quay moved its first 500,000 TEU in 125 days.

The bakery's app collected 210,000 sign-ups in its first month. Only 6,300 of them entered a card number.
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


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(SHOP, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is Halvorsen paying for each of the new ovens?", "€20 million per oven"),
        ("How much did Halvorsen pay for each oven?", "€20 million per oven"),
        ("After the customers got their refunds, how much did each cinnamon bun bring in?", "€20 per bun"),
        ("How much did each of the cinnamon buns bring in?", "€20 per bun"),
        ("How much revenue did Halvorsen make per employee?", "$65,000 per employee"),
        ("What did Nordkai earn in revenue per TEU in 2024?", "$200 per TEU"),
        ("How many TEU a day did the new quay move over its first 500,000?", "4,000 TEU per day"),
        ("Of everybody who signed up for the app, what share entered a card number?", "3%"),
    ],
)
def test_an_amount_for_each_however_it_is_asked(bakery: Assistant, question: str, said: str) -> None:
    assert said in bakery.ask(question).text


@pytest.mark.parametrize(
    "question", ["How much did each employee cost?", "How much did each oven bring in?", "What did each employee earn?"]
)
def test_an_amount_told_of_something_else_is_not_shared_out(bakery: Assistant, question: str) -> None:
    assert bakery.ask(question).calculation is None
