"""Whether every number of an answer is quoted, asked or calculated: checked here without the product's own guard.

A number, in digits or in words, must stand in a cited quote or in the question, or be what the calculation comes to
when `recomputing` works it out from the answer's JSON. What an article is titled, and the year of a section or of a
table's header, is quoted too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.generate import recomputing
from tests.generate.answering import Answered
from tests.generate.reading import Read, coded, numbers

MARKER = re.compile(r"\[\d+\]")
PLACE = re.compile(r"(?<=[:;] )(\d{1,2})\. ")
YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
STATUS = ("answered", "partial", "not_found")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one answer."""

    numbers: int
    faults: tuple[str, ...]


def check(one: Answered, text: str) -> Checked:
    """Check an answer against the canonical text of the article that was asked."""
    if one.error:
        return Checked(0, (f"exception: {one.error}",))
    answer = one.answer
    faults = [] if one.steady else ["another answer when asked again"]
    if answer["status"] not in STATUS:
        faults.append(f"status {answer['status']!r}")
    faults += [
        f"citation {c['number']} is not verbatim"
        for c in answer["citations"]
        if text[c["start"] : c["end"]] != c["quote"]
    ]
    read = list(_numbers(one))
    faults += list(_uncovered(one, read, text))
    faults += list(_miscalculated(answer["calculation"]))
    return Checked(len(read), tuple(faults))


def _numbers(one: Answered) -> Iterator[tuple[str, Read | str]]:
    """Yield the numbers of the answer, each with the text that holds it; names, markers and places in a list aside."""
    answer = one.answer
    calculation = answer["calculation"] or {}
    texts = [("text", answer["text"])] + [("caveat", caveat) for caveat in answer["caveats"]]
    texts += [
        ("working", calculation.get("formula", "")),
        ("working", (calculation.get("result") or {}).get("surface", "")),
    ]
    texts += [("working", step) for step in (*calculation.get("steps", ()), *calculation.get("assumptions", ()))]
    for where, text in texts:
        bare = MARKER.sub(" ", text)
        if calculation.get("operation") == "rank":
            bare = PLACE.sub(" ", bare)
        bare = _nameless(bare, one.article.subjects)
        yield from ((where, read) for read in numbers(bare))
        yield from ((where, word) for word in coded(bare))


def _nameless(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = re.sub(re.escape(name), " ; ", text, flags=re.IGNORECASE)
    return text


def _uncovered(one: Answered, read: list[tuple[str, Read | str]], text: str) -> Iterator[str]:
    answer = one.answer
    asked = " ; ".join((one.asked.text, answer["standalone"], *one.asked.history))
    quoted = [part for c in answer["citations"] for part in (c["quote"], c["title"], *c["heading"])]
    said = {number.value for part in (asked, *quoted) for number in numbers(part)}
    scaled = any(word in text for word in (" million)", "USD million", "million,"))
    said |= {n.mantissa * 10**6 for part in quoted for n in numbers(part) if scaled and "million" in part}
    asked_only = {number.value for number in numbers(asked)}
    worked = set(_worked(answer["calculation"]))
    for where, found in read:
        if isinstance(found, str):
            if found not in text.lower() and found not in asked.lower():
                yield f"uncovered name {found!r} in {where}"
        elif YEAR.fullmatch(found.surface) and found.surface in text:
            continue
        elif found.value not in (asked_only if answer["status"] == "not_found" and where == "text" else said):
            if where == "caveat" and found.mantissa in said and found.surface in text:
                continue
            if not any(_shows(found, value) for value in worked):
                yield f"uncovered {found.surface!r} in {where}"


def _worked(calculation: Mapping[str, Any] | None) -> Iterator[Fraction]:
    if calculation is None:
        return
    yield from recomputing.values(calculation)
    yield Fraction(len(calculation["inputs"]))


def _shows(found: Read, value: Fraction) -> bool:
    """Say whether a number is a value rounded to the digits that are written, three of them or more."""
    whole, _, part = re.sub(r"[^\d.]", "", found.surface.split()[0]).partition(".")
    significant = max(3, len(whole.rstrip("0")))
    places = len(part) if part else min(0, significant - len(whole))
    scale = found.value / found.mantissa if found.mantissa else Fraction(1)
    return abs(found.value - abs(value)) * 2 <= scale * Fraction(10) ** -places


def _miscalculated(calculation: Mapping[str, Any] | None) -> Iterator[str]:
    if calculation is None:
        return
    low, high = recomputing.result(calculation)
    for end, value in (("low", low), ("high", high)):
        stated = Fraction(calculation["result"][end])
        if abs(stated - value) > abs(value) / 10**9:
            yield f"result {end} is {stated}, not {value}"
