"""What a heading says of the numbers below it: their unit, their scale, what each is for.

Examples: "($m)", "in thousands of euros", "US$'000", "(KSh per kg)", "(in millions, except per share amounts)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.figures.units import counted_unit, unit_here, unit_of
from documents.figures.vocabulary import load, numbers
from documents.types import Span

# The letters of a name with a number ("K2", "M4") are no scale.
_WORD = re.compile(r"[A-Z]{0,3}[$€£¥₹]|[^\W\d_]++(?!\d)(?:\.[^\W\d_]++)*|['’]?000\b|%|[()\[\]]")
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_MONEY_SIGNS = "$€£¥₹"
# A number that ends or begins beside a word of measure, or whose last digits look like one; a year is no amount.
_LEFT = re.compile(r"(?:(?<![\w/'’.,-])(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*[ -]?|\d[.,])$")
_RIGHT = re.compile(r" ?(?!(?:19|20)\d\d\b|000\b)\d")
_TELLS = re.compile(
    r"\b(?:all|amounts?|chart|columns?|data|figures?|numbers?|rows?|table|totals?|values?)\b|[,:] *$", re.IGNORECASE
)
_TOP = r"(?:5|6|7|10|20|100|five|six|seven|ten|twenty|hundred)"
# The best mark of a test or a survey: "(out of 10)", "(of five)", "(1-10)", "(0 to 100)", "/5".
_MARK = re.compile(
    rf"[(\[]?\b(?:marks |points )?out of (?P<a>\d+|{_TOP})\b[)\]]?|[(\[](?:of|max\.?|maximum) (?P<b>{_TOP})[)\]]"
    rf"|[(\[][01] ?(?:-|–|to) ?(?P<c>{_TOP})[)\]]| ?/ ?(?P<d>{_TOP})$|[(\[]/ ?(?P<e>{_TOP})[)\]]",
    re.IGNORECASE,
)
_BETWEEN = frozenset({"of", "u.s", "us", "s", "the"})  # "in thousands of U.S. dollars", "$000's"


@dataclass(frozen=True, slots=True)
class Remark:
    """Unit and power of ten of the numbers below a heading, and where in it they stand."""

    unit: str = ""
    dimension: str = ""
    exponent: int = 0
    per: str | None = None  # "kg" in "(KSh per kg)"
    spans: tuple[Span, ...] = ()  # into the heading


def remark(heading: str, text: str, *, sentence: bool = False) -> Remark:
    """Read a heading; `text` is the document, which says what a shared sign means.

    In a sentence only brackets and "in thousands" are a remark: "$5 million" is an amount.
    """
    mark = None if sentence else _MARK.search(heading)
    if mark is not None and mark.start():
        return Remark(f"out of {mark[mark.lastgroup or 0]}", "mark", spans=(Span(*mark.span()),))
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(heading)]
    bare = not sentence and all(
        _measures(word) or word.lower() in (*_BETWEEN, "in") or word in "()[]" for word, _, _ in found
    )
    unit, dimension, exponent, per = "", "", 0, None
    spans: list[Span] = []
    opened = told = after_in = amount = False
    before: tuple[str, str, object] | None = None
    at = 0
    while at < len(found):
        word, start, end = found[at]
        low = word.lower()
        joined = amount and not heading[found[at - 1][2] : start].strip()
        at += 1
        if low in ("except", "unless", "excluding"):
            break
        if word in "([)]":
            opened, told, after_in = word in "([", False, False
            continue
        amount = (joined and _measures(word)) or _of_amount(heading, word, start, end, opened or sentence)
        if amount:
            told = after_in = False
            continue
        if low == "in":
            after_in, before = True, unit_of(found[at - 2][0]) if at > 1 else None
            continue
        if low == "per" and (opened or told) and at < len(found):
            per = _one(found[at][0])
            spans.append(Span(start, found[at][2]))
            at += 1
            continue
        if any(char.isdigit() for char in heading[found[at - 2][2] if at > 1 else 0 : start]):
            told = after_in = False
        leads = opened or told or after_in or bare
        short = len(low) < 3 and not word.startswith("0")  # "m" is meters, "t" tonnes, unless money stands before it
        able = leads and (not short or told or bare or (opened and not sentence))
        power = _power(word) if able and not (after_in and sentence and _of_things(heading, start, end)) else 0
        measure = None if power else _unit(word, leads, not sentence and (opened or after_in or bare))
        if power:
            exponent = power
            if after_in and not unit and before is not None and before[1] == "money":
                unit, dimension = unit_here(before[0], text), "money"  # "dollars in thousands"
        elif measure is not None and (leads or not sentence):
            scale = measure[2]
            exponent = scale or exponent
            if dimension != "money" or measure[1] == "money":
                unit, dimension = unit_here(measure[0], text), measure[1]
        elif not (told and low in _BETWEEN):
            told = after_in = False
            continue
        told = True
        spans.append(Span(start, end))
    return Remark(unit, dimension, exponent, per, tuple(spans))


def _of_amount(heading: str, word: str, start: int, end: int, loose: bool) -> bool:
    """Say whether a word of measure is part of an amount: "(about €255 million)", "homes (over 50 m²)", "under €5".

    Outside brackets a heading may lead from a day to its unit: "31 December 30 €m". Not `loose`, they must touch.
    """
    money = (unit_of(word) or ("", ""))[1] == "money"
    if not money and not _power(word) and unit_of(word) is None:
        return False
    left = _LEFT.search(heading[:start])
    return bool(left and (loose or left.group()[-1] not in " -")) or bool(money and _RIGHT.match(heading, end))


def _of_things(sentence: str, start: int, end: int) -> bool:
    """Say whether a sentence tells where or for whom, not how it counts: "stands in | thousands | of kitchens"."""
    after = re.match(r"\s+of\s+([^\s.,;:]+)", sentence[end:])
    if after is None or not sentence.rstrip().endswith((".", "!", "?")):
        return False
    return not _measures(after[1]) and unit_of(after[1]) is None and not _TELLS.search(sentence[: start - 3])


def without(heading: str, spans: tuple[Span, ...]) -> str:
    """Return a heading without the remark that stands in it, nor the bracket around it."""
    for bracket in _BRACKET.finditer(heading):
        if any(bracket.start() <= span.start < bracket.end() for span in spans):
            spans = (*spans, Span(*bracket.span()))
    return " ".join(re.sub(r"\bin *$|['’](?= )", " ", blanked(heading, spans), flags=re.IGNORECASE).split())


def blanked(heading: str, spans: tuple[Span, ...]) -> str:
    """Return a heading of the same length with blanks in the place of the spans."""
    chars = list(heading)
    for span in spans:
        chars[span.start : span.end] = " " * (span.end - span.start)
    return "".join(chars)


def _unit(word: str, leads: bool, any_unit: bool) -> tuple[str, str, int] | None:
    """Return (unit, dimension, power of ten) of a word that names a unit here: "€", "USDm", "MWh" in brackets."""
    found = unit_of(word)
    if found is None and word[-1:] in "mkb" and len(word) == 4 and word[:3].isupper():
        found = unit_of(word[:3])
        return (found[0], found[1], _power(word[-1])) if found and found[1] == "money" else None
    if found is None or word.lower() == "s":
        return None
    signed = word[-1] in _MONEY_SIGNS or word == "%" or (word.isupper() and len(word) == 3 and found[1] == "money")
    return (found[0], found[1], 0) if signed or (leads and found[1] == "money") or any_unit else None


def _measures(word: str) -> bool:
    found = unit_of(word)
    return bool(_power(word)) or (found is not None and found[1] == "money") or _unit(word, False, False) is not None


def _power(word: str) -> int:
    """Return the power of ten that a word of a heading tells: "thousands" -> 3, "m" -> 6, "'000" -> 3."""
    if word.lstrip("'’") == "000":
        return 3
    low = word.lower()
    low = low.rstrip("s") if low.endswith("s") and len(low) > 3 else low
    return numbers("scales").get(low) or int(load("words")["suffixes"].get(word, 0))


def _one(word: str) -> str:
    found = unit_of(word)
    return found[0] if found else counted_unit(word)
