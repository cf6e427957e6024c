"""Judges answers to the question sets that ship, part by part; the rules are those of the sets' own description.

A set is a file of lines with `question`, `numbers` (value, unit, relative tolerance; the first is the main one),
`evidence` (what the citations must cover), `must_not`, `caveat`, `refuse` and the gold `answer`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]

MISSING: Row = {"status": "missing", "text": "", "citations": (), "caveats": (), "calculation": None}
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "trillion": 12}
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(k|thousand|mn?|million|bn?|billion|trillion)\b)?",
    re.IGNORECASE,
)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800, "month": 2_626_560, "year": 31_536_000}
_UNITS = {"%": r"%|\bper ?cent\b", "pp": r"\bpoints?\b|\bpp\b", "x": r"\btimes\b|×|\d ?x\b|\btwice\b|\bhalf\b"}
_HEDGE = re.compile(
    r"\b(?:approx|about|at least|at most|more than|over|under|up to|assum|average|not|estimat|forecast)"
)
_ENOUGH = Decimal("0.7")  # of the words of a piece of evidence, in one quote
_SAME = Decimal("0.6")  # of the words of a gold answer that has no number
_NEAR = 30  # characters after a number within which its sign stands
_STOP = "a an and are as at be but by for from has have in is it its not of on or that the their to was with"


def judge(row: Row, answer: Row) -> dict[str, bool]:
    """Return the parts of the row that apply, each right or wrong; `main_number` is part of `numbers`."""
    quotes = [citation["quote"] for citation in answer["citations"]]
    formula = (answer["calculation"] or {}).get("formula", "")
    statement = folded(" ".join((answer["text"], *answer["caveats"], formula)))
    parts = {"refusal": (answer["status"] == "not_found") == row["refuse"]}
    if row["numbers"]:
        stated = [is_stated(number, statement) for number in row["numbers"]]
        parts |= {"main_number": stated[0], "numbers": all(stated)}
    elif not row["refuse"]:
        gold = words(row["answer"])
        parts["words"] = len(gold & words(answer["text"] + " " + " ".join(quotes))) >= _SAME * len(gold)
    if row["evidence"]:
        parts["evidence"] = all(any(covers(quote, piece) for quote in quotes) for piece in row["evidence"])
    if row["must_not"]:
        parts["must_not"] = not any(says(answer["text"], wrong) for wrong in row["must_not"])
    if row["caveat"] and not row["refuse"]:
        parts["caveat"] = bool(answer["caveats"]) or bool(_HEDGE.search(statement))
    return parts


def tally(rows: Iterable[Row], answers: Mapping[str, Row]) -> dict[str, tuple[int, int]]:
    """Return (right, total) for ALL, each part and each kind of question."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        parts = judge(row, answers.get(row["id"], MISSING))
        found = {f"part {part}": ok for part, ok in parts.items()}
        found |= dict.fromkeys(("ALL", f"kind {row['kind']}"), all(parts.values()))
        total.update(found.keys())
        right.update(name for name, ok in found.items() if ok)
    return {name: (right[name], total[name]) for name in sorted(total)}


def is_stated(number: Row, statement: str) -> bool:
    """Say whether a folded statement gives the number, in its unit or in another unit of time."""
    wanted, unit = Decimal(str(number["value"])), number["unit"]
    slack = Decimal(str(number["tolerance"])) * abs(wanted)
    if one := _SECONDS.get(unit.removesuffix("s")):
        readings = [(Decimal(size) / one, rf"\b{name}s?\b") for name, size in _SECONDS.items()]
    else:
        readings = [(Decimal(1), _UNITS.get(unit, ""))]
    return any(
        abs(value * factor - wanted) <= slack and re.search(sign, after)
        for value, after in numbers_in(statement)
        for factor, sign in readings
    )


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
    return want in have or (len(gold) > 0 and len(gold & words(quote)) >= _ENOUGH * len(gold))


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
