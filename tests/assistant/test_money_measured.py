"""Where money is measured, what counts loaves or mills is no operand, whichever words stand beside it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Two mills on the Ouse

Tarrant sold 3.1 million loaves in 2021, 4.4 million in 2022, 6.8 million in 2023 and 5.2 million in 2024. Its
turnover was £12 million in 2021. Its turnover came to £19 million in 2022. In 2023 its turnover reached £31 million.
In 2024 it had a turnover of £22 million. Tarrant sells a loaf for about two pounds.

Hobb, its rival, sold 2.2 million loaves in 2023 and 3.3 million in 2024. Hobb's profit is not public. Tarrant's profit
was £4 million in 2023 and £3 million in 2024. A third of its profit goes to the miller, it has 12 ovens and 48 vans.

| | Tarrant | Hobb |
|---|---|---|
| Mills, 2023 | 4 | 2 |
| Mills, 2024 | 5 | 3 |
| Loaves sold, 2023 (m) | 6.8 | 2.2 |
| Loaves sold, 2024 (m) | 5.2 | 3.3 |
"""


@pytest.fixture(scope="module")
def mills(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("By what percentage did Tarrant's turnover fall from 2023 to 2024?", "a fall of 29%"),
        ("By what percentage did Tarrant's revenue grow from 2021 to 2022?", "a rise of 58.3%"),
    ],
)
def test_a_change_of_revenue_is_made_of_amounts(mills: Assistant, question: str, said: str) -> None:
    assert said in mills.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "By what percentage did Hobb's revenue grow from 2023 to 2024?",
        "What is the difference between Tarrant's and Hobb's profit?",
        "How many times as much profit did Tarrant make as Hobb in 2024?",
        "How much did Hobb's turnover rise from 2023 to 2024?",
        "Did Hobb's revenue rise from 2023 to 2024?",
    ],
)
def test_loaves_and_mills_give_no_amount(mills: Assistant, question: str) -> None:
    answer = mills.ask(question)
    assert answer.calculation is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("By what percentage did the loaves sold by Hobb grow from 2023 to 2024?", "50%"),
        ("How many more mills did Tarrant have than Hobb in 2024?", "2 higher"),
        ("By what percentage did Hobb's sales grow from 2023 to 2024?", "50%"),
    ],
)
def test_what_counts_is_still_counted(mills: Assistant, question: str, said: str) -> None:
    assert said in mills.ask(question).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did Tarrant's profit fall from 2023 to 2024?", "fell by £1 million"),
        ("How much did Tarrant's turnover grow between 2021 and 2023?", "rose by £19 million"),
        ("Did Tarrant's turnover fall between 2022 and 2024?", "No: "),
    ],
)
def test_a_change_is_between_the_two_years_that_are_named(mills: Assistant, question: str, said: str) -> None:
    assert said in mills.ask(question).text


def test_no_other_years_stand_in_for_those_that_are_named(mills: Assistant) -> None:
    answer = mills.ask("How much did Tarrant's turnover grow between 2020 and 2023?")
    assert answer.calculation is None
