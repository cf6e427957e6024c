"""What came about in times of different length: set side by side with a word on it, and never taken off each other."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Ferry Line

Norra runs ferries to the islands. Its freight arm lost €9 million in 2023. In 2024 the freight arm lost €4 million. In
the first quarter of 2025 the freight arm lost €2 million.

The mail arm lost €7 million in 2024. In the first quarter of 2025 the mail arm lost €2 million.

Revenue was €80 million in 2023. Revenue reached €92 million in 2024.

In its first week the new ship Alma carried 3,100 passengers; the ship Berta carried 900 passengers on its first day.
The ship Carla carried 1,000 passengers within 24 hours.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("By how much did the loss of the freight arm fall?", "fell by €5 million, from €9 million, 2023"),
        ("How much did the freight arm's loss shrink?", "fell by €5 million, from €9 million, 2023"),
        ("By how much did revenue grow in 2024?", "rose by €12 million"),
        ("How many more passengers did Carla carry than Berta?", "is 100 passengers higher"),  # 24 hours are a day
    ],
)
def test_levels_of_equal_times_are_taken_off_each_other(ferries: Assistant, question: str, result: str) -> None:
    assert result in ferries.ask(question).text


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("By how much did the loss of the mail arm fall?", ("€7 million", "€2 million")),
        ("How much did the mail arm's loss shrink?", ("€7 million", "€2 million")),
        ("How many more passengers did Alma carry than Berta?", ("3,100", "900")),
    ],
)
def test_a_difference_of_unlike_times_is_refused(ferries: Assistant, question: str, stated: tuple[str, ...]) -> None:
    answer = ferries.ask(question)
    assert (answer.status, answer.calculation) == ("partial", None)
    assert answer.text.startswith("The periods differ in length: ")
    assert all(figure in answer.text for figure in stated)
    assert not any("differ in length" in caveat for caveat in answer.caveats)  # said once


def test_two_counts_of_unlike_times_are_compared_with_a_caveat(ferries: Assistant) -> None:
    answer = ferries.ask("Did Alma carry more passengers than Berta?")
    assert "within its first week" in answer.text
    assert "within its first day" in answer.text
    assert "The periods differ in length: its first week and its first day." in answer.caveats
