"""Recall and precision on the hand-marked articles in gold/; `-s` prints the table with every miss."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parents[2]
FLOORS = tomllib.loads((TESTS / "evals" / "floors.toml").read_text(encoding="utf-8"), parse_float=Decimal)["figures"]


@pytest.fixture(scope="module")
def gold() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_figures", TESTS / "gold_figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_gold_articles_are_read_well_enough(gold: ModuleType) -> None:
    scores = gold.scores()
    for name, one in scores.items():
        print(f"{name:14} marked {one.marked:3} found {one.values:3} of {one.made:3}, meant {one.meanings:3}")
        print("".join(f"    {miss}\n" for miss in one.misses), end="")
    measures = gold.total(tuple(scores.values())).measures()
    assert {
        name: Decimal(right) / of for name, (right, of) in measures.items() if Decimal(right) / of < FLOORS[name]
    } == {}


def test_every_miss_is_told(gold: ModuleType) -> None:
    rows = [
        ["$5m", "5000000", "5000000", "USD", "Acme", "sales", "", "exact"],
        ["3%", "3", "3", "%", "", "x", "", "exact"],
    ]
    one = gold.score((), rows)
    assert (one.marked, one.made, one.values) == (2, 0, 0)
    assert one.misses == ["not found: $5m", "not found: 3%"]
