"""What an answer is worth: right, partial, refused or wrong, against what the article states."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.generate.amounts import SECONDS
from tests.generate.reading import numbers
from tests.generate.values import Asked, Gold

# A result is shown with three significant digits.
TOLERANCE = Fraction(6, 1000)
BASES = {**SECONDS, "minute": Fraction(60), "second": Fraction(1), "quarter": SECONDS["year"] / 4}


def grade(asked: Asked, answer: Mapping[str, Any]) -> str:
    """Return "right", "partial", "refused" or "wrong"; partial: the right number is one of several that are shown."""
    gold = asked.gold
    assert gold is not None
    refused = answer["status"] == "not_found"
    if gold.refuse:
        return "right" if refused else "partial" if answer["status"] == "partial" else "wrong"
    if refused:
        return "refused"
    if gold.name:
        return "right" if _ordered(asked.operation, gold, answer["text"]) else "wrong"
    if _stated(gold, answer):
        return "right"
    return "partial" if _holds(gold, answer["text"]) or answer["status"] == "partial" else "wrong"


def _ordered(operation: str, gold: Gold, text: str) -> bool:
    """Say whether the winner stands first; of a ranking, whether all stand in order."""
    places = [text.find(name) for name in (gold.name, *gold.rivals)]
    if operation == "rank":
        return -1 not in places and places == sorted(places)
    return places[0] >= 0 and all(place == -1 or place > places[0] for place in places[1:])


def _stated(gold: Gold, answer: Mapping[str, Any]) -> bool:
    assert gold.low is not None
    assert gold.high is not None
    calculation = answer["calculation"]
    if calculation is not None:
        result = calculation["result"]
        unit, factor = gold.unit, Fraction(1)
        low, high = Fraction(result["low"]), Fraction(result["high"])
        if unit == "seconds":
            factor = BASES.get(result["unit"], Fraction(0))
            unit = result["unit"] if factor else "time"
        elif unit in BASES and result["unit"] in BASES:
            factor, unit = BASES[result["unit"]] / BASES[unit], result["unit"]
        same = not unit or unit == result["unit"]
        if same and _near(abs(low * factor), gold.low) and _near(abs(high * factor), gold.high):
            return True
        if _near(abs(high * factor), gold.low) and _near(abs(low * factor), gold.high) and same:
            return True
    if calculation is not None and calculation["operation"] not in ("lookup", "unit_conversion", "compare"):
        return False
    return _holds(gold, answer["text"].split("[1]")[0])


def _holds(gold: Gold, text: str) -> bool:
    """Say whether a text holds the number, or both ends of the range."""
    read = list(numbers(text))
    values = [one.value for one in read] + [one.mantissa for one in read]
    return all(any(_near(value, wanted or Fraction(0)) for value in values) for wanted in (gold.low, gold.high))


def _near(value: Fraction, wanted: Fraction) -> bool:
    return abs(value - wanted) <= abs(wanted) * TOLERANCE
