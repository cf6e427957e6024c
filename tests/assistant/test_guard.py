"""The guard: no number leaves that is neither quoted nor calculated."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from assistant.expression import Constant, Input, apply
from assistant.guard import UncoveredNumber, guard, numbers
from assistant.types import Answer, Calculation, Citation, Result
from documents.figures.quantities import quantities
from documents.figures.types import Figure

QUOTE = "The yard sold 120 boats in 2024."


def answer(text: str, calculation: Calculation | None = None, caveats: tuple[str, ...] = ()) -> Answer:
    citation = Citation(1, "yard", "The yard", (), QUOTE, 0, len(QUOTE))
    return Answer("id", "how many boats?", "how many boats?", "answered", text, calculation, caveats, (citation,))


def calculated(result: Result, formula: str, steps: tuple[str, ...] = ()) -> Calculation:
    (quantity,) = quantities("120 boats")
    figure = Figure("yard", 0, quantity, "boats sold")
    months = Constant(Fraction(12), "month", "months in a year")
    return Calculation("rate", (figure,), formula, result, steps, expression=apply("/", Input(0), months))


def test_a_quoted_number_passes() -> None:
    assert guard(answer("120 boats [1].")).text == "120 boats [1]."


def test_an_invented_number_does_not() -> None:
    with pytest.raises(UncoveredNumber, match="121"):
        guard(answer("121 boats [1]."))


def test_neither_in_a_caveat() -> None:
    with pytest.raises(UncoveredNumber, match="7"):
        guard(answer("120 boats [1].", caveats=("7 were returned.",)))


RIGHT = Result("10", "10", "boat/month", "10 boats per month")
FORMULA = "120 boats / 12 = 10 boats per month"


def test_a_result_passes_with_its_formula() -> None:
    done = calculated(RIGHT, FORMULA)
    assert guard(answer("10 boats per month [1].", done)).calculation == done


def test_a_number_of_a_step_must_come_from_the_calculation() -> None:
    with pytest.raises(UncoveredNumber, match="60"):
        guard(answer("10 boats per month [1].", calculated(RIGHT, FORMULA, ("half a year: 60 boats",))))


@pytest.mark.parametrize(
    "wrong", [replace(RIGHT, low="9"), replace(RIGHT, surface="11 boats per month"), replace(RIGHT, bound="about")]
)
def test_a_result_must_be_what_the_calculation_comes_to(wrong: Result) -> None:
    with pytest.raises(UncoveredNumber, match="comes to"):
        guard(answer("120 boats [1].", calculated(wrong, FORMULA)))


def test_an_operand_must_be_cited() -> None:
    (quantity,) = quantities("999 boats")
    figure = Figure("yard", 0, quantity, "boats")
    done = Calculation("lookup", (figure,), "999 boats", Result("999", "999", "boat", "999 boats"))
    with pytest.raises(UncoveredNumber, match="operand"):
        guard(answer("120 boats [1].", done))


def test_numbers_are_read_without_separators() -> None:
    assert [str(n) for n in numbers("88,898 orders, 4.50% and 10,000")] == ["88898", "4.5", "1E+4"]
