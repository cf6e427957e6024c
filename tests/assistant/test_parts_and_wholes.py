"""Wholes that an article takes apart: what a part is of them, what they leave, and what relates nothing."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# A tram for Eskhaven

By Lotte Brandsma

## What it costs

The new tram line will cost 520 million euros. The province pays 180 million euros of it and the city 120 million euros;
the rest is to be borrowed. The old bus depot was sold for 75 million euros.

Eskhaven Transit has 940 drivers, of whom 310 live in Oldmarsh. Of 260 letters that the council received, 65 were about
noise and 40 about trees. The company called back 36,000 tickets. In the first 9 days 22,500 of them came in.

## The year

Eskhaven Transit sold tickets for 31 million euros in the first quarter and 34 million euros in the second. In the third
quarter sales were 36 million euros. For the whole of 2025 the company expects sales of 140 million euros.

The kitchen of the depot used 4,100 kilograms of flour and 900 kilograms of coffee.

Subsidies are 38% of the revenue of Eskhaven Transit. More than 70% of its trams are electric. Of its stops, 15% are not
lit.
"""


@pytest.fixture(scope="module")
def tram(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("tram")
    (folder / "tram.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "result", "inputs"),
    [
        ("what percentage of the tram line does the province pay", "34.6%", 2),
        ("What share of the letters was about trees?", "15.4%", 2),
        ("what portion of Eskhaven Transit's drivers live in Oldmarsh", "33%", 2),
        ("how much is left to borrow for the tram line once the province and the city have paid?", "220 million", 3),
        ("How many of the called back tickets are still out there?", "13,500", 2),
        ("what does that leave for q4 if Eskhaven Transit meets its sales forecast?", "39 million", 4),
    ],
)
def test_part_whole_and_rest(tram: Assistant, question: str, result: str, inputs: int) -> None:
    answer = tram.ask(question)
    assert answer.calculation is not None, answer.text
    assert result in answer.text
    assert len(answer.calculation.inputs) == inputs


@pytest.mark.parametrize(
    "question",
    [
        "What share of the ticket income goes to the province?",
        "what percentage of the flour was paid by the insurer",
        "What share of the depot's price did the coffee cost?",
    ],
)
def test_amounts_that_nothing_relates_are_no_share(tram: Assistant, question: str) -> None:
    answer = tram.ask(question)
    assert answer.calculation is None
    assert "%" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much of Eskhaven Transit's revenue does not come from subsidies?", "62%: all but 38%"),
        ("What share of the trams isn't electric?", "At most 30%: all but more than 70%"),
    ],
)
def test_what_is_not_of_a_share_is_the_rest_of_all(tram: Assistant, question: str, said: str) -> None:
    answer = tram.ask(question)
    assert answer.text.startswith(said)
    assert answer.calculation is not None


def test_a_share_of_what_is_not_is_taken_off_nothing(tram: Assistant) -> None:
    answer = tram.ask("What share of the stops is not lit?")
    assert answer.text.startswith("15%")
    assert "85" not in answer.text
