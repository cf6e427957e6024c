"""The last look at a result: it is of those and of the years asked for, and set beside nothing unlike it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Three Ferry Lines

Tarn Lines ordered 24 boats for $360 million in May 2022. By March the line had taken delivery of nine.

Odell Lines had moved earlier. It ordered 30 boats in October 2020 and has received 21 of them.

Tarn lost $22 million in 2020, $71 million in 2021 and $164 million in 2022. In 2023 it lost nothing worth telling.

A crossing with Tarn cost $19 in 2022. Odell sells one for $12 and Marl for $14. At its last price Tarn is worth $900
million.

The lines carried these passengers, in millions:

| Line | 2023 | 2024 |
|---|---|---|
| Tarn | 4.1 | 4.4 |
| Marl | 2.4 | 3.1 |

Tarn made in 2024:

- First quarter: a profit of $21 million
- Second quarter: a profit of $48 million
- Third quarter: a profit of $76 million
- Fourth quarter: a profit of $13 million
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def test_a_result_is_of_those_who_are_named(ferries: Assistant) -> None:
    answer = ferries.ask("What share of the boats it ordered has Tarn Lines actually received?")
    assert answer.calculation is None
    assert "21" not in answer.text
    told = ferries.ask("What share of the boats it ordered has Odell Lines actually received?")
    assert "70%" in told.text


def test_a_total_of_some_of_the_years_is_none_of_all(ferries: Assistant) -> None:
    answer = ferries.ask("How much did Tarn lose in total from 2020 to 2024?")
    assert answer.status == "partial"
    assert "2023 and 2024 are not among what is found, so that no total is made" in answer.text
    assert "$257 million altogether" in ferries.ask("How much did Tarn lose in total from 2020 to 2022?").text


def test_what_a_firm_is_worth_is_not_set_beside_a_fare(ferries: Assistant) -> None:
    answer = ferries.ask("How much more expensive is a crossing with Tarn than one with Marl?")
    assert "899,999" not in answer.text
    assert answer.calculation is None or answer.calculation.result.surface == "$5"


def test_one_quarter_is_no_average_of_its_year(ferries: Assistant) -> None:
    answer = ferries.ask("What was Tarn's average quarterly profit in 2024?")
    assert answer.calculation is None or len(answer.calculation.inputs) > 1


def test_a_bare_cell_is_no_profit_where_nothing_calls_it_money(ferries: Assistant) -> None:
    answer = ferries.ask("how much profit did Marl make in 2023?")
    assert "2.4" not in answer.text
