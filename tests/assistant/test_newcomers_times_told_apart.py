"""Levels and their changes that newcomers asked of, told at two times, in two sentences, or still to come."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The loom and the oven

*The Crumb · By Ada Finch · 9 November 2025*

Corvane Mills, a maker of woollen yarn in Tarbeck, spun 6,300 tonnes between April and September, against 4,200 tonnes
a year earlier. Revenue came to £91 million, up from £70 million.

Its rival Dunmore Wool spun 9,000 tonnes in the half year, compared with 10,000 tonnes in the same months of 2024.
Dunmore employs 640 people. It had exports of £44 million.

And Dunmore? Its exports rose by 10% last year, and its operating profit slid from £5 million to £4 million. It is to
close its dye works, with the loss of 70 jobs.

The bakery chain Pellam has 84 shops in Wessex. Its chief executive, Nora Quist, says that it will close 12 shops by the
summer. The bakery chain Torrin runs 40 shops. Torrin plans to open nine shops this year.

The mill at Garside Foods has 300 workers. It shed 25 workers in 2019.
"""


@pytest.fixture(scope="module")
def mills(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("How much did the yarn that Corvane spun grow compared with the same months of 2024?", "rose by 2,100 tonnes"),
        ("By what percentage did the yarn that Corvane spun grow compared with a year earlier?", "rose by 50%"),
        ("How much did Corvane's revenue grow compared with the year before?", "rose by £21 million"),
        ("How much did Corvane's revenue grow over the previous year?", "rose by £21 million"),
        ("By how much did the yarn spun by Dunmore fall compared with 2024?", "1,000 tonnes lower"),
    ],
)
def test_a_change_from_a_time_takes_the_level_before_and_after(mills: Assistant, question: str, stated: str) -> None:
    answer = mills.ask(question)
    assert answer.status == "answered"
    assert stated in answer.text


def test_a_year_that_neither_level_is_of_has_no_change(mills: Assistant) -> None:
    answer = mills.ask("By how much did the yarn that Corvane spun grow compared with 2019?")
    assert answer.calculation is None


def test_a_change_told_apart_tells_the_level_before(mills: Assistant) -> None:
    assert mills.ask("What were Dunmore's exports in 2023?").text.startswith("£40 million")
    assert mills.ask("What were Dunmore's exports in 2024?").text.startswith("£44 million")


def test_a_level_whose_change_is_dated_is_of_no_other_year(mills: Assistant) -> None:
    assert mills.ask("What were Dunmore's exports in 2021?").status == "not_found"


def test_a_question_that_only_names_a_firm_turns_to_it(mills: Assistant) -> None:
    answer = mills.ask("By how much did Dunmore's operating profit fall?")
    assert "fell by £1 million" in answer.text


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("How many employees will Dunmore have after the job cuts?", "570 people"),
        ("How many shops will Pellam have after the closures?", "72 shops"),
        ("How many shops will Torrin have after the openings?", "49 shops"),
    ],
)
def test_what_is_still_to_go_or_come_is_reckoned_in(mills: Assistant, question: str, stated: str) -> None:
    answer = mills.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(stated)


@pytest.mark.parametrize(
    "question",
    [
        "How many employees will Corvane have after the job cuts?",
        "How many workers will Garside Foods have after the job cuts?",
        "How many shops will Torrin have after the closures?",
    ],
)
def test_nothing_is_taken_off_that_is_not_still_to_go(mills: Assistant, question: str) -> None:
    answer = mills.ask(question)
    assert answer.status != "answered"
    assert answer.calculation is None
