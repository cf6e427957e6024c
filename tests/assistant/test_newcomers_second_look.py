"""What a second newcomer asked of a small library, a bakery and a maker of vans, and was answered wrongly."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

LENDING = """# The Lending Yard of Ockham

*By Ines Karr*

The Lending Yard of Ockham lends bicycles. It opened in 2021 with two employees and 60 bicycles. Today it has 31
employees and 1,480 bicycles.

## The Money

Repairs cost $290,000 in 2025, which is $196 a bicycle. In 2023 they had cost $341,000 although there were only 1,100
bicycles. In 2022 the yard lost 9% of its bicycles, in 2025 only 2%.

## The Wishes

Electric bicycles are wished for most often. The council will vote on them in the autumn. More than 60% of members own
a phone, says the director, Paul Whitcombe.

## The Partners

The yard has worked with Velmo since 2022 and with Harrow since 2023.

Tyres: Velmo supplies the touring tyre and Harrow the winter tyre.

The analysts of Orbis Bank value the yard at $7 million. The workshop is called the Forge.
"""


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(LENDING, tmp_path_factory)


def test_the_cost_of_a_thing_that_the_article_tells_apart_is_no_others(yard: Assistant) -> None:
    answer = yard.ask("How much does an electric bike cost?")
    assert answer.status == "not_found"
    assert yard.ask("How much did repairs cost per bike in 2023?").calculation is not None


def test_what_once_was_is_not_told_for_what_is(yard: Assistant) -> None:
    assert yard.ask("How many employees does the yard have?").text.startswith("31 employees")
    assert yard.ask("How many employees did the yard have in 2021?").text.startswith("Two employees")


@pytest.mark.parametrize(
    ("earlier", "turn", "standalone"),
    [
        ("what did repairs cost in 2025?", "and two years earlier?", "what did repairs cost in 2023?"),
        ("what did repairs cost in 2023?", "and two years later?", "what did repairs cost in 2025?"),
        ("what did repairs cost in 2025?", "and what was it the year before?", "what did repairs cost in 2024?"),
        ("what were repairs in 2025?", "and a year earlier", "what were repairs in 2024?"),
    ],
)
def test_a_turn_moves_the_year_of_the_one_before(yard: Assistant, earlier: str, turn: str, standalone: str) -> None:
    assert yard.ask(turn, [earlier]).standalone == standalone


def test_the_year_before_is_that_before_the_answers_where_the_question_has_none(yard: Assistant) -> None:
    answer = yard.ask("and the year before?", ["how much did repairs cost in total?"])
    assert answer.standalone.endswith(("in 2024?", "in 2022?"))


def test_part_and_whole_are_of_the_year_that_is_asked_for(yard: Assistant) -> None:
    text = yard.ask("what share of its bicycles did the yard lose in 2022?").text
    assert "9%" in text
    assert "2%" not in text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who are the tyre suppliers?", "Velmo and Harrow"),
        ("who supplies the winter tyre?", "Harrow"),
        ("who supplies the touring tyre?", "Velmo"),
    ],
)
def test_all_who_do_it_are_named_and_only_they(yard: Assistant, question: str, names: str) -> None:
    assert yard.ask(question).text == f"{names} [1]."


def test_they_are_those_that_were_to_be_counted(yard: Assistant) -> None:
    answer = yard.ask("how many tyre suppliers are there and who are they?")
    assert answer.status == "partial"
    assert "no number of suppliers" in answer.text
    assert "Velmo and Harrow" in answer.text


def test_a_name_with_a_capital_inside_is_no_ordinary_word(yard: Assistant) -> None:
    answer = yard.ask("what share of members own an iPhone?")
    assert answer.status == "not_found"
    assert answer.text == "The article does not mention iPhone."


@pytest.mark.parametrize("verb", ["think", "reckon"])
def test_what_something_is_worth_is_an_amount(yard: Assistant, verb: str) -> None:
    assert "$7 million" in yard.ask(f"what do analysts {verb} the yard is worth?").text


@pytest.mark.parametrize("question", ["whats the workshop called", "what is the workshop called?"])
def test_what_something_is_called_is_no_number(yard: Assistant, question: str) -> None:
    assert "the Forge" in yard.ask(question).text


SALT = """# White Gold

Salina Velta rakes salt at Ockham, and so does Brinewell.

Salina Velta was founded in 2011 by Teresa Quint. Turnover of Salina Velta came to 6.8 million euros in 2025, up from
5.1 million the year before. Half of its turnover comes from flakes.

Brinewell employs 34 people and expects to harvest 15,000 tonnes in 2026, after 11,200 in 2025. Brinewell has yet to
make a profit: in 2025 it lost 1.4 million euros.

| | Salina Velta | Brinewell |
| --- | --- | --- |
| Pans (hectares) | 40 | 85 |
| Days from brine to salt | 45 | 19 |
| Water used per tonne of salt (litres) | 900 | 2,300 |

Two wet weeks of rain cost Salina Velta 1,150 tonnes. The mayor, Ana Rocha, wants to open a salt museum in 2027. It is
to cost 3.2 million euros, of which the region pays 1.9 million. The town has yet to decide.
"""


@pytest.fixture(scope="module")
def salt(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(SALT, tmp_path_factory)


def test_what_a_rival_did_is_not_told_of_the_hero_nor_the_reverse(salt: Assistant) -> None:
    assert "1.4 million" not in salt.ask("what profit did Salina Velta make in 2025?").text
    assert "2011" not in salt.ask("when was Brinewell founded?").text


def test_the_head_of_a_table_or_a_row_of_something_else_is_no_answer(salt: Assistant) -> None:
    for question in ("what profit did Salina Velta make in 2025?", "how much salt did Salina Velta lose to the rain?"):
        text = salt.ask(question).text
        assert "Salina Velta | Brinewell" not in text
        assert "45" not in text


def test_what_is_expected_is_only_what_follows_the_word(salt: Assistant) -> None:
    assert salt.ask("how many people work at Brinewell?").caveats == ()
    assert salt.ask("what was the harvest of Brinewell in 2025?").caveats == ()


def test_growth_of_a_named_measure_is_calculated(salt: Assistant) -> None:
    assert "33.3%" in salt.ask("what is the turnover growth of Salina Velta?").text


def test_the_new_thing_has_its_cost_and_only_who_pays_is_told_to_pay(salt: Assistant) -> None:
    assert salt.ask("how much will the museum cost?").text.startswith("3.2 million euros: salt museum")
    assert "59.4%" in salt.ask("what share of the museum does the region pay?").text
    assert "59.4%" not in salt.ask("how much of the museum's cost does the town pay?").text


def test_no_refusal_denies_what_a_table_states(salt: Assistant) -> None:
    text = salt.ask("how much water does Brinewell use per tonne compared to Salina Velta?").text
    assert "not for Brinewell" not in text


def test_two_questions_answered_by_one_sentence_quote_it_once(salt: Assistant) -> None:
    text = salt.ask("when was Salina Velta founded and by whom?").text
    assert text.count("Salina Velta was founded") <= 1
