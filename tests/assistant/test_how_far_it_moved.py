"""By how much a level rose or fell, from two levels that the article tells of one thing."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# A good year for Halvorsen Bakeries

Halvorsen Bakeries of Tromso sold more bread than ever. Its net debt stood at 212 million kroner at the end of June,
having been 296 million kroner twelve months before. The number of shops rose from 41 to 58. It had 9,400 employees in
December, up from 8,100 a year before. The rent of the shops rose by 3 million kroner,
from 20 million kroner to 23 million kroner. Ovens burned 36 million kroner worth of gas in 2024.

A rival, Nordkorn, has a net debt of 140 million kroner and wants to bring it down to 90 million kroner by 2029. The
bakeries' profit came to 31 million kroner. They won 100,000 loyalty members in 5 months.
"""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did Halvorsen's net debt fall over the year?", "fell by 84 million"),
        ("By how much did Halvorsen's net debt fall?", "fell by 84 million"),
        ("How far did Halvorsen's net debt come down?", "fell by 84 million"),
        ("How much did the number of shops grow?", "rose by 17"),
    ],
)
def test_two_levels_give_the_change(bakery: Assistant, question: str, said: str) -> None:
    answer = bakery.ask(question)
    assert answer.calculation is not None
    assert said in answer.text


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        ("and in percentage terms, how much is that up on the year before?", "rose by 16%"),
        ("thats up how many percent", "rose by 16%"),
        ("and how much is that up on a year before?", "rose by 1,300 employees"),
    ],
)
def test_a_later_turn_asks_how_far_the_figure_moved(bakery: Assistant, turn: str, said: str) -> None:
    assert said in bakery.ask(turn, ["How many employees does Halvorsen have?"]).text


def test_a_stated_change_is_not_worked_out(bakery: Assistant) -> None:
    answer = bakery.ask("How much did the rent of the shops rise?")
    assert answer.calculation is None
    assert "3 million" in answer.text


@pytest.mark.parametrize("question", ["How much did the profit fall?", "How much did Nordkorn's net debt fall?"])
def test_one_level_gives_no_change(bakery: Assistant, question: str) -> None:
    answer = bakery.ask(question)
    assert answer.calculation is None
    assert "84" not in answer.text


def test_members_a_month_are_a_rate_and_no_average_of_figures(bakery: Assistant) -> None:
    text = bakery.ask("average loyalty members per month on the way to the first 100,000?").text
    assert text.startswith("About 20,000")
    assert "per month" in text


def test_what_is_typed_without_its_apostrophe_reads_the_same(bakery: Assistant) -> None:
    asked = "whats the average monthly cost of gas for the ovens in 2024"
    text = bakery.ask(asked).text
    assert text.startswith("About 3 million")
    assert "per month" in text
    assert bakery.ask(asked.replace("whats", "what is")).text == text


FAIR = """# The fair at Skelby

By the end of December the fair had sold 3.1 million tickets, which brought in net revenue of $74 million after fees and
taxes, and by the last day of February the total stood at just over 3.4 million. In 2024 it had 40 stalls, up from 32.
"""


def test_two_amounts_of_one_sentence_at_one_time_are_no_change(tmp_path_factory: pytest.TempPathFactory) -> None:
    fair = opened(FAIR, tmp_path_factory)
    asked = "By what percentage did the fair's net revenue grow in December compared with a year earlier?"
    assert fair.ask(asked).calculation is None
    assert "25%" in fair.ask("By what percentage did the number of stalls grow?").text
