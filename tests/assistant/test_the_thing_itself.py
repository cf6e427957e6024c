"""The price of a thing is no wage of somebody called after it; and of two levels and their gap, the gap is no level."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Village Bank

Pelham is a bank in four villages. A loan officer there earns £31 an hour. The account clerk is paid £14 an hour.
Borrowers wait nine days for an answer.

A cash card costs £4 a month. The seat fare from Hull to York is £12. A house in Hull sells for £140,000, and a house
painter takes £200 a day. Rye loaves cost £3.

Tansy has 80 branches, 12 more than Pelham. It employs 340 people, 130 more than Pelham. A mill of
Pelham's employs 60 people.
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question", ["How much does an account cost?", "How much does a loan cost?", "What does an account cost?"]
)
def test_what_is_called_after_a_thing_has_no_price_of_it(bank: Assistant, question: str) -> None:
    assert bank.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How much does a cash card cost?", "£4 a month"),
        ("How much does a seat cost?", "£12"),  # a fare is a price
        ("How much does a home cost?", "£140,000"),
        ("How much does a rye loaf cost?", "£3"),
        ("How much does an account clerk earn?", "£14 an hour"),
    ],
)
def test_the_price_of_the_thing_itself_is_told(bank: Assistant, question: str, figure: str) -> None:
    answer = bank.ask(question)
    assert (answer.status, figure in answer.text) == ("answered", True)


def test_an_hourly_wage_is_no_interest(bank: Assistant) -> None:
    answer = bank.ask("How much interest do borrowers pay?")
    assert not answer.text.startswith("£")


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Which has more branches, and by how many?", "Tansy has 80 branches, 12 more than Pelham."),
        ("Who has more branches, Tansy or Pelham, and by how many?", "Tansy has 80 branches, 12 more than Pelham."),
        ("Which employs more people, and by how many?", "It employs 340 people, 130 more than Pelham."),
    ],
)
def test_a_gap_that_is_stated_is_quoted_and_not_taken_off_its_level(
    bank: Assistant, question: str, stated: str
) -> None:
    answer = bank.ask(question)
    assert answer.text.startswith(stated)
    assert answer.calculation is None
