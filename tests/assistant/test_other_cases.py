"""A second one of the sort that an article is about: "the canal" of a question is not the other canal."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

CANAL = """# How the Harrow canal came to be dug twice

The Harrow canal was to cost £60 million. The canal will now cost £85 million, and 310 people work on it.
Its engineers have built 14 locks.

The trouble began in May, when 200 metres of the bank gave way.

Elsewhere things went better. The Dunmere canal, finished in 2019, cost £40 million and has 22 locks. It took six years
and needed 75 barges. The Dunmere canal carried 9,000 boats in its first year.
"""
SCHOOLS = """# The Ashby school counts its pupils

The Ashby school in Norrow has 340 pupils and 21 teachers. The school was opened in 1971.

Not far away, the Corin school has 90 pupils, 12 classrooms and a choir of 30 singers.
"""


@pytest.fixture(scope="module")
def canal(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(CANAL, tmp_path_factory)


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(SCHOOLS, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("What does the canal cost?", "£85 million", "£40"),
        ("How many locks does the canal have?", "14 locks", "22"),
        ("How many locks are there?", "14 locks", "22"),
        ("How many barges did the canal need?", "", "75"),
        ("How many barges were needed?", "75 barges", ""),
        ("How many locks does the Dunmere canal have?", "22 locks", "14"),
        ("How many boats did the Dunmere canal carry in its first year?", "9,000 boats", ""),
    ],
)
def test_the_canal_is_the_one_the_article_is_about(canal: Assistant, question: str, told: str, untold: str) -> None:
    text = canal.ask(question).text
    assert told in text
    assert not untold or untold not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many pupils does the school have?", "340 pupils"),
        ("How many pupils are there?", "340 pupils"),
        ("How many singers are there?", "30 singers"),
        ("How many pupils does the Corin school have?", "90 pupils"),
        ("How many classrooms are there at the other school?", "12 classrooms"),
    ],
)
def test_what_only_the_other_has_is_told_where_nothing_points_to_the_own(
    schools: Assistant, question: str, told: str
) -> None:
    assert told in schools.ask(question).text
