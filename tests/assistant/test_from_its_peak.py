"""How far a level is from its peak or its low: the figure called so against the latest one of the same measure."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The lean years of Torvik Salmon

Torvik listed in Oslo in June 2020 at 90 kroner. The share peaked at 400 kroner on 3 May 2022. It fell 12% on the day
that the lice came, and it closed on Monday at 150 kroner. An analyst cut her target for it from 200 kroner to 120.

The cages held a record 64,000 tonnes of fish in 2021, 51,000 tonnes in 2023 and 48,000 tonnes in 2024. The staff was
cut by 9% last year. Exports hit a low of 20,000 tonnes in 2022 and reached 26,000 tonnes in 2024. The margin of Torvik
has fallen by 7 percentage points from its peak. Its rival Brekke has 31% of the market.
"""


@pytest.fixture(scope="module")
def salmon(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how far has the Torvik share fallen from its peak, in percent?", "62.5%"),
        ("By what percentage has the Torvik share fallen since its high?", "62.5%"),
        ("How much has the Torvik share fallen from its peak?", "250"),
        ("By what percentage has the fish in the cages fallen from its record?", "25%"),
        ("By what percentage have the exports risen from their low?", "30%"),
    ],
)
def test_the_peak_is_set_against_the_latest_level(salmon: Assistant, question: str, said: str) -> None:
    answer = salmon.ask(question)
    assert answer.calculation is not None
    assert said in answer.text
    assert "12%" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "how far has the staff of Torvik fallen from its peak, in percent?",
        "how far has the share of Brekke fallen from its peak in percent",
        "How much has the staff of Torvik fallen from its peak?",
    ],
)
def test_without_a_peak_no_other_fall_is_told(salmon: Assistant, question: str) -> None:
    assert salmon.ask(question).status == "not_found"


def test_a_fall_from_the_peak_that_is_stated_is_told(salmon: Assistant) -> None:
    assert "7 percentage points" in salmon.ask("How far has the margin of Torvik fallen from its peak?").text


def test_without_a_peak_asked_for_a_fall_on_a_day_is_told(salmon: Assistant) -> None:
    assert "12%" in salmon.ask("How much did the Torvik share fall on the day that the lice came?").text
