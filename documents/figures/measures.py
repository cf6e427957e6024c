"""The unit of a number: currency before it, unit or counted noun after it, and what it is a rate of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from documents.figures.nouns import counted
from documents.figures.numbers import Numeral, numeral
from documents.figures.tokens import Token
from documents.figures.units import LONGEST_UNIT, counted_unit, unit_of
from documents.figures.verbs import base_of
from documents.figures.vocabulary import numbers, words

_HYPHENS = frozenset("-‐‑–")
_TOUCHING = frozenset(
    {"x", "×", "s", "d", "V", "J", "W", "h", "p", "in"}
)  # symbols that are words or letters when apart
_PEOPLE = {"capita": "person", "head": "person", "annum": "year", "person": "person"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit over tokens up to `last`; `phrase` is where a counted noun phrase starts."""

    unit: str
    dimension: str
    scale: Decimal
    last: int
    adjective: bool = False  # "24-hour", "10,000-unit"


def currency_before(tokens: tuple[Token, ...], i: int, floor: int) -> tuple[str, Decimal, int] | None:
    """Return (currency, scale, first token) written before token i and not before `floor`: "US$", "RMB", "kr"."""
    if i <= floor:
        return None
    before = tokens[i - 1]
    if before.kind == "mark":
        if i - 2 >= floor and tokens[i - 2].kind == "word" and not before.gap:
            joined = unit_of(tokens[i - 2].text + before.text)
            if joined and joined[1] == "money":
                return joined[0], joined[2], i - 2
        if before.text == "." and i - 2 >= floor and tokens[i - 2].low in ("rs", "kr", "sfr"):
            return ("INR" if tokens[i - 2].low == "rs" else "krone", Decimal(1), i - 2)
        found = unit_of(before.text)
        return (found[0], found[2], i - 1) if found and found[1] == "money" else None
    found = unit_of(before.text) if before.kind == "word" and not before.line else None
    # "NOK", and short mixed-case marks like "KSh"; a capitalised word such as "Dollars" ends the sentence before.
    code = len(before.text) < 5 and any(c.isupper() for c in before.text[1:])
    if found and found[1] == "money" and (code or before.text in ("kr", "Rs", "RS", "yuan")):
        return found[0], found[2], i - 1
    return None


def unit_after(tokens: tuple[Token, ...], i: int, number: Numeral) -> Measure | None:
    """Return the unit of measure written from token i on, the longest that is known."""
    if i >= len(tokens) or tokens[i].line:
        return None
    j = i
    hyphen = tokens[i].text in _HYPHENS and not tokens[i].gap and i + 1 < len(tokens) and not tokens[i + 1].gap
    if hyphen and tokens[i + 1].kind != "word":
        return None
    if hyphen:
        j += 1
    for length in range(min(LONGEST_UNIT, len(tokens) - j), 0, -1):
        run = tokens[j : j + length]
        if any(token.line for token in run[1:]):
            continue
        surface = _joined(run)
        owning = surface.removesuffix("'s").removesuffix("’s").rstrip("'’")
        found = unit_of(surface)
        if found is None and owning != surface and (unit_of(owning) or ("", ""))[1] == "duration":
            found = unit_of(owning)  # "one year's cash flow"
        if found is None or not _believable(tokens, j, length, number, found[1]):
            continue
        return Measure(
            found[0], found[1], found[2], j + length, adjective=hyphen and found[1] not in ("points", "share")
        )
    return None


def _joined(run: tuple[Token, ...]) -> str:
    parts = [run[0].text]
    for token in run[1:]:
        parts.append((" " if token.gap else "") + token.text)
    return "".join(parts)


def _believable(tokens: tuple[Token, ...], j: int, length: int, number: Numeral, dimension: str) -> bool:
    """Refuse a letter that stands apart, a verb that looks like a currency, and the first half of a compound."""
    token = tokens[j]
    after = tokens[j + length] if j + length < len(tokens) else None
    if length == 1 and token.text in _TOUCHING and token.gap:
        return False
    if token.low == "won" and not (number.scaled or number.grouped):
        return False
    if length == 1 and token.low == "second" and number.value != 1 and tokens[j - 1].text not in _HYPHENS:
        return False
    if length == 1 and token.text == "mi" and token.gap:
        return False
    if "olds" in [part.low for part in tokens[j + length : j + length + 4]]:
        return False
    if after is not None and after.text in _HYPHENS and not after.gap and token.gap and dimension != "money":
        following = tokens[j + length + 1] if j + length + 1 < len(tokens) else None
        return following is None or following.gap or following.kind != "word" or following.low == "old"
    return True


def noun_after(tokens: tuple[Token, ...], i: int, number: Numeral) -> Measure | None:
    """Return what is counted from token i on: "confirmed orders", "-unit", "of its stores" (which stays outside)."""
    if i >= len(tokens) or tokens[i].line:
        return None
    first = tokens[i]
    if first.text in _HYPHENS and not first.gap and i + 1 < len(tokens) and not tokens[i + 1].gap:
        word = tokens[i + 1]
        if unit_of(word.text) is not None:
            return None
        worded = number.words and (number.value < 3 or word.low in _FIXED or number.scaled)
        if worded or word.kind != "word":
            return None
        return Measure(counted_unit(word.text), "count", Decimal(1), i + 2, adjective=True)
    last = counted(tokens, i, number_one=number.value == 1 and not number.words)
    if last is not None:
        return Measure(counted_unit(tokens[last - 1].text), "count", Decimal(1), last)
    if first.low == "of":
        for j in range(i + 1, min(i + 5, len(tokens))):
            if (
                tokens[j].low in ("the", "its", "their", "our", "those", "these", "all", "next", "last", "first")
                or tokens[j].kind == "number"
            ):
                continue
            if tokens[j].low in numbers("ones") or tokens[j].low.endswith("'s"):
                continue
            head = counted(tokens, j)
            return Measure(counted_unit(tokens[head - 1].text), "count", Decimal(1), i) if head else None
    return None


