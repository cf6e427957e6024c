"""A figure in the unit that is asked for may measure something else: then it is no answer."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The loom that would not stop

*From "The Price of Wool", a weekly letter on cloth. By Nora Feldt, 3 March 2026*

Tarn Mills made 4.2 million metres of cloth last year. It employs 210 people; 31 people left last year and only 12 were
replaced. In May it won 7 customers and lost 4 customers. Two dealers switched to other mills because of the strike.

A coat from Tarn sells for €320; the Holm equivalent costs €210. Holm spent €3 million on advertising last year.

The market for woollen cloth was worth €420 million last year. Grey cloth makes up a quarter of it.

- Length of the canal: 18 kilometres
- Barges: 6 new boats, bought in 2022 for €3 million

Near the mill the canal runs for 2 kilometres under a hill. The Aller canal was dug in 1880, four months late.

The harbour board's budget was €90 million, and the first ferry sailed in June. Tickets cover 40% of the running costs.

Tarn has harvested flax since 1990. A crop is ready in four months, and the harvest weight of a sheaf is 5 kilos.

Auditors put about two thirds of the damage down to the frost, a fifth to mice and the rest to old age. Half of the
visitors come from Brill, a third from Holm and the rest from abroad.

A new hall would lift the capacity of Tarn from 6 million metres a year to 9 million. At the end of June Tarn had
€48 million in cash and net debt of €90 million. It is burning about €6 million a month on the hall.

Holm lost its licence in six hours. Its cash will last another 8 months.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many people work for Tarn Mills?", "210 people"),
        ("How many people left Tarn Mills last year?", "31 people"),
        ("How many customers did Tarn win in May?", "7 customers"),
        ("How many customers has Tarn lost?", "4 customers"),
    ],
)
def test_who_came_are_not_told_by_those_who_went(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(told)
    assert answer.text.count("[") == 1


def test_those_who_went_elsewhere_were_not_won(assistant: Assistant) -> None:
    answer = assistant.ask("How many dealers has Tarn won?")
    assert not answer.text.startswith("Two")


def test_a_whole_is_not_told_by_a_part_of_it(assistant: Assistant) -> None:
    assert assistant.ask("How big is the market for woollen cloth?").text.startswith("€420 million")


def test_the_length_of_a_thing_in_space_is_no_time(assistant: Assistant) -> None:
    assert assistant.ask("How long is the canal?").text.startswith("18 kilometres")


def test_one_of_the_things_that_a_label_counts(assistant: Assistant) -> None:
    assert assistant.ask("What did one barge cost?").text.startswith("€500,000")


def test_a_thing_told_of_behind_an_amount_has_another_price(assistant: Assistant) -> None:
    assert "€90 million" not in assistant.ask("What did one ferry cost?").text


def test_a_share_of_something_else_is_no_change(assistant: Assistant) -> None:
    answer = assistant.ask("How much has the budget risen since 2019 in per cent?")
    assert "40%" not in answer.text
    assert assistant.ask("What share of the running costs do tickets cover?").text.startswith("40%")


def test_an_amount_is_no_time_and_no_weight_of_one_thing(assistant: Assistant) -> None:
    answer = assistant.ask("How much did Tarn harvest in 2023?")
    assert answer.status == "not_found"


def test_what_somebody_does_is_not_told_by_what_a_thing_is_sold_for(assistant: Assistant) -> None:
    answer = assistant.ask("What does it cost Holm to take the grease out of the wool?")
    assert "€210" not in answer.text


def test_money_is_spent_on_what_is_asked(assistant: Assistant) -> None:
    assert assistant.ask("How much did Holm spend on advertising?").text.startswith("€3 million")
    assert "€3 million" not in assistant.ask("How much did Holm spend on research?").text


def test_how_long_money_lasts_is_told_by_no_other_time(assistant: Assistant) -> None:
    assert assistant.ask("How long will Holm's cash last?").text.startswith("8 months")
    assert assistant.ask("How long will Tarn's cash last at the current burn rate?").text.startswith("About 8 months")


def test_who_wrote_an_article_and_where_answers_nothing_else(assistant: Assistant) -> None:
    assert "letter on cloth" not in assistant.ask("What is Tarn's price for cloth?").text
    assert "letter on cloth" not in assistant.ask("What is the wool price?").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much of the damage is due to the frost?", "About two thirds"),
        ("How much of the damage is due to mice?", "A fifth"),
        ("How much of the damage is due to old age?", "About 13.3%"),
        ("What share of the visitors comes from abroad?", "16.67%"),
    ],
)
def test_each_part_of_a_list_has_its_own_share(assistant: Assistant, question: str, told: str) -> None:
    assert assistant.ask(question).text.startswith(told)


def test_a_cause_that_is_not_listed_has_no_share(assistant: Assistant) -> None:
    assert assistant.ask("How much of the damage is due to fog?").status == "not_found"


def test_a_capacity_is_none_of_what_was_made(assistant: Assistant) -> None:
    assert "6 million" not in assistant.ask("How many metres of cloth did Tarn make in 2023?").text
