"""Where operands stand in a formula: whole, each once, and so told to programs with the number of their citation."""

from __future__ import annotations

import pytest

from assistant.operand_places import operand_places
from assistant.pipeline import Assistant
from documents.figures.quantities import quantities
from documents.figures.types import Figure


def figure(text: str) -> Figure:
    (quantity,) = quantities(text)
    return Figure("shop", 0, quantity, "sales")


@pytest.mark.parametrize(
    ("formula", "operands"),
    [
        ("£50 - £5 = £45", ["£50", "£5"]),
        ("£5 / £50 = 10%", ["£50", "£5"]),
        ("15% - 5% = 10 percentage points", ["5%", "15%"]),
        ("about 11 months / 3 months = about 3.7 times", ["3 months", "11 months"]),
    ],
)
def test_an_operand_is_found_whole_and_in_the_order_of_the_formula(formula: str, operands: list[str]) -> None:
    places = operand_places(formula, [figure(text) for text in operands])
    assert sorted(formula[place.start : place.end] for place in places) == sorted(operands)
    assert [place.start for place in places] == sorted(place.start for place in places)
    assert all(formula[place.start : place.end] == place.figure.quantity.surface for place in places)


def test_the_same_words_of_two_figures_are_two_operands() -> None:
    assert [place.start for place in operand_places("£5 + £5 = £10", [figure("£5"), figure("£5")])] == [0, 5]


def test_a_program_reads_which_citation_holds_an_operand(assistant: Assistant) -> None:
    found = assistant.ask("How much more does the Hedgehog cost than the R4 Basic?").to_dict()
    cited = found["calculation"]["formula_cited"]
    assert cited.startswith("£1,050 [")
    for number in (1, 2):
        cited = cited.replace(f" [{number}]", "")
    assert cited == found["calculation"]["formula"]
