"""Time to a number at a pace: what is counted stays what is asked for."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Two Kayak Yards

Sorrel took 3,200 orders in the first 40 hours. The wait for a kayak at Sorrel is 9 to 12 weeks.

It took Sorrel 75 days to glue its first 1,000 hulls. Pembrey, the older yard, repaired 41,300 paddles in 2022.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("kayaks")
    (folder / "kayaks.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    "question",
    [
        "At the pace of its first 40 hours, how long would Sorrel need to reach 16,000 orders?",
        "How quickly would Sorrel get to 16k orders at that rate?",
        "If orders at Sorrel kept coming like in the first 40 hours, when would it reach 16 thousand orders?",
        "If Sorrel's orders went on like that, how long until 16,000 orders?",
    ],
)
def test_orders_are_carried_on_as_orders(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.calculation is not None
    assert [figure.quantity.unit for figure in answer.calculation.inputs] == ["order"]
    assert (answer.calculation.result.low, answer.calculation.result.unit) == ("200", "hour")


def test_a_stated_time_to_the_number_is_given_as_it_stands(assistant: Assistant) -> None:
    answer = assistant.ask("How long did Sorrel take to glue 1,000 hulls?")
    assert answer.text.startswith("75 days")
