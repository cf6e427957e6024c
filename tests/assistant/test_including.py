"""An amount with or without another one: "including marketing" adds it, "without marketing" leaves it out."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Wings of Norby

The trust of Norby built two wings. The new wing cost $40 million, against $25 million for the lido. Its furniture cost
another $6 million. The old wing cost $11 million before furniture, which came to $2 million.

The garden cost $3 million, including the fountain. The kitchen cost $5 million. The oven cost $1 million.

The depot cost $62 million excluding land. The land cost $9 million. Some 700 homes of Norby live without water.

The chapel cost about $7 million before taxes.

A night in the guest house costs $80. Breakfast is an additional $12.
"""


@pytest.fixture(scope="module")
def wings(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did the new wing cost including furniture?", "$46 million altogether: $40 million"),
        ("What did the new wing cost with the furniture included?", "$46 million altogether"),
        ("How much did the old wing cost including furniture?", "$13 million altogether: $11 million"),
        ("How much did the depot cost including land?", "$71 million altogether: $62 million"),
        ("what does a night cost with breakfast?", "$92 altogether: $80"),
        ("How much did the garden cost including the fountain?", "$3 million"),
    ],
)
def test_what_is_included_is_added(wings: Assistant, question: str, said: str) -> None:
    assert wings.ask(question).text.startswith(said)


def test_what_may_be_included_already_is_not_added(wings: Assistant) -> None:
    assert wings.ask("How much did the kitchen cost including the oven?").status == "not_found"


@pytest.mark.parametrize("words", ["without furniture", "excluding the furniture"])
def test_what_is_left_out_is_neither_added_nor_the_answer(wings: Assistant, words: str) -> None:
    assert wings.ask(f"How much did the new wing cost {words}?").text.startswith("$40 million: ")


def test_who_is_without_something_is_not_left_out(wings: Assistant) -> None:
    assert wings.ask("How many homes of Norby live without water?").text.startswith("About 700 homes")


def test_what_is_asked_of_an_amount_is_not_the_amount(wings: Assistant) -> None:
    answer = wings.ask("How much more did the new wing cost than the old one, including furniture?")
    assert answer.calculation is None or answer.calculation.operation != "sum"


def test_an_amount_before_something_is_not_of_that(wings: Assistant) -> None:
    assert not wings.ask("How much were the taxes of the chapel?").text.startswith("About $7 million")
    assert wings.ask("How much did the chapel cost before taxes?").text.startswith("About $7 million")
