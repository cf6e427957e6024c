"""Floors: read, missed, met."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.evals.floors import missed, read_floors
from assistant.evals.types import EvalError, Evaluation, Latency, Measure

FLOORS = """
ALL = 0.5
[ferry]
ALL = 0.8
"assistant recall@10" = 0.9
calibration_error = 0.1
"answered where it must refuse" = 2
"""


def write(tmp_path: Path, text: str) -> Path:
    (tmp_path / "floors.toml").write_text(text, encoding="utf-8")
    return tmp_path / "floors.toml"


def evaluation(*measures: Measure, latency: Latency | None = None) -> Evaluation:
    return Evaluation("ferry", (), measures, latency=latency)


def test_a_set_has_its_table_and_others_what_stands_outside(tmp_path: Path) -> None:
    path = write(tmp_path, FLOORS)
    assert read_floors(path, "ferry")["ALL"] == Decimal("0.8")
    assert read_floors(path, "another") == {"ALL": Decimal("0.5")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ALL = ", "not TOML"),
        ("[other]\nALL = 0.5", r"has no table \[ferry\] with floors; it has other"),
        ("", r"has no table \[ferry\] with floors; it has none"),
        ("ALL = '80 %'", "ALL must be a number from 0 upwards"),
        ("ALL = -1", "ALL must be a number from 0 upwards"),
        ("ALL = nan", "ALL must be a number from 0 upwards"),
        ("ALL = true", "ALL must be a number from 0 upwards"),
    ],
)
def test_floors_that_cannot_be_used_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(EvalError, match=told):
        read_floors(write(tmp_path, text), "ferry")


def test_what_is_missed_is_told_in_a_sentence() -> None:
    found = evaluation(
        Measure("ALL", 0.75, 20, right=15),
        Measure("assistant recall@10", 0.9, 18),
        Measure("calibration_error", 0.125, 20, lower=True),
        Measure("answered where it must refuse", 3, 5, right=3, lower=True, counted=True),
    )
    floors = {
        "ALL": Decimal("0.8"),
        "assistant recall@10": Decimal("0.9"),
        "calibration_error": Decimal("0.1"),
        "answered where it must refuse": Decimal(2),
        "refusals": Decimal("0.5"),
    }
    assert missed(found, floors) == (
        "ferry: ALL is 75.0 %, below its floor of 80.0 %.",
        "ferry: answered where it must refuse is 3 of 5, above the most allowed, 2.",
        "ferry: calibration_error is 0.125, above the most allowed, 0.1.",
        "ferry: the floor refusals belongs to no measure of this set.",
    )


def test_a_floor_is_met_where_it_is_reached_exactly() -> None:
    assert not missed(evaluation(Measure("ALL", 0.8, 20, right=16)), {"ALL": Decimal("0.80")})


def test_time_is_judged_only_where_a_limit_is_set() -> None:
    slow = evaluation(Measure("ALL", 1, 1, right=1), latency=Latency(1, 9.0, 9.0))
    assert not missed(slow, {"ALL": Decimal(1)})
    assert missed(slow, {"latency_p95": Decimal(2)}) == ("ferry: latency_p95 is 9.000, above the most allowed, 2.",)
