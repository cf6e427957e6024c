"""Which calculations are drawn, how long their bars are, and that the chart is a table to those who cannot see it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from assistant.chart import bars, measured
from assistant.pipeline import Assistant
from assistant.render_chart import chart
from assistant.types import Calculation


def calculation(assistant: Assistant, question: str) -> Calculation:
    found = assistant.ask(question).calculation
    assert found is not None
    return found


def test_bars_are_as_long_as_the_amounts(assistant: Assistant) -> None:
    drawn = bars(calculation(assistant, "How much more does the Hedgehog cost than the R4 Basic?"))
    assert {bar.value: (bar.low, bar.high) for bar in drawn} == {
        "£1,050": (Fraction(1), Fraction(1)),
        "£840": (Fraction(4, 5), Fraction(4, 5)),
    }


def test_times_of_different_units_are_drawn_in_one(assistant: Assistant) -> None:
    drawn = bars(calculation(assistant, "How fast did Mowbray reach 2,000 vs Fennick?"))
    assert {bar.value: bar.low for bar in drawn} == {"within 48 hours": Fraction(2, 75), "75 days": Fraction(1)}


def test_one_figure_is_not_drawn(assistant: Assistant) -> None:
    drawn = calculation(assistant, "How much more does the Hedgehog cost than the R4 Basic?")
    assert bars(replace(drawn, inputs=drawn.inputs[:1])) == ()


def test_what_all_bars_measure_is_said_once(assistant: Assistant) -> None:
    found = calculation(assistant, "How much more does the Hedgehog cost than the R4 Basic?")
    first, second = (replace(f, metric="shelf price", subject=s) for f, s in zip(found.inputs, "AB", strict=True))
    alike = replace(found, inputs=(replace(first, subjects=()), replace(second, subjects=())))
    assert measured(alike) == "shelf price"
    assert [bar.label for bar in bars(alike)] == ["A", "B"]
    assert '<caption dir="auto">Shelf price<span' in chart(bars(alike), lambda bar: "", measured(alike))
    other = replace(alike, inputs=(alike.inputs[0], replace(alike.inputs[1], metric="list price")))
    assert measured(other) == ""
    assert [bar.label for bar in bars(other)] == ["A, shelf price", "B, list price"]


def test_figures_of_different_kinds_are_not_drawn(assistant: Assistant) -> None:
    money = calculation(assistant, "How much more does the Hedgehog cost than the R4 Basic?")
    times = calculation(assistant, "How fast did Mowbray reach 2,000 vs Fennick?")
    assert bars(replace(money, inputs=(money.inputs[0], times.inputs[1]))) == ()


def test_the_chart_is_a_table(assistant: Assistant) -> None:
    drawn = bars(calculation(assistant, "How much more does the Hedgehog cost than the R4 Basic?"))
    markup = chart(drawn, lambda bar: "[1]")
    assert markup.count('<th scope="row"') == 2
    assert sorted(re.findall(r'<rect width="([\d.]+)%"', markup)) == ["100.0", "80.0"]
    assert markup.count('aria-hidden="true"') == 2
    assert "£1,050 [1]" in markup


@pytest.mark.parametrize("wanted", [True, False])
def test_a_range_is_drawn_lighter_and_said_to_be_one(assistant: Assistant, wanted: bool) -> None:
    drawn = bars(calculation(assistant, "How fast did Mowbray reach 2,000 vs Fennick?"))
    if wanted:
        drawn = (replace(drawn[0], high=Fraction(1, 2)), *drawn[1:])
    markup = chart(drawn, lambda bar: "")
    assert ('class="range"' in markup) == wanted == ("the range that the article gives" in markup)


def test_a_bar_says_how_surely_its_figure_is_known(assistant: Assistant) -> None:
    found = calculation(assistant, "How much more does the Hedgehog cost than the R4 Basic?")
    first, second = found.inputs
    loose = replace(first, quantity=replace(first.quantity, bound="about"))
    least = replace(second, quantity=replace(second.quantity, bound="more_than"))
    values = {bar.value.rpartition(" ")[0] for bar in bars(replace(found, inputs=(loose, least)))}
    assert values == {"about", "more than"}