def nth_noun(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the position after the noun of an ordinal that ends before token i: "10,000th | vehicle"."""
    last = None
    for j in range(i, min(i + 3, len(tokens))):
        token = tokens[j]
        if token.kind not in ("word", "code") or token.line or token.low in words("function"):
            break
        if last is not None and token.low.endswith(("ed", "s")):
            break
        last = j + 1
    return last


def rate_after(tokens: tuple[Token, ...], i: int, dimension: str) -> tuple[str, int] | None:
    """Return (denominator, position after it) for "per car", "/km", "a barrel", "an hour", "per 100 km", "apiece"."""
    if i >= len(tokens) or tokens[i].line:
        return None
    token = tokens[i]
    if token.low == "apiece":
        return "piece", i + 1
    if token.low in ("per", "/") and i + 1 < len(tokens):
        return _denominator(tokens, i + 1)
    if token.low in ("a", "an", "each", "every", "-") and i + 1 < len(tokens):
        word = tokens[i + 1]
        if token.low == "-":
            if word.low in ("a", "per") and not word.gap and i + 3 < len(tokens) and tokens[i + 2].text == "-":
                return _denominator(tokens, i + 3)
            return None
        found = unit_of(word.text) if word.kind == "word" else None
        if found and i + 2 < len(tokens) and tokens[i + 2].low in ("earlier", "ago", "before", "later", "after"):
            return None  # "71 million a year earlier" says when
        if (found and found[1] == "duration") or (dimension != "count" and word.low in words("each")):
            return counted_unit(word.text) if not found else found[0], i + 2
        if token.low in ("each", "every") and dimension == "money" and word.low in words("each"):
            return counted_unit(word.text), i + 2
        if token.low in ("a", "an") and dimension == "money" and _closes(tokens, i + 2) and _unit_noun(word):
            return counted_unit(word.text), i + 2
    return None


def rate_beyond(tokens: tuple[Token, ...], i: int) -> str | None:
    """Return the denominator behind what is measured: "310 tonnes | of sand a week" -> week."""
    if i >= len(tokens) or tokens[i].low != "of":
        return None
    for j in range(i + 1, min(i + 6, len(tokens) - 1)):
        token = tokens[j]
        if token.low in ("per", "/") or (token.low in ("a", "an", "every", "each") and j > i + 1):
            found = unit_of(tokens[j + 1].text)
            timed = found is not None and found[1] == "duration"
            rate = _denominator(tokens, j + 1) if token.low in ("per", "/") or timed else None
            return rate[0] if rate else None
        if token.kind == "mark" or token.line or token.low in words("function"):
            return None
    return None


def _closes(tokens: tuple[Token, ...], i: int) -> bool:
    return i >= len(tokens) or tokens[i].kind == "mark" or tokens[i].line or tokens[i].low in words("function")


def _unit_noun(word: Token) -> bool:
    """Say whether the single noun after "a" can be what a price is for: "£85 a visit", not "$5m a record"."""
    low = word.low
    plain = (
        word.kind == "word" and word.text[:1].islower() and low not in words("function") and base_of(low) in (None, low)
    )
    return plain and low not in _NO_UNITS and not low.endswith(("ly", "ed", "ing", "ion", "ment", "ness", "ity"))


_FIXED = frozenset(
    {"way", "fold", "star", "wheel", "wheeler", "tier", "some", "course", "digit", "letter", "part", "odd"}
)
_NO_UNITS = frozenset(
    {
        "rise", "fall", "record", "gain", "drop", "profit", "loss", "deal", "lot", "bit", "little", "few", "half",
        "quarter", "third", "fifth", "tenth", "while", "new", "sum", "bargain", "change", "cut", "jump", "bid",
        "success", "failure", "problem", "threat", "first", "second", "low", "high", "year-on-year", "hundred",
        "thousand", "million", "billion", "dozen", "figure", "number", "total", "target", "price", "level", "rate",
    }
)  # fmt: skip


def _denominator(tokens: tuple[Token, ...], j: int) -> tuple[str, int] | None:
    number = numeral(tokens, j) if tokens[j].kind == "number" else None
    prefix = ""
    if number is not None:
        prefix, j = f"{number.value:f} ", number.last
        if j >= len(tokens):
            return None
    for length in range(min(LONGEST_UNIT, len(tokens) - j), 0, -1):
        found = unit_of(_joined(tokens[j : j + length]))
        if found and found[1] != "money":
            return prefix + found[0], j + length
    word = tokens[j]
    if word.kind != "word" or word.low in words("function") or word.line:
        return None
    if word.low in _PEOPLE:
        return prefix + _PEOPLE[word.low], j + 1
    last = j + 1
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if after is not None and after.kind == "word" and not after.line and after.low in words("each"):
        last = j + 2
    return prefix + counted_unit(tokens[last - 1].text), last
