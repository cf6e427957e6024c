"""Marks of a survey in a table: read out of the best one, set against each other, and no number of people."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Three spas by the lake

The oldest, Halden, sold tickets for 60 million crowns (about $6 million at the bank's rate). Its towels hang in
thousands of bathrooms.

| | Halden | Brisa | Orm |
|---|---|---|---|
| Guests (thousand) | 212 | 148 | 305 |
| Guest satisfaction (out of 10) | 8.1 | 8.6 | 7.4 |
| Masseurs | 24 | 17 | 33 |
| Ticket ($) | 18 | 21 | 15 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How happy are the guests of Brisa?", "8.6 out of 10"),
        ("How satisfied are guests at Orm?", "7.4 out of 10"),
        ("What is the guest satisfaction at Halden?", "8.1 out of 10"),
        ("Which spa has the highest guest satisfaction?", "Brisa: 8.6 out of 10"),
        ("How many masseurs does Orm have?", "33"),
        ("How many guests did Brisa have?", "148 thousand"),
    ],
)
def test_a_mark_is_told_as_one(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
    assert "million" not in answer.text


def test_how_happy_they_are_is_told_by_no_number_of_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    spas = opened(ARTICLE.replace("| Guest satisfaction (out of 10) | 8.1 | 8.6 | 7.4 |\n", ""), tmp_path_factory)
    for question in ("How happy are the guests of Brisa?", "how satisfied are Orm's guests"):
        assert spas.ask(question).status == "not_found"
