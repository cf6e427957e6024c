"""What is still needed, beside what is demanded: their difference or nothing, never the goal itself; cells of "n/a"."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Quays and buses

Halma Lines must have 90 ferries in service by 31 December 2027, its concession says, or it loses the route to Orm.
Brunn Buses runs on the island and has 140 buses. It wants 200 buses by 2028. Orm Rail is obliged to man 75 stations.

| | Halma Lines | Brunn Buses |
|---|---|---|
| Ferries in service (1 May 2025) | 61 | n/a |
| Drivers | 310 | 455 |
| Garages | – | 14 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many more ferries does Halma Lines need to meet its concession?", "29 ferries more"),
        ("How many ferries does Halma Lines still need?", "29 ferries more"),
        ("How many more buses does Brunn Buses need?", "60 buses more"),
    ],
)
def test_what_is_needed_is_what_the_goal_has_more_than_there_is(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(said)


@pytest.mark.parametrize(
    "question", ["How many more stations does Orm Rail need to man?", "How many stations is Orm Rail short of?"]
)
def test_a_goal_alone_does_not_tell_what_is_missing(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status != "answered"


def test_the_goal_itself_is_told_where_it_is_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("How many ferries must Halma Lines have?")
    assert answer.status == "answered"
    assert "90 ferries" in answer.text


def test_a_cell_that_gives_nothing_answers_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("How many ferries does Brunn Buses have?")
    assert answer.status == "not_found"
    assert "n/a" in answer.text
    assert "140" not in answer.text
    assert assistant.ask("How many garages does Halma Lines have?").status == "not_found"
    assert assistant.ask("How many garages does Brunn Buses have?").text.startswith("14")
