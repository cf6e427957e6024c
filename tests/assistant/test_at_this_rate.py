"""What goes on at a rate: a quarter carried on to its year, money that lasts so long; and what a stake is worth."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Bottle Bank

Marlow makes bottles, and Ada Venn founded it. The lid unit lost €31 million in 2024. In the first quarter of 2025 the
lid unit lost €8 million. Marlow has €120 million in cash, and 40 trucks.

Marlow delivered 64,000 lids in the first quarter of 2024. It delivered 70,000 lids in the first quarter of 2025. The
margin of the lid unit is 23%.

## The owners

Venn owns 24% of Marlow. Her brother Tom Dale has a garden. Marlow is worth €50 billion on the stock exchange.
"""


@pytest.fixture(scope="module")
def bottles(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "result", "formula"),
    [
        ("If the lid unit keeps losing money at this rate, how much will it lose in 2025?", "About €32 million", "4 x"),
        ("If it keeps delivering lids like this, how many will it deliver this year?", "About 280,000 lids", "4 x 70"),
        ("How long will Marlow's cash last at the rate the lid unit is losing money?", "15 quarters", "€120 million /"),
        ("When will the cash run out at this rate?", "15 quarters", "€120 million / (€8 million"),
        ("What is Venn's stake worth?", "€12 billion", "24% x €50 billion"),
        ("How much is Venn's share in Marlow worth?", "€12 billion", "24% x €50 billion"),
    ],
)
def test_what_comes_of_a_rate_or_a_share_is_calculated(
    bottles: Assistant, question: str, result: str, formula: str
) -> None:
    answer = bottles.ask(question)
    assert answer.text.startswith(result)
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith(formula)
    assert any(caveat.startswith("Assumed: ") for caveat in answer.caveats)


@pytest.mark.parametrize("question", ["How long will the garden last?", "What is Dale's stake worth?"])
def test_nothing_is_made_of_a_rate_or_share_that_is_not_told(bottles: Assistant, question: str) -> None:
    assert bottles.ask(question).calculation is None
