"""What came about is asked for: no goal or forecast is told in its place, and a year of account is a year."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Looms and ledgers

*3 June 2025*

Tavish Weaving has mills in three towns. Its owner, Moira Kelly, bought it in 2015.

Tavish closed its financial year on 31 March 2025 with sales of £48 million, 12% more than the year before.

Ms Kelly wants 30 mills by March 2028 and sales of £90 million. Mr Connelly has 31% of the shares.

Dunmore Cloth had sales of £20 million in the year that ended on 31 January 2025. It aims for sales of £35 million.

Perth Yarns aims for a profit of £4 million. Its rival Corrie Mills plans to dye 900 tonnes of wool; it dyed 620 tonnes
of wool in 2024.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said", "goal"),
    [
        ("What were Tavish's revenues last year?", "£48 million", "£90 million"),
        ("What were Tavish's sales?", "£48 million", "£90 million"),
        ("What were the sales of Dunmore Cloth last year?", "£20 million", "£35 million"),
        ("How much wool did Corrie Mills dye last year?", "620 tonnes", "900 tonnes"),
        ("How much wool did Corrie Mills dye?", "620 tonnes", "900 tonnes"),
    ],
)
def test_no_goal_is_told_for_what_came_about(assistant: Assistant, question: str, said: str, goal: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
    assert goal not in answer.text


def test_a_goal_alone_is_no_result_of_a_year_that_is_over(assistant: Assistant) -> None:
    assert assistant.ask("What was the profit of Perth Yarns last year?").status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What profit does Perth Yarns aim for?", "£4 million"),
        ("How much wool does Corrie Mills plan to dye?", "900 tonnes"),
        ("How many mills does Moira Kelly want by March 2028?", "30 mills"),
    ],
)
def test_a_goal_that_is_asked_for_is_told(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_a_surname_with_the_ending_of_an_adverb_is_no_adverb(assistant: Assistant) -> None:
    subjects = {figure.subject for figure in assistant.figures if figure.quantity.surface in ("31%", "30 mills")}
    assert subjects == {"Connelly", "Moira Kelly"}
