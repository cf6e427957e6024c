"""Units that a question names: what it asks per, and what it wants the answer in."""

from __future__ import annotations

import re

from documents.figures.units import unit_of

# "a day", "a day on average", but not the day of "a day later" or "a day on": the group is the time.
PER = (
    r"\b(?:per|an?|each|every) (second|minute|hour|day|night|week|month|quarter|year)\b"
    r"(?! (?:before|earlier|ago|later|on(?=\W*$))\b)"
)
_PER = re.compile(PER)
_ADVERB = re.compile(r"\b(hourly|daily|weekly|monthly|quarterly|yearly|annual|annually)\b")
_ADVERBS = {"daily": "day", "annual": "year", "annually": "year"}  # the others end in -ly
_INTO = re.compile(r"\b(?:in|into|to|as|how many) (\w+)\b(?: (\w+)\b)?|\bin (?:the )?(\$|€|£)")
_MEASURED = frozenset(
    ("duration", "money", "length", "mass", "volume", "area", "energy", "power", "speed", "data", "pressure", "cargo")
)


def asked_per(folded: str) -> str | None:
    """Return the time that a question asks per: "day" in "orders a day", "quarter" in "the quarterly loss"."""
    match = _PER.search(folded)
    if match is not None:
        return match.group(1)
    adverb = _ADVERB.search(folded)
    return None if adverb is None else _ADVERBS.get(adverb.group(1), adverb.group(1).removesuffix("ly"))


def asked_in(folded: str) -> str | None:
    """Return the unit that a question wants its answer in: "month" in "in months please"."""
    for match in _INTO.finditer(folded):
        word = match.group(1) or match.group(3)
        unit = unit_of(f"{word} {match.group(2)}" if match.group(2) else word) or unit_of(word)
        if unit is not None and unit[1] in _MEASURED:
            return unit[0]
    return None
