"""The judge of the question sets: what it accepts, and what it must not."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.evals import judge, stated
from assistant.evals.rows import read_rows
from assistant.evals.types import Number, Row

SETS = Path(__file__).parents[2] / "evals"


def row(**fields: Any) -> Row:
    return Row(**({"id": "q", "question": "?", "kind": "lookup"} | fields))


def answer(text: str, *quotes: str, status: str = "answered", caveats: tuple[str, ...] = ()) -> dict[str, Any]:
    citations = [{"quote": quote} for quote in quotes]
    return {"status": status, "text": text, "citations": citations, "caveats": list(caveats), "calculation": None}


def number(value: float, unit: str, tolerance: str = "0.001") -> Number:
    return Number(Decimal(str(value)), unit, Decimal(tolerance))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2_310_000, "passengers", "It carried 2,310,000 passengers [1]."),
        (2_310_000, "passengers", "It carried 2.31 million passengers."),
        (60_000_000, "NOK", "Between NOK 60-75 million."),
        (24, "hours", "It took one day."),
        (15, "months", "Roughly 15 months, about 456 days."),
        (71.9, "%", "Down by 71.9 % in three years"),
        (2.13, "x", "2.13 times as long"),
        (2, "x", "It doubled: twice as many."),
        (3, "suppliers", "There are three suppliers."),
        (1.313, "x", "1.313 devices per user"),
        (3, "x", "a 3-fold rise"),
        (2023, "year", "It opened in September 2023."),
        (2, "years", "It took two years."),
        (60_000_000, "NOK/gun", "60-75 million kroner"),
        (75_000_000, "GBP", "£60-75 million"),
        (212_000_000, "KES", "KSh 212 million"),
        (4_000_000, "INR", "It is worth 40 lakh or 4,000,000 rupees."),
        (11_300, "EUR", "Vet bills (€) | 14,200 | 11,300 [1]"),
        (3_400_000, "USD", "$3.4m a year"),
    ],
)
def test_a_number_counts_however_it_is_written(value: float, unit: str, text: str) -> None:
    assert stated.is_stated(number(value, unit), judge.folded(text))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (188, "days", "It took 1,188 days."),
        (188, "days", "It took 188.5 days."),
        (46, "%", "46 ships"),
        (3, "pp", "3 ships"),
        (24, "hours", "24 weeks"),
        (2.1, "x", "2.1 per cent"),
        (2, "year", "two ships"),
        (910, "employees", "It paid 910 GBP."),
        (910, "employees", "It paid £910."),
        (910, "employees", "It fell by 910 %."),
        (910, "employees", "It took 910 days."),
        (910, "GBP", "It has 910 employees."),
        (910, "GBP", "It cost $910 or €910."),
        (910, "GBP/box", "It sent 910 boxes for £3."),
        (60_000_000, "ships", "NOK 60-75 million"),
    ],
)
def test_another_number_or_unit_does_not(value: float, unit: str, text: str) -> None:
    assert not stated.is_stated(number(value, unit), judge.folded(text))


def test_each_part_is_judged_by_itself() -> None:
    asked = row(numbers=(number(412, "crossings"),), evidence=("412 crossings were called off",), must_not=("655",))
    good = answer("412 crossings [1].", "In 2022, 412 crossings were called off.")
    assert all(judge.judge(asked, good).values())
    assert judge.judge(asked, answer("412 crossings.", "Nothing of the kind."))["evidence"] is False
    assert judge.judge(asked, answer("412 crossings, not 655."))["must_not"] is False
    assert judge.judge(asked, answer("Not stated.", status="not_found"))["refusal"] is False


def test_an_answer_where_none_exists_is_wrong() -> None:
    assert judge.judge(row(refuse=True), answer("It cost 7 million.")) == {"refusal": False}
    assert judge.judge(row(refuse=True), answer("The article does not say.", status="not_found")) == {"refusal": True}


def test_a_caveat_may_stand_beside_the_text_or_in_it() -> None:
    asked = row(answer="four ships", caveat="an estimate")
    assert judge.judge(asked, answer("four ships", caveats=("an estimate",)))["caveat"]
    assert judge.judge(asked, answer("about four ships"))["caveat"]
    assert not judge.judge(asked, answer("four ships"))["caveat"]


def test_an_answer_that_never_came_is_no_refusal() -> None:
    assert judge.judge(row(refuse=True), judge.MISSING) == {"refusal": False}
    assert judge.judge(row(), judge.MISSING) == {"refusal": False}


def test_a_row_that_names_only_evidence_asks_for_no_words() -> None:
    parts = judge.judge(row(evidence=("It sails on Monday.",)), answer("On Monday.", "It sails on Monday."))
    assert parts == {"refusal": True, "evidence": True}


def test_one_sentence_of_two_supports_but_does_not_cover() -> None:
    piece = "It sails on Monday with forty passengers and a crew of nine. It returns on Friday."
    assert judge.supports("It returns on Friday.", piece)
    assert not judge.covers("It returns on Friday.", piece)
    assert not judge.supports("", piece)


@pytest.mark.parametrize(
    ("quote", "piece"),
    [
        ("The recall cost £3.4 million.", "The recall cost £3.9 million."),
        ("The recall cost £13.9 million.", "cost £3.9 million"),
        ("It sails with forty passengers on Monday.", "It sails with fifty passengers on Monday."),
        ("The two ships sail from the Q1 terminal.", "The two ships sail from the Q2 terminal."),
        ("It returned the ships in March.", "It returned the 3 ships in March."),
    ],
)
def test_the_numbers_of_evidence_are_equal(quote: str, piece: str) -> None:
    assert not judge.covers(quote, piece)


def test_the_words_of_evidence_may_differ_and_its_numbers_be_written_otherwise() -> None:
    assert judge.covers("By May the 2 recalls had cost Dunmore £3.9m.", "Two recalls had cost Dunmore £3.9m")


@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_gold_answers_of_a_set_pass_their_own_judge(path: Path) -> None:
    """Gold figures and evidence as an answer: what fails here is a mistake in the set or in the judge."""
    asked = read_rows(path)
    for one in asked.rows:
        stated = ". ".join(f"{number.value:,f} {spoken(number.unit)}" for number in one.numbers)
        status = "not_found" if one.refuse else "answered"
        caveats = (one.caveat,) if one.caveat else ()
        text = stated if one.numbers else one.answer
        parts = judge.judge(one, answer(text, *one.evidence, status=status, caveats=caveats))
        assert all(parts.values()), (one.id, parts)


def spoken(unit: str) -> str:
    return {"x": "times", "pp": "percentage points"}.get(unit, unit)


def test_every_floor_belongs_to_a_set() -> None:
    floors = tomllib.loads((SETS / "floors.toml").read_text(encoding="utf-8"))
    names = {path.stem for path in SETS.glob("*.jsonl")}
    assert floors.keys() <= names | {"original", "figures"}
    assert all(0 < floor <= 1 for part in floors.values() for floor in part.values())
