"""Recall and precision on the hand-marked articles in gold/; `-s` prints the table with every miss."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

GOLD = sorted(Path(__file__).with_name("gold").glob("*.toml"))
VALUES = Decimal("0.97")  # least recall and precision of value and unit, over all articles
MEANINGS = Decimal("0.88")  # least share of found figures with subject, metric and period all right


@dataclass
class Score:
    """What one article scored, with a line for every miss."""

    marked: int = 0
    made: int = 0
    values: int = 0
    meanings: int = 0
    bounds: int = 0
    misses: list[str] = field(default_factory=list)


def same_value(figure: Figure, row: list[str]) -> bool:
    surface, low, high, unit = row[:4]
    quantity = figure.quantity
    overlaps = surface in quantity.surface or quantity.surface in surface
    return (quantity.low, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit) and overlaps


def named(figure: Figure, wanted: str) -> bool:
    """Say whether one of the figure's subjects has all words of one of the wanted names (split at "|")."""
    owned = [set(subject.lower().replace("'s", "").split()) for subject in figure.subjects]
    return not wanted or any(set(name.lower().split()) <= words for name in wanted.split("|") for words in owned)


def score(figures: list[Figure], rows: list[list[str]]) -> Score:
    result = Score(marked=len(rows), made=len(figures))
    left = list(figures)
    for row in rows:
        found = next((figure for figure in left if same_value(figure, row)), None)
        if found is None:
            result.misses.append(f"not found: {row[0]}")
            continue
        left.remove(found)
        subject, metric, period, bound = row[4:]
        held = f"{found.period.start}/{found.period.end}" if found.period else ""
        metrics = any(word.lower() in found.metric.lower() for word in metric.split("|"))
        result.values += 1
        result.bounds += found.quantity.bound == bound
        if named(found, subject) and metrics and held == period:
            result.meanings += 1
        else:
            result.misses.append(f"{row[0]}: {found.subjects} | {found.metric} | {held}")
    result.misses += [f"not marked: {figure.quantity.surface}" for figure in left]
    return result


@pytest.fixture
def scores(document: Callable[[str], Document]) -> dict[str, Score]:
    marked = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in GOLD}
    return {name: score(list(extract(document(gold["text"]))), gold["figures"]) for name, gold in marked.items()}


def test_gold_articles_are_read_well_enough(scores: dict[str, Score]) -> None:
    for name, one in scores.items():
        print(f"{name:12} marked {one.marked:3} found {one.values:3} of {one.made:3}, meant {one.meanings:3}")
        print("".join(f"    {miss}\n" for miss in one.misses), end="")
    marked, made, values, meanings, bounds = (
        sum(getattr(one, part) for one in scores.values())
        for part in ("marked", "made", "values", "meanings", "bounds")
    )
    print(f"value and unit: recall {values}/{marked}, precision {values}/{made}; subject, metric, period {meanings}")
    assert Decimal(values) / marked >= VALUES
    assert Decimal(values) / made >= VALUES
    assert Decimal(meanings) / values >= MEANINGS
    assert Decimal(bounds) / values >= VALUES
