"""Numbers in a statement: which stand there, in which unit, and whether a number that is asked for is among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.evals.types import Number
from documents.figures.units import dimension_of, unit_of
from documents.figures.vocabulary import load

_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "trillion": 12}
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(k|thousand|mn?|million|bn?|billion|trillion)\b)?",
    re.IGNORECASE,
)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800, "month": 2_626_560, "year": 31_536_000}
# Units that could be meant otherwise have to stand beside their number. A ratio is also "1.3 devices per user".
_UNITS = {
    "%": r"%|\bper ?cent\b",
    "pp": r"\bpoints?\b|\bpp\b",
    "x": r"\btimes\b|×|\d ?x\b|\btwice\b|\bhalf\b|\d-?fold\b|\bper (?!cent\b)",
}
_CALENDAR = range(1000, 3000)  # values of the unit "year" that name a year and are no number of years
_NEAR = 30  # characters after a number within which its sign stands
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELLED = (
    {word: Decimal(n) for n, word in enumerate((*_WORDS, *_TEENS.split()))}
    | {word: Decimal(10 * n) for n, word in enumerate(_TENS.split(), 2)}
    | {word: Decimal(10) ** n for word, n in (("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9))}
)
# The other end of a range, through which a unit before or behind it is seen: "NOK 60-75 million".
_NUMERAL = r"[\d.,]*\d(?:\s?(?:k|thousand|mn?|million|bn?|billion|trillion)\b)?"
_OTHER_END = re.compile(rf"^\s?(?:-|to|and)\s?{_NUMERAL}")
_FIRST_END = re.compile(rf"{_NUMERAL}\s?(?:-|to|and)\s?$")
_SIGN = r"[^\w\s.,;:()\[\]\"'/+*=<>~|-]"
_SIGN_BEFORE = re.compile(rf"({_SIGN}|\b[a-z]{{2,3}}\$?|\b[a-z]{{1,2}}\$)\s?$|\b(rs)\.\s?$")
_UNITS_BEHIND = re.compile(rf"^[\s-]?(?:(?:lakh|crore|trillion) )?([a-z]+(?: [a-z]+){{0,2}}|{_SIGN})")
_CELL = re.compile(r"\|\s?$")  # what a column is measured in, its head tells
_NO_UNITS = ("won",)  # of South Korea, and much else of what is won
_AMBIGUOUS = ("pound", "krone", "peso", "¥")  # which of them it is stands elsewhere
_MARKS: dict[str, str] = {
    mark.casefold(): unit for unit, (_, _, marks) in load("units")["money"].items() for mark in marks
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of a statement, what follows it (itself included), and the units beside it."""

    value: Decimal
    after: str
    units: frozenset[str] = frozenset()  # canonical units; "%" for a share
    cell: bool = False  # of a table's row


def is_stated(number: Number, statement: str) -> bool:
    """Say whether a folded statement gives the number, in its unit or in another unit of time."""
    slack = number.tolerance * abs(number.value)
    readings = _readings(number)
    return any(
        abs(found.value * factor - number.value) <= slack and re.search(sign, found.after)
        for found in numbers_in(statement)
        if _agrees(number, found, statement)
        for factor, sign in readings
    )


def signs(statement: str) -> set[Decimal | str]:
    """Return what of a folded statement must be equal: each number, its scale applied, and each name with a digit."""
    found: set[Decimal | str] = set(re.findall(r"\b[a-z]+-?\d\w*", statement))
    for match in _NUMBER.finditer(statement):
        found.add(Decimal(match[1].replace(",", "")).scaleb(_SCALES[match[2]] if match[2] else 0).normalize())
    left = _NUMBER.sub(" ", statement)
    return found | {_SPELLED[word].normalize() for word in re.findall(r"[a-z]+", left) if word in _SPELLED}


def _agrees(number: Number, found: Stated, statement: str) -> bool:
    """Say whether a stated number is of the unit that is asked for: money is no count, and no other money."""
    wanted = number.unit.split("/")[0].split(" per ")[0]
    known = next(filter(None, map(unit_of, (wanted, *wanted.split()))), None)  # "INR crore" is money, too
    money = {unit for unit in found.units if dimension_of(unit) == "money"}
    if known is not None and known[1] == "money":
        if not found.units and found.cell:
            money = {unit for mark, unit in _MARKS.items() if mark in statement}
        return known[0] in money or bool(money.intersection(_AMBIGUOUS))
    times = {unit for unit in found.units if dimension_of(unit) == "duration"}
    counted = wanted != "" and wanted not in _UNITS and known is None
    return not (wanted and money) and not (counted and (times or "%" in found.units))


def _beside(statement: str, start: int, end: int) -> frozenset[str]:
    """Return the units that stand directly before and behind a number, or beyond the other end of its range."""
    found = set()
    before = _FIRST_END.sub("", statement[max(0, start - _NEAR) : start])
    if sign := _SIGN_BEFORE.search(before):
        found.add(_unit(sign[1] or sign[2]))
    after = _OTHER_END.sub("", statement[end : end + 2 * _NEAR])
    if behind := _UNITS_BEHIND.match(after):
        told = behind[1].split()
        units = [_unit(" ".join(told[:size])) for size in range(len(told), 0, -1)]
        found.add(next(filter(None, units), ""))
    return frozenset(found - {""})


def _unit(text: str) -> str:
    """Return the canonical unit of folded words or of a sign, "" where it is none."""
    if text == "%" or re.match(r"per ?cent\b", text):
        return "%"
    if text in _MARKS:
        return _MARKS[text]
    known = unit_of(text) or unit_of(text.removesuffix("s")) if len(text) > 1 and text not in _NO_UNITS else None
    return known[0] if known else ""


def _readings(number: Number) -> list[tuple[Decimal, str]]:
    """Return the ways to state a number: what a stated value is multiplied by, and what has to stand beside it."""
    one = _SECONDS.get(number.unit.removesuffix("s"))
    if one is None or (number.unit == "year" and number.value in _CALENDAR):
        return [(Decimal(1), _UNITS.get(number.unit, ""))]
    return [(Decimal(size) / one, rf"\b{name}s?\b") for name, size in _SECONDS.items()]


def numbers_in(statement: str) -> Iterator[Stated]:
    """Yield every number of a folded statement."""
    for match in _NUMBER.finditer(statement):
        value = Decimal(match[1].replace(",", ""))
        after = statement[match.start() : match.end() + _NEAR]
        units = _beside(statement, match.start(), match.end())
        cell = _CELL.search(statement[: match.start()]) is not None
        yield Stated(value, after, units, cell)
        if match[2]:
            yield Stated(value.scaleb(_SCALES[match[2]]), after, units, cell)
        else:
            # Both ends of a range share the scale: "60-75 million".
            shared = re.match(r"\s?(?:-|to|and)\s?\d[\d,.]*\s(thousand|million|billion)\b", statement[match.end() :])
            if shared:
                yield Stated(value.scaleb(_SCALES[shared[1]]), after, units)
    for match in re.finditer(rf"\b(?:{'|'.join(_WORDS)})\b", statement):
        after = statement[match.start() : match.end() + _NEAR]
        yield Stated(Decimal(_WORDS.index(match[0])), after, _beside(statement, match.start(), match.end()))
    for match in re.finditer(r"\b(?:an?|one|single) (?:hour|day|week|month|year)\b", statement):
        yield Stated(Decimal(1), match[0])
    for match in re.finditer(r"\b(twice|double|half)\b", statement):
        yield Stated(Decimal("0.5") if match[0] == "half" else Decimal(2), match[0] + " times")
