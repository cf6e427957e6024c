"""An article on two rivals: whose a figure is, which of them has more, and what neither the text nor its table says."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Two Glasshouses

*By Hanna Brook, 3 March 2026*

Ten years ago nobody grew tomatoes in Marnholm. Today two growers share the plain.

## The Elder

Tilia Gardens was founded in 2012 by Ebba Lind, a chemist. She leased 12 hectares from the town for 7,000 euros a year.
In her first season she picked 240 tonnes. Last year it was 3,100 tonnes. Turnover came to 5.2 million euros in
2025. Tilia Gardens sells in Marnholm only.

## The Younger

In 2018 Crownhouse moved in next door. Crownhouse employs 64 people and expects to pick 9,000 tonnes in 2026, after
7,400 in 2025. In 2025 it lost 900,000 euros, half as much as in 2024.

| | Tilia Gardens | Crownhouse |
| --- | --- | --- |
| Glass (hectares) | 12 | 41 |
| Harvest 2025 (tonnes) | 3,100 | 7,400 |
| Days from seed to tomato | 84 | 61 |
| Water used per tonne of tomatoes (litres) | 14,000 | 9,500 |

## The Risks

- **Hail:** A storm in June 2024 cost Tilia Gardens 410 tonnes, an eighth of its harvest.

The mayor wants to open a museum of glass in 2027. It is to cost 2.4 million euros.
"""


@pytest.fixture(scope="module")
def growers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def test_what_she_picked_is_of_the_grower_whose_turn_it_is(growers: Assistant) -> None:
    assert "240" not in growers.ask("What is the harvest of Crownhouse?").text
    assert growers.ask("What did Tilia Gardens pick in her first season?").text.startswith("240 tonnes")


@pytest.mark.parametrize(
    ("question", "first", "numbers"),
    [
        ("Which grower uses the most water per tonne?", "Tilia Gardens", ("14,000", "9,500")),
        ("Which grower uses more water per tonne?", "Tilia Gardens", ("14,000", "9,500")),
        ("Who uses less water?", "Crownhouse", ("14,000", "9,500")),
        ("Which has more glass?", "Crownhouse", ("41", "12")),
        ("Which is quicker from seed to tomato?", "Crownhouse", ("61 days", "84 days")),
    ],
)
def test_which_of_two_has_more(growers: Assistant, question: str, first: str, numbers: tuple[str, str]) -> None:
    answer = growers.ask(question)
    assert answer.text.startswith(f"{first}: ")
    assert all(number in answer.text for number in numbers)


def test_a_row_that_counts_days_is_a_time(growers: Assistant) -> None:
    answer = growers.ask("How much quicker is Crownhouse from seed to tomato than Tilia Gardens?")
    assert answer.calculation is not None
    assert "23 days shorter" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much of the tomatoes was lost to the hail?",  # the table has days and litres of tomatoes
        "What did the hail cost Tilia Gardens?",  # tonnes; the only money that something costs is the museum's
        "What did the town earn from the tomatoes?",
        "What will Crownhouse do in 2031?",  # a year of which nothing is said
        "How many employees came back for training?",
        "Who founded Crownhouse?",  # "Crownhouse moved in", "was founded" of the other
    ],
)
def test_what_is_not_said_is_refused(growers: Assistant, question: str) -> None:
    assert growers.ask(question).status == "not_found", growers.ask(question).text


def test_a_year_of_which_nothing_is_said_is_named(growers: Assistant) -> None:
    assert growers.ask("What will Ebba Lind build in 2031?").text == "The article does not speak of 2031."


def test_what_the_town_of_a_passive_did_not_do(growers: Assistant) -> None:
    assert growers.ask("Who founded Tilia Gardens?").text.startswith("Ebba Lind")
    assert growers.ask("and what is she?", ["Who founded Tilia Gardens?"]).standalone.count("Ebba Lind") == 1


def test_an_amount_for_each_that_cannot_be_had_is_said_to_be_none(growers: Assistant) -> None:
    answer = growers.ask("How much turnover per visitor does Tilia Gardens make?")
    assert answer.status in ("partial", "not_found")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does Crownhouse make money?", "No"),
        ("Is Crownhouse in the red?", "Yes"),
        ("Is Crownhouse in the black?", "No"),
    ],
)
def test_making_money_is_making_a_profit(growers: Assistant, question: str, verdict: str) -> None:
    assert growers.ask(question).text.startswith(f"{verdict}: 900,000 euros")


def test_he_is_nobody_where_nobody_was_named(growers: Assistant) -> None:
    turn = growers.ask("and who is he?", ["Who founded Crownhouse?"])
    assert "who is Crownhouse" not in turn.standalone
    assert growers.ask("and how old is she?", ["Who is Ebba Lind?"]).standalone == "how old is Ebba Lind?"
