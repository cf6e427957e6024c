"""What is asked of now is told by what is now, not by a number that the article dates in the past."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Working at Brankfield

*By Lena Marsh, 3 March 2026*

The shipyard of Brankfield builds ferries. At the peak, in spring 2023, there were 820 welders at the yard; there are
450 now. The canteen served 600 meals a day in 2019; today it serves 350.

The choir had 90 singers in 1998. It has 31 today. In 2021 the school had 410 pupils; it now has 520. The club had 1,200
members in its best year, 2008, and has 740 at present.

The nursery employed 44 carers in 2020. It now has 12 rooms. The mill counted 77 looms in January 2026.
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("How many welders are at the yard at the moment?", "450"),
        ("How many welders are there at the yard?", "450"),
        ("How many meals does the canteen serve today?", "350"),
        ("How many singers does the choir have?", "31"),
        ("How many singers does the choir have now?", "31"),
        ("How many pupils does the school have at present?", "520"),
        ("How many members does the club currently have?", "740"),
    ],
)
def test_what_there_is_now_is_told_with_what_there_was(town: Assistant, question: str, now: str) -> None:
    answer = town.ask(question)
    assert answer.status == "answered"
    assert now in answer.text


@pytest.mark.parametrize(
    ("question", "then", "now"),
    [
        ("How many welders were there at the peak?", "820 welders", "450"),
        ("How many pupils did the school have in 2021?", "410 pupils", "520"),
        ("How many singers did the choir have in 1998?", "90 singers", "31"),
    ],
)
def test_what_there_was_is_told_alone_where_it_is_asked_for(
    town: Assistant, question: str, then: str, now: str
) -> None:
    answer = town.ask(question)
    assert answer.text.startswith(then)
    assert now not in answer.text


def test_a_number_that_is_long_over_is_said_to_be_so(town: Assistant) -> None:
    answer = town.ask("How many carers does the nursery employ at the moment?")
    assert "12" not in answer.text  # of rooms
    assert any("what there was then" in caveat for caveat in answer.caveats)


def test_a_number_of_this_year_needs_no_such_note(town: Assistant) -> None:
    answer = town.ask("How many looms does the mill have at the moment?")
    assert not any("what there was then" in caveat for caveat in answer.caveats)


def test_what_is_worth_now_is_nothing_that_was_turned_over(tmp_path_factory: pytest.TempPathFactory) -> None:
    club = opened(
        "# The club of Vellmar\n\n*3 March 2026*\n\nThe club had a turnover of 40 million euros in 2024, and its "
        "bank now estimates that the club is worth 85 million euros.\n",
        tmp_path_factory,
    )
    answer = club.ask("What is the turnover of the club?")
    assert answer.text.startswith("40 million euros")
