"""Shares that are listed of one whole: each by its own item, and what the article calls the rest."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

FERRIES = """# A ferry line

Marlow Lines was founded in 1990 by Ida Pell, and it sails to the islands. In 2024, 58% of its revenue came from cars
and lorries, 21% from licences, and only the rest from meals served in its own galleys.

In Norway, Marlow Lines' share of crossings rose from 27% in 2023 to 36% in 2024, while Tavish Lines' fell from 58% to
49%. The rest belongs to Skardal, whose ships are brown.

Some 70% of the fuel goes to Tavish Lines, and the rest, about 25%, is sold. In Ulm 12% of the staff are women; the
rest of the town is asleep.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(FERRIES, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What share of Marlow Lines' revenue came from meals?", "21%"),
        ("what percentage of marlow's revenue comes from meals served in its own galleys?", "21%"),
        ("What was Skardal's share in Norway in 2024?", "15%"),
    ],
)
def test_the_rest_is_what_the_stated_shares_leave(ferries: Assistant, question: str, rest: str) -> None:
    answer = ferries.ask(question)
    assert answer.calculation is not None, answer.text
    assert answer.text.startswith(f"{rest}: the rest, all but ")


@pytest.mark.parametrize(
    "question",
    [
        "What share of Marlow Lines' revenue came from cars?",
        "What share of Marlow Lines' revenue came from licences?",
        "What was Skardal's share in Norway in 2023?",  # of another year than the shares
        "What share of Tavish Lines' revenue came from meals?",
        "What was Tavish Lines' share in Norway in 2024?",
        "What share of the fuel is sold?",  # it is stated
        "What share of the town is asleep?",
    ],
)
def test_what_is_no_rest_is_not_calculated_as_one(ferries: Assistant, question: str) -> None:
    assert "the rest, all but" not in ferries.ask(question).text


def test_a_listed_share_is_of_its_own_item(ferries: Assistant) -> None:
    answer = ferries.ask("What share of Marlow Lines' revenue came from licences?")
    assert "21%" in answer.text
    assert "58%" not in answer.text
