"""Units and exact conversion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from documents.figures.units import convert, counted_unit, singular, unit_of


@pytest.mark.parametrize(
    ("word", "unit", "dimension", "scale"),
    [
        ("weeks", "week", "duration", "1"),
        ("per cent", "%", "share", "1"),
        ("pence", "GBP", "money", "0.01"),
        ("kWh", "kWh", "energy", "1"),
        ("renminbi", "RMB", "money", "1"),
        ("percentage points", "pp", "points", "1"),
    ],
)
def test_words_name_units(word: str, unit: str, dimension: str, scale: str) -> None:
    assert unit_of(word) == (unit, dimension, Decimal(scale))


def test_other_words_are_no_units() -> None:
    assert unit_of("orders") is None


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("38", "week", "month", "8.75"),
        ("11", "month", "day", "334.4"),
        ("2", "year", "month", "24"),
        ("1", "year", "day", "365"),
        ("24", "hour", "day", "1"),
        ("150", "bp", "pp", "1.5"),
        ("15.5", "inch", "centimetre", "39.37"),
        ("1", "tonne", "kg", "1000"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    assert convert(Decimal(value), source, target) == Decimal(result)


@pytest.mark.parametrize(("source", "target"), [("USD", "RMB"), ("week", "kg"), ("order", "vehicle"), ("ton", "kg")])
def test_units_without_a_fixed_rate_do_not_convert(source: str, target: str) -> None:
    assert convert(Decimal(1), source, target) is None


@pytest.mark.parametrize(
    ("noun", "one"),
    [("deliveries", "delivery"), ("people", "person"), ("dishes", "dish"), ("losses", "loss"), ("series", "series")],
)
def test_singular(noun: str, one: str) -> None:
    assert singular(noun) == one


def test_counted_nouns_have_one_name() -> None:
    assert counted_unit("electric cars") == "vehicle"
    assert counted_unit("SUVs") == "SUV"
