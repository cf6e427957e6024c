"""Calculations asked for in many words, from figures that an article relates; and sums that would mean nothing."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Two bakeries, one square

By Jorun Halvik

## The books

Revenue at Tarn Bread fell from 44 million euros to 40 million euros. At Mirelle it rose from 25 million euros to 30
million euros. Tarn Bread made an operating profit of 2.4 million euros, Mirelle one of 3.6 million euros.

Last year the shops at Tarn Bread served 730,000 customers. Tarn Bread's year lasted 292 days. Tarn Bread's 64 ovens
cost 320,000 euros to run. A loaf is sold for 4 euros.

## The large costs

These are the large costs of Tarn Bread:

- Flour: 9 million euros
- Wages: 14.5 million euros
- Gas: 3.5 million euros

## Plans

Tarn Bread had hoped for 8,000 regular guests and found 6,500. Mirelle has put 6 million euros into a mill, which is 30%
of what the mill will cost in the end. Mirelle bakes 90,000 rolls a month, 45% of all the rolls that the town eats.

The Ember line needed 12 weeks to sell 50,000 loaves. The Frost line needed 7 weeks for the same number.

On a normal Sunday the wait was 15 minutes. On 6 May the wait was 38 minutes. The crust is 6 mm thick.
"""


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("square")
    (folder / "square.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "results"),
    [
        ("who had the fatter operating margin, Tarn Bread or Mirelle?", ("Mirelle: 12%", "Tarn Bread: 6%")),
        ("which of the two bakeries grew its revenue faster?", ("up 20%", "down 9.09%")),
        (
            "did Tarn Bread's revenue get smaller compared with the year before, and by how many percent?",
            ("Yes", "9.09%"),
        ),
        ("How many customers did Tarn Bread serve per day of the year?", ("2,500 customers per day",)),
        ("what did it cost to run each oven?", ("€5,000 per oven",)),
        ("add up all the large costs that are listed for Tarn Bread", ("27 million",)),
        ("What do flour, wages and gas come to?", ("27 million",)),
        ("how far short of its hopes did Tarn Bread's regular guests fall?", ("1,500",)),
        ("What will the mill cost in total?", ("20 million",)),
        ("How many rolls does the town eat per month in all?", ("200,000 rolls",)),
        ("Which line reached 50,000 loaves sooner, Ember or Frost, and by how many weeks?", ("5 weeks",)),
        ("Longest wait mentioned in the article?", ("38 minutes",)),
        ("crust thickness in centimetres?", ("0.6 centimetres",)),
    ],
)
def test_calculation(square: Assistant, question: str, results: tuple[str, ...]) -> None:
    answer = square.ask(question)
    assert answer.calculation is not None, answer.text
    assert all(result in answer.text for result in results), answer.text


def test_margins_are_of_one_owner(square: Assistant) -> None:
    answer = square.ask("What was Mirelle's operating margin?")
    assert answer.calculation is not None
    assert [figure.quantity.surface for figure in answer.calculation.inputs] == [
        "3.6 million euros",
        "30 million euros",
    ]


def test_money_of_different_things_is_not_added(square: Assistant) -> None:
    answer = square.ask("What did the loaf, the mill and the ovens of the town cost altogether?")
    assert answer.calculation is None or "altogether" not in answer.text
