"""Judges one answer to one question, part by part: right or wrong, never a degree.

The rules are told in docs/evals.md. What is counted over many questions is in `measures.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from assistant.evals.types import AnswerJson, Number, Row

# Status "missing" is nobody's: neither an answer nor a refusal.
MISSING: AnswerJson = {"status": "missing", "text": "", "citations": (), "caveats": (), "calculation": None}

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
_HEDGE = re.compile(
    r"\b(?:approx|about|at least|at most|more than|over|under|up to|assum|average|not|estimat|forecast)"
)
ENOUGH = Decimal("0.7")  # of the words of a piece of evidence, in one quote
_SAME = Decimal("0.6")  # of the words of a gold answer that has no number
_NEAR = 30  # characters after a number within which its sign stands
_STOP = (
    "a an and are as at be but by for from has have had in into is it its not no of on or so than that the their them "
    "then there these they this those to was were what when where which who whom whose why with about also"
)


def judge(row: Row, answer: AnswerJson) -> dict[str, bool]:
    """Return the parts of the row that apply, each right or wrong; `main_number` is part of `numbers`."""
    quotes = [citation["quote"] for citation in answer["citations"]]
    formula = (answer["calculation"] or {}).get("formula", "")
    statement = folded(" ".join((answer["text"], *answer["caveats"], formula)))
    parts = {"refusal": (answer["status"] == "not_found") == row.refuse and answer is not MISSING}
    if row.numbers:
        stated = [is_stated(number, statement) for number in row.numbers]
        parts |= {"main_number": stated[0], "numbers": all(stated)}
    elif row.answer and not row.refuse:
        gold = words(row.answer)
        parts["words"] = len(gold & words(answer["text"] + " " + " ".join(quotes))) >= _SAME * len(gold)
    if row.evidence:
        parts["evidence"] = all(any(covers(quote, piece) for quote in quotes) for piece in row.evidence)
    if row.must_not:
        parts["must_not"] = not any(says(answer["text"], wrong) for wrong in row.must_not)
    if row.caveat and not row.refuse:
        parts["caveat"] = bool(answer["caveats"]) or bool(_HEDGE.search(statement))
    return parts


def is_stated(number: Number, statement: str) -> bool:
    """Say whether a folded statement gives the number, in its unit or in another unit of time."""
    slack = number.tolerance * abs(number.value)
    readings = _readings(number)
    return any(
        abs(value * factor - number.value) <= slack and re.search(sign, after)
        for value, after in numbers_in(statement)
        for factor, sign in readings
    )


def _readings(number: Number) -> list[tuple[Decimal, str]]:
    """Return the ways to state a number: what a stated value is multiplied by, and what has to stand beside it."""
    one = _SECONDS.get(number.unit.removesuffix("s"))
    if one is None or (number.unit == "year" and number.value in _CALENDAR):
        return [(Decimal(1), _UNITS.get(number.unit, ""))]
    return [(Decimal(size) / one, rf"\b{name}s?\b") for name, size in _SECONDS.items()]


def numbers_in(statement: str) -> Iterable[tuple[Decimal, str]]:
    """Yield every number of a folded statement with itself and what follows it."""
    for match in _NUMBER.finditer(statement):
        value = Decimal(match[1].replace(",", ""))
        after = statement[match.start() : match.end() + _NEAR]
        yield value, after
        if match[2]:
            yield value.scaleb(_SCALES[match[2]]), after
        else:
            # Both ends of a range share the scale: "60-75 million".
            shared = re.match(r"\s?(?:-|to|and)\s?\d[\d,.]*\s(thousand|million|billion)\b", statement[match.end() :])
            if shared:
                yield value.scaleb(_SCALES[shared[1]]), after
    for match in re.finditer(rf"\b(?:{'|'.join(_WORDS)})\b", statement):
        yield Decimal(_WORDS.index(match[0])), statement[match.start() : match.end() + _NEAR]
    for match in re.finditer(r"\b(?:an?|one|single) (?:hour|day|week|month|year)\b", statement):
        yield Decimal(1), match[0]
    for match in re.finditer(r"\b(twice|double|half)\b", statement):
        yield Decimal("0.5") if match[0] == "half" else Decimal(2), match[0] + " times"


def covers(quote: str, piece: str) -> bool:
    """Say whether a quote holds a piece of evidence, or most of its words."""
    have, want = folded(quote), folded(piece)
    gold = words(piece)
    return want in have or (len(gold) > 0 and len(gold & words(quote)) >= ENOUGH * len(gold))


def supports(quote: str, piece: str) -> bool:
    """Say whether a quote covers a piece of evidence or is itself a part of it: one sentence of two."""
    return covers(quote, piece) or (bool(words(quote)) and folded(quote) in folded(piece))


def says(text: str, wrong: str) -> bool:
    """Say whether the text holds the words as whole words and whole numbers: 188 is not in 1,188 or 188.5."""
    return re.search(rf"(?<![\w.,]){re.escape(folded(wrong))}(?!\w|[.,]\d)", folded(text)) is not None


def words(text: str) -> set[str]:
    """Return the words that carry content, numbers included."""
    return set(re.findall(r"[a-z0-9][a-z0-9.'-]*[a-z0-9]|[a-z0-9]", folded(text))) - set(_STOP.split())


def folded(text: str) -> str:
    """Return the text in lower case with one kind of space, dash and quotation mark, citation markers left out."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("’‘“”–—−", "''\"\"---"))
    return " ".join(re.sub(r"\[\d+\]|[*_`]", "", plain).lower().split())
