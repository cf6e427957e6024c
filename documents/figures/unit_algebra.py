"""What units are worth, with pint: the only file that imports it, itself imported at the first conversion.

pint is run on exact fractions. Measured with version 0.25: with Fraction every conversion and its way back are exact;
with Decimal 1 inch is 2.540000000000000000000000000 cm and the way back is not 1 inch; with float a pound is
0.4535923700000001 kg. A registry takes a third of a second to load, a conversion half a millisecond.

Lengths of time are worked out here, since nearly all questions that convert anything convert those: a month is 30.4
days, a quarter 91.25, a year 365; among months, quarters, years, decades and centuries conversion counts months
instead, so that a year is exactly 12 of them.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from documents.figures.units import definition_of, dimension_of

if TYPE_CHECKING:
    from pint import Quantity, UnitRegistry

# Two threads that convert for the first time would make two registries, whose quantities never work together.
_ONE_AT_A_TIME = Lock()
_DAYS = {  # the names of pint in which units.toml defines lengths of time
    "millisecond": Fraction(1, 86_400_000), "second": Fraction(1, 86_400), "minute": Fraction(1, 1_440),
    "hour": Fraction(1, 24), "day": Fraction(1), "week": Fraction(7),
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# Dimensions that are plain numbers to pint, and yet a megabyte is no percentage.
_NUMBERS = frozenset({"share", "points", "factor", "data", "concentration"})


def ratio(from_unit: str, to_unit: str) -> Fraction | None:
    """Return exactly how many of one unit another is, None where they differ in dimension.

    Units are canonical ones, or rates of them with strokes: "GBP/tonne". What pint does not know, a currency or a
    counted noun, must stand on both sides alike.
    """
    mine, other = _parts(from_unit), _parts(to_unit)
    if _unmeasured(mine) != _unmeasured(other):
        return None
    times = {unit for unit in (*mine, *other) if dimension_of(unit) == "duration"}
    in_months = times <= _MONTHS.keys()
    if all(unit in times or definition_of(unit) is None for unit in (*mine, *other)):
        (left, power), (right, over) = (_length(parts, in_months) for parts in (mine, other))
        return left / right if power == over else None
    return _measured(mine, other, in_months)


def _length(parts: Counter[str], in_months: bool) -> tuple[Fraction, int]:
    """Return the product of the lengths of time among units, in days, and its power of time."""
    length, powers = Fraction(1), 0
    for unit, power in parts.items():
        number, _, name = (definition_of(unit) or "").rpartition(" ")
        if in_months and unit in _MONTHS:
            length *= (_MONTHS[unit] * _length(Counter({"month": 1}), False)[0]) ** power
        elif name:
            length *= (Fraction(number or 1) * _DAYS[name]) ** power
        powers += power if name else 0
    return length, powers


def _measured(mine: Counter[str], other: Counter[str], in_months: bool) -> Fraction | None:
    """Return the ratio of two products of units as pint has it."""
    from pint import DimensionalityError

    try:
        with _ONE_AT_A_TIME:
            quotient = (_product(mine, in_months) / _product(other, in_months)).to("dimensionless")
    except DimensionalityError:
        return None
    return Fraction(quotient.magnitude)


def _parts(unit: str) -> Counter[str]:
    """Return a unit as powers: "USD/tonne" -> {"USD": 1, "tonne": -1}; "km/h" is a unit of its own."""
    if dimension_of(unit) is not None:
        return Counter({unit: 1})
    first, *rest = unit.split("/")
    found = Counter({first: 1})
    found.subtract(rest)
    return found


def _unmeasured(parts: Counter[str]) -> dict[str, int]:
    """Return the powers of what pint does not tell apart: currencies, nouns, and kinds of plain numbers."""
    found: Counter[str] = Counter()
    for unit, power in parts.items():
        if definition_of(unit) is None:
            found[f"unit {unit}"] += power
        elif dimension_of(unit) in _NUMBERS:
            found[f"dimension {dimension_of(unit)}"] += power
    return {name: power for name, power in found.items() if power}


def _product(parts: Counter[str], in_months: bool) -> Quantity[Fraction]:
    product = _quantity("dimensionless")
    for unit, power in parts.items():
        definition = definition_of(unit)
        if definition is None:
            continue
        measured = _quantity(definition)
        if in_months and unit in _MONTHS:
            measured = _MONTHS[unit] * _quantity(str(definition_of("month")))
        for _ in range(abs(power)):
            product = product * measured if power > 0 else product / measured
    return product


@lru_cache(maxsize=256)
def _quantity(definition: str) -> Quantity[Fraction]:
    """Return one of the defined unit as a quantity."""
    registry = _registry()
    one: Quantity[Fraction] = registry.Quantity(Fraction(1), "dimensionless") * registry.parse_expression(definition)
    return one


@cache
def _registry() -> UnitRegistry[Fraction]:
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Fraction)
