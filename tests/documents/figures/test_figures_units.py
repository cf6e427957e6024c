"""Units and exact conversion."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.figures import unit_algebra
from documents.figures.units import (
    convert,
    counted_unit,
    definition_of,
    dimension_of,
    factor,
    singular,
    unit_of,
)
from documents.figures.vocabulary import load

TABLES = [name for name in load("units") if name not in ("parts", "ambiguous", "counted")]
CONVERTIBLE = [
    (one, other)
    for name in TABLES
    for one, other in permutations(load("units")[name], 2)
    if definition_of(one) and definition_of(other) and factor(one, other) is not None
]
DEFINED = sorted({unit for pair in CONVERTIBLE for unit in pair if "/" not in unit})
DURATIONS = [pair for pair in CONVERTIBLE if dimension_of(pair[0]) == "duration"]


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


@pytest.mark.parametrize(("source", "target"), [("MB", "Mbps"), ("volt", "Ah"), ("%", "x"), ("%", "ppm"), ("", "day")])
def test_unlike_dimensions_do_not_convert(source: str, target: str) -> None:
    assert factor(source, target) is None


@pytest.mark.parametrize(
    ("source", "target", "result"),
    [
        ("tonne/week", "tonne/year", "365/7"),
        ("tonne/month", "kg/year", "12000"),
        ("USD/tonne", "USD/kg", "1/1000"),
        ("order/hour", "order/day", "24"),
        ("kilometre/hour", "km/h", "1"),
        ("kWh/hour", "kW", "1"),
        ("MB/second", "Mbps", "8"),
        ("MWh/MW", "hour", "1"),
    ],
)
def test_rates_convert_exactly(source: str, target: str, result: str) -> None:
    assert factor(source, target) == Fraction(result)


@pytest.mark.parametrize(
    ("source", "target"),
    [("USD/tonne", "EUR/tonne"), ("order/day", "parcel/day"), ("tonne/week", "tonne"), ("a/", "a/b"), ("//", "day")],
)
def test_rates_of_other_things_do_not_convert(source: str, target: str) -> None:
    assert factor(source, target) is None


def test_every_definition_is_one_that_the_library_reads() -> None:
    defined = [unit for name in TABLES for unit in load("units")[name] if definition_of(unit) and "/" not in unit]
    assert len(defined) > 70
    assert {factor(f"{unit}/minute", f"{unit}/second") for unit in defined} == {Fraction(1, 60)}


@given(st.sampled_from(CONVERTIBLE))
def test_there_and_back_is_exactly_one(pair: tuple[str, str]) -> None:
    there, back = factor(*pair), factor(*reversed(pair))
    assert there is not None
    assert back is not None
    assert there * back == 1
    assert dimension_of(pair[0]) == dimension_of(pair[1])


@given(st.sampled_from(DEFINED), st.sampled_from(DURATIONS), st.fractions(min_value=0, max_value=10**12))
def test_a_rate_survives_a_round_trip(amount: str, time: tuple[str, str], value: Fraction) -> None:
    there, back = (factor(f"{amount}/{unit}", f"{amount}/{other}") for unit, other in permutations(time))
    assert there is not None
    assert back is not None
    assert value * there * back == value


@given(st.sampled_from(CONVERTIBLE), st.sampled_from(DEFINED))
def test_by_way_of_a_third_unit_is_the_same(pair: tuple[str, str], third: str) -> None:
    first, second = factor(pair[0], third), factor(third, pair[1])
    if first is None or second is None or dimension_of(third) == "duration":
        return  # days and months have no common measure of a year
    assert first * second == factor(*pair)


def test_the_library_is_loaded_by_the_first_conversion_of_no_time_and_not_before() -> None:
    code = """if True:
        import sys
        from documents.figures.units import factor, unit_of
        assert unit_of("weeks") and factor("day", "day") == 1 and factor("USD", "RMB") is None
        assert factor("week", "day") == 7
        assert "pint" not in sys.modules
        assert factor("tonne", "kg") == 1000
        assert "pint" in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("noun", "one"),
    [("deliveries", "delivery"), ("people", "person"), ("dishes", "dish"), ("losses", "loss"), ("series", "series")],
)
def test_singular(noun: str, one: str) -> None:
    assert singular(noun) == one


def test_counted_nouns_have_one_name() -> None:
    assert counted_unit("electric cars") == "vehicle"
    assert counted_unit("SUVs") == "SUV"


def test_lengths_of_time_are_worth_what_pint_says_and_need_no_pint(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = list(load("units")["duration"])
    units = [*lengths, *(f"ship/{length}" for length in lengths), "hour/day", "order"]
    parts = {unit: unit_algebra._parts(unit) for unit in units}
    months = {unit for unit, held in parts.items() if held.keys() - {"ship"} <= unit_algebra._MONTHS.keys()}
    told = {
        (one, two): unit_algebra._measured(parts[one], parts[two], {one, two} <= months)
        for one in units
        for two in units
        if unit_algebra._unmeasured(parts[one]) == unit_algebra._unmeasured(parts[two])
    }
    monkeypatch.setitem(sys.modules, "pint", None)
    assert {pair: unit_algebra.ratio(*pair) for pair in told} == told
    assert len(told) > 200
