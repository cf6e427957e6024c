"""The judge of the question sets: what it accepts, and what it must not."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


judge = load("judge")


def row(**fields: Any) -> dict[str, Any]:
    empty = {"id": "q", "kind": "lookup", "answer": "", "numbers": [], "evidence": [], "must_not": [], "caveat": None}
    return empty | {"refuse": False} | fields


def answer(text: str, *quotes: str, status: str = "answered", caveats: tuple[str, ...] = ()) -> dict[str, Any]:
    citations = [{"quote": quote} for quote in quotes]
    return {"status": status, "text": text, "citations": citations, "caveats": list(caveats), "calculation": None}


def number(value: float, unit: str, tolerance: float = 0.001) -> dict[str, Any]:
    return {"value": value, "unit": unit, "tolerance": tolerance}


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
    ],
)
def test_a_number_counts_however_it_is_written(value: float, unit: str, text: str) -> None:
    assert judge.is_stated(number(value, unit), judge.folded(text))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (188, "days", "It took 1,188 days."),
        (188, "days", "It took 188.5 days."),
        (46, "%", "46 ships"),
        (3, "pp", "3 ships"),
        (24, "hours", "24 weeks"),
    ],
)
def test_another_number_or_unit_does_not(value: float, unit: str, text: str) -> None:
    assert not judge.is_stated(number(value, unit), judge.folded(text))


def test_each_part_is_judged_by_itself() -> None:
    asked = row(numbers=[number(412, "crossings")], evidence=["412 crossings were called off"], must_not=["655"])
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


@pytest.mark.parametrize("path", sorted((HERE / "evals").glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_gold_answers_of_a_set_pass_their_own_judge(path: Path) -> None:
    """Gold figures and evidence as an answer: what fails here is a mistake in the set or in the judge."""
    for line in path.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        stated = ". ".join(f"{one['value']:,} {spoken(one['unit'])}" for one in asked["numbers"])
        status = "not_found" if asked["refuse"] else "answered"
        caveats = (asked["caveat"],) if asked["caveat"] else ()
        text = stated if asked["numbers"] else asked["answer"]
        parts = judge.judge(asked, answer(text, *asked["evidence"], status=status, caveats=caveats))
        assert all(parts.values()), (asked["id"], parts)


def spoken(unit: str) -> str:
    return {"x": "times", "pp": "percentage points"}.get(unit, unit)


def test_every_floor_belongs_to_a_set() -> None:
    floors = tomllib.loads((HERE / "evals" / "floors.toml").read_text(encoding="utf-8"))
    names = {path.stem for path in (HERE / "evals").glob("*.jsonl")}
    assert floors.keys() <= names | {"original", "figures"}
    assert all(0 < floor <= 1 for part in floors.values() for floor in part.values())
