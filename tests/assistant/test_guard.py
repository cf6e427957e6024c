"""The guard: no number leaves that is neither quoted nor calculated."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from assistant import stated
from assistant.expression import Constant, Input, apply
from assistant.guard import UncoveredNumber, guard
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
    assert [str(n.value) for n in stated.digits("88,898 orders, 4.50% and 10,000")] == ["88898", "4.5", "1E+4"]


@pytest.mark.parametrize(
    "text", ["Twelve boats [1].", "Half of them [1].", "Twice 120 boats [1].", "A dozen boats [1]."]
)
def test_number_words_are_numbers(text: str) -> None:
    with pytest.raises(UncoveredNumber):
        guard(answer(text))


def test_a_number_word_passes_where_it_is_quoted_or_asked() -> None:
    asked = replace(answer("Two boats a week [1]."), standalone="Were two boats sold?")
    assert guard(asked).text == "Two boats a week [1]."


def test_a_scale_belongs_to_its_number() -> None:
    with pytest.raises(UncoveredNumber, match=r"1\.2E\+5"):
        guard(answer("120 thousand boats [1]."))


def test_the_number_of_a_name_is_no_figure() -> None:
    text = "Nine Elms and the Model 3 sold 120 boats [1]."
    assert guard(answer(text), ("Nine Elms", "Model 3")).text == text
    with pytest.raises(UncoveredNumber):
        guard(answer(text), ("Model 3",))


def test_a_year_must_stand_in_the_article() -> None:
    with pytest.raises(UncoveredNumber, match="2019"):
        guard(answer("120 boats [1], 2019."))


@pytest.mark.parametrize("step", ["a month of 30.4 days", "7 days a week", "1 of 11"])
def test_no_constant_passes_that_the_calculation_does_not_hold(step: str) -> None:
    with pytest.raises(UncoveredNumber):
        guard(answer("120 boats [1].", calculated(RIGHT, FORMULA, (step,))))


@pytest.mark.parametrize(
    ("text", "values", "words"),
    [
        ("6.2 billion yuan", ["6.2E+9"], []),
        ("EUR5m, R4 and 41k", ["5E+6", "4.1E+4"], []),
        ("1.5万 in the third quarter", ["1.5E+4"], ["third"]),
        ("9-12 weeks", ["9", "12"], []),
        ("12,34,567 and 1,2,3", ["1234567", "1", "2", "3"], []),
        ("a quarter of a second", [], []),
        ("twenty-four thousand", [], ["twenty", "four"]),
    ],
)
def test_numbers_are_read_with_their_scale(text: str, values: list[str], words: list[str]) -> None:
    assert [str(n.value) for n in stated.digits(text)] == values
    assert list(stated.words(text)) == words


def test_the_digits_of_a_text_of_letters_alone_take_no_time() -> None:
    import time

    from assistant import stated

    began = time.process_time()
    assert not list(stated.digits("x" * 40_000))
    assert [str(number.value) for number in stated.digits("R4 EUR5 and 6x7, 8")] == ["5", "6", "8"]
    assert time.process_time() - began < 0.5
