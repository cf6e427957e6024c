"""Figures in brackets, labels with a time, and so many at so much each: what newcomers asked of a list of figures."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The harbour bill

*The Quay · By Ada Finch · 9 March 2026*

The port of Ellwick is building a new pier.

- Expected ferries in the first year: 4,100 (2018 forecast: 5,600)
- Original budget (2018): £90 million
- Current estimate (February 2026): £135 million
- Spent by the end of 2025: £95 million
- Staff: 340 (2024: 310)

The port shipped 900 tonnes of coal (2023: 1,100 tonnes). It plans three cranes at £2.4 million each, and will pay a
dividend of £0.25 a share on 40 million shares. It sold scrap for £5 million.
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def test_a_time_in_brackets_is_of_the_figure_in_them(port: Assistant) -> None:
    dated = {f.quantity.surface: f.period.surface if f.period is not None else None for f in port.figures}
    assert (dated["4,100"], dated["5,600"]) == (None, "2018")
    assert (dated["340"], dated["310"]) == (None, "2024")
    assert (dated["900 tonnes"], dated["1,100 tonnes"]) == (None, "2023")
    assert dated["£90 million"] == "2018"


def test_a_figure_in_brackets_measures_what_the_one_before_does(port: Assistant) -> None:
    metrics = {f.quantity.surface: f.metric for f in port.figures}
    assert metrics["5,600"] == metrics["4,100"]
    assert metrics["1,100 tonnes"] == metrics["900 tonnes"]


def test_a_label_is_called_without_its_time(port: Assistant) -> None:
    metrics = {f.quantity.surface: f.metric for f in port.figures}
    assert metrics["£135 million"] == "Current estimate"
    assert metrics["£95 million"] == "Spent"


def test_two_times_of_one_item_lie_apart(port: Assistant) -> None:
    answer = port.ask("How many fewer ferries are expected now than in 2018?")
    assert answer.calculation is not None
    assert answer.calculation.result.low == "1500"


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("How much will the three cranes cost in total?", "£7.2 million"),
        ("What will the dividend cost the port in total?", "£10 million"),
    ],
)
def test_so_many_at_so_much_each_are_a_product(port: Assistant, question: str, stated: str) -> None:
    answer = port.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(stated)


def test_a_sum_that_speaks_of_neither_is_no_product(port: Assistant) -> None:
    answer = port.ask("How much did the scrap bring in total?")
    assert answer.calculation is None or answer.calculation.operation != "implied_value"
