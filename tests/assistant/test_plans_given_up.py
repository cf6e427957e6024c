"""What was planned is no answer to what will be: what the article says came of the plan is told with it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The new library of Ostrava Quay

*By Lena Marsh, 3 March 2026*

The council of Ostrava Quay voted for a new library in 2022. The reading room was to open this April. It will now be
October at the earliest, because the roof let in water. The library has 80,000 books and 14 staff.

The swimming pool next door was due to reopen in May 2026, but is now due in September 2026. The skating rink will open
in June 2026.

When the ferry terminal was approved in 2021, the budget was 30 million euros and the first ferry was to sail in July
2024. Last month the harbour master, Odd Brekke, published a report. The terminal will now cost 52 million euros, he
found, and will not see a ferry before the autumn of 2027.

The tram extension had been planned for 2025. The date has slipped to the spring of 2028. Its stops were to number
twelve. The bridge was supposed to cost 4 million euros. It will now cost 6 million euros.

The museum was to get a new roof. It now has 300 paintings.

The theatre was to be finished in 2019. It was finished in 2020. The first concert was originally scheduled for 8
August 2026. That has been moved to 12 September, after the pianist broke her wrist.
"""


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("When will the reading room open?", "October at the earliest"),
        ("When does the reading room open?", "October at the earliest"),
        ("Why is the reading room late?", "because the roof let in water"),
        ("Will the reading room open in April?", "October at the earliest"),
        ("When will the first ferry sail?", "before the autumn of 2027"),
        ("When is the first ferry expected to sail?", "before the autumn of 2027"),
        ("When will the tram extension be finished?", "the spring of 2028"),
        ("When is the first concert?", "12 September"),
        ("Why was the first concert moved?", "the pianist broke her wrist"),
        ("When was the theatre finished?", "It was finished in 2020"),
        ("Will the bridge cost 4 million euros?", "6 million euros"),
    ],
)
def test_a_plan_is_told_with_what_came_of_it(quay: Assistant, question: str, instead: str) -> None:
    answer = quay.ask(question)
    assert answer.status == "answered"
    assert instead in answer.text
    assert answer.text.startswith(("The ", "When the ferry terminal"))  # no day and no verdict is put forward


def test_of_a_sentence_that_tells_both_the_later_day_is_put_forward(quay: Assistant) -> None:
    assert quay.ask("When will the swimming pool reopen?").text.startswith("September 2026: ")


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("When was the reading room to open?", "This April: "),
        ("When will the skating rink open?", "June 2026: "),
        ("When was the ferry terminal approved?", "2021: "),
    ],
)
def test_a_plan_that_is_asked_for_and_a_day_that_stands_are_put_forward(
    quay: Assistant, question: str, day: str
) -> None:
    answer = quay.ask(question)
    assert answer.text.startswith(day)
    assert len(answer.citations) == 1


def test_a_number_tells_no_day_of_what_was_planned(quay: Assistant) -> None:
    assert "300" not in quay.ask("When will the museum get a new roof?").text
