"""How long it is from what there is to a number, at what it grows by; and a pace of one thing tells of no other."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

WIND = """# Turning in the wind

Norrvind builds wind farms off the coast of Skane. It had 240 turbines at sea at the end of 2024. Over the past two
years its fleet has grown by 48 turbines. Norrvind took 5,000 registrations from small investors in the first 10 days.

The contract with the state asks Norrvind for 400 turbines by the end of 2028.

A rival, Havkraft, runs 90 turbines. Havkraft wants 150 turbines.
"""
LAUNDRY = """# Clean shirts for Ghent

Wasco cleans shirts. It had 30,000 members on 30 June 2023 and 45,000 members on 30 June 2024.

The lease obliges Wasco to run 80 shops by 2027. Over the past twelve months the chain has grown by 12.

| | Wasco | Lavo |
|---|---|---|
| Shops (30 June 2024) | 50 | 33 |
| Staff | 400 | 210 |
"""


@pytest.fixture(scope="module")
def wind(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(WIND, tmp_path_factory)


@pytest.fixture(scope="module")
def laundry(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(LAUNDRY, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "How long will Norrvind need to reach 400 turbines at the current rate?",
        "When will Norrvind get to 400 turbines at this pace?",
        "At the present pace, how long until Norrvind has 400 turbines?",
    ],
)
def test_what_there_is_already_counts(wind: Assistant, question: str) -> None:
    answer = wind.ask(question)
    assert answer.text.startswith("In about 6.67 years")
    assert answer.calculation is not None
    assert "(400 - 240 turbines)" in answer.calculation.formula


def test_what_has_no_growth_of_its_own_is_not_carried_on(wind: Assistant) -> None:
    assert wind.ask("How long will Havkraft need to get to 150 turbines at the current rate?").calculation is None


@pytest.mark.parametrize(
    "question",
    ["How long did Norrvind take to get to 300 turbines?", "At that rate, how long until Norrvind has 900 ships?"],
)
def test_registrations_tell_of_nothing_else(wind: Assistant, question: str) -> None:
    assert wind.ask(question).calculation is None


def test_what_comes_from_nothing_is_carried_on_from_nothing(wind: Assistant) -> None:
    answer = wind.ask("How quickly would Norrvind get to 50,000 registrations at that rate?")
    assert "2,400 hours" in answer.text


def test_two_dated_levels_tell_the_growth(laundry: Assistant) -> None:
    answer = laundry.ask("How long will Wasco need to get to 60,000 members at the current pace?")
    assert answer.text.startswith("In about 12 months")


def test_a_paragraph_tells_what_has_grown(laundry: Assistant) -> None:
    answer = laundry.ask("How long will Wasco need to get to 80 shops at the current pace?")
    assert answer.text.startswith("In about 2.5 years")
