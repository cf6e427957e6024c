"""Totals: what an article adds to an amount before, what a whole is called, and whose figures are added up."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Yards of Hull

In Hull there is one large yard, which Corrin owns. In winter Corrin has little work. Corrin dismissed 540 workers in
March 2025, about 9% of its workforce, and a further 160 in October. Its rival Dunmore has dismissed nobody.

Mr Penn sold 84 wooden toys in May, 35% of all his toys.

Corrin lost $40 million in 2024. Nobody was surprised. In the first quarter of 2025 it lost another $9 million on
revenue of $70 million.

The slipway cost $70 million, against $20 million for the old one. Its crane cost a further $15 million.

| 2025 | Corrin | Dunmore |
|---|---|---|
| Berths | 4 | 7 |
| Tugs | 12 | 9 |
"""


@pytest.fixture(scope="module")
def yards(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "How many workers did Corrin dismiss in total in 2025?",
            "700 workers altogether (Corrin, workers): 540 workers",
        ),
        ("How many people did Corrin dismiss altogether?", "700 workers altogether"),
        ("How many workers did Corrin dismiss in 2025?", "700 workers altogether"),
        ("How much has Corrin lost in total?", "$49 million altogether (Corrin, loss): $40 million, 2024"),
        ("What is the total loss of Corrin?", "$49 million altogether"),
        (
            "How much did Corrin lose in total in 2024 and the first quarter of 2025?",
            "$49 million altogether (Corrin, loss): $40 million, 2024",
        ),
        ("How much did the slipway and the crane cost together?", "$85 million altogether: $70 million (slipway"),
    ],
)
def test_a_further_amount_is_added_to_the_one_before(yards: Assistant, question: str, said: str) -> None:
    answer = yards.ask(question)
    assert answer.text.startswith(said)
    assert answer.calculation is not None
    assert len(answer.calculation.inputs) == 2


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many workers did Corrin dismiss in March 2025?", "540 workers"),
        ("How much did Corrin lose in 2024?", "$40 million"),
        ("What did the crane cost in total?", "$15 million"),
    ],
)
def test_nothing_is_added_to_what_is_asked_of_one_time_or_thing(yards: Assistant, question: str, said: str) -> None:
    answer = yards.ask(question)
    assert answer.calculation is None
    assert answer.text.startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many workers does Corrin have in total?", "About 6,000 workers (workforce)"),
        ("How many toys did Mr Penn sell in all?", "240 toys"),
    ],
)
def test_the_whole_of_a_share_is_given_where_it_is_asked_for(yards: Assistant, question: str, said: str) -> None:
    assert yards.ask(question).text.startswith(said)


def test_what_one_has_altogether_is_not_what_all_have(yards: Assistant) -> None:
    own = yards.ask("How many berths does Corrin have altogether?")
    assert own.calculation is None
    both = yards.ask("How many berths do Corrin and Dunmore have altogether?")
    assert both.text.startswith("11 altogether: 4 (Corrin, Berths, 2025) [1] plus 7 (Dunmore, Berths, 2025)")
