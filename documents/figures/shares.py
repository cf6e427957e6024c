"""Parts of a whole in words: "one in five", "two-thirds", "a quarter of", "half the", as percent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from documents.figures.numbers import numeral
from documents.figures.tokens import Token
from documents.figures.units import decimal, unit_of
from documents.figures.vocabulary import numbers, words

_OWNED = frozenset({"of", "the", "its", "their", "his", "her", "all", "our", "those", "these"})


@dataclass(frozen=True, slots=True)
class Special:
    """A value over tokens[first:last] that needs no unit after it."""

    value: Decimal
    unit: str
    dimension: str
    first: int
    last: int


def low_at(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _percent(part: Fraction, first: int, last: int) -> Special:
    return Special(decimal(part * 100), "%", "share", first, last)


def share_at(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "a quarter of", "two-thirds", "half the", "by half", "1/3"."""
    low = tokens[i].low
    fractions = numbers("fractions")
    if tokens[i].kind == "number":
        parts = [token.text for token in tokens[i : i + 3]]
        tight = len(parts) == 3 and parts[1] == "/" and not tokens[i + 1].gap and not tokens[i + 2].gap
        loose = i > 0 and not tokens[i].gap and tokens[i - 1].text == "/"
        if not tight or loose or tuple(parts) not in _WRITTEN or low_at(tokens, i + 3) == "/":
            return None
        return _percent(Fraction(int(parts[0]), int(parts[2])), i, i + 3)
    if low == "half":
        before = low_at(tokens, i - 1)
        if low_at(tokens, i + 1) in _OWNED and before not in ("first", "second", "a", "and", "last", "other", "latter"):
            return _percent(Fraction(1, 2), i, i + 1)
        if low_at(tokens, i + 1) == "as" and low_at(tokens, i + 2) in ("much", "many", "large", "big", "long", "high"):
            return _percent(Fraction(1, 2), i, i + 1)  # "half as much as in 2021"
        paid = low_at(tokens, i + 1) == "in" and (before == "and" or low_at(tokens, i - 2) in ("paid", "pay", "pays"))
        if paid and i + 2 < len(tokens) and unit_of(low_at(tokens, i + 2)) is None:
            return _percent(Fraction(1, 2), i, i + 1)  # "half in cash and half in shares"
        if low_at(tokens, i + 1) in ("owned", "full", "empty", "finished", "filled", "complete"):
            return _percent(Fraction(1, 2), i, i + 1)
        bounded = before in ("over", "about", "nearly", "almost", "under", "than", "roughly", "around", "for")
        if (before in ("by", "in") or (bounded and low_at(tokens, i + 1) != "a")) and (
            i + 1 >= len(tokens) or tokens[i + 1].kind == "mark" or low_at(tokens, i + 1) in words("function")
        ):
            return _percent(Fraction(1, 2), i, i + 1)
        return None
    if low in fractions and low_at(tokens, i - 1).endswith("est") and low_at(tokens, i + 1) == "of":
        return _percent(Fraction(1, fractions[low]), i, i + 1)  # "the dearest tenth of policies"
    top = 1 if low in ("a", "one") else numbers("ones").get(low, 0)
    if not top:
        return None
    j = i + 1
    hyphen = low_at(tokens, j) in ("-", "‑", "–")
    word = low_at(tokens, j + hyphen)
    bottom = fractions.get(word)
    if bottom is None or top > bottom or (top == 1) == word.endswith(("s", "halves")):
        return None
    last = j + hyphen + 1
    if low_at(tokens, last) in ("of", "the", "its", "their") and word != "half":
        return (
            None
            if low_at(tokens, last + 1) in ("a", "an") and word == "quarter"
            else _percent(Fraction(top, bottom), i, last)
        )
    if low_at(tokens, last) in _COMPARATIVES and word != "half":
        return _percent(Fraction(top, bottom), i, last)
    if low != "a" and word not in ("half", "quarter", "quarters") and (hyphen or top > 1 or _closed(tokens, last)):
        return _percent(Fraction(top, bottom), i, last)
    stated = low == "a" and word == "quarter" and low_at(tokens, i - 1) in ("is", "was", "to", "are", "were", "at")
    if stated and (last >= len(tokens) or tokens[last].kind == "mark"):
        return _percent(Fraction(1, 4), i, last)
    cued = low_at(tokens, i - 1) in ("by", "than", "about", "nearly", "almost", "over", "roughly", "around")
    lone = low == "a" and cued and (word != "quarter" or low_at(tokens, i - 1) == "by") and _closed(tokens, last)
    if (hyphen and word == "quarters") or lone or (low == "a" and _listed(tokens, i, last)):
        return _percent(Fraction(top, bottom), i, last)
    return None


def _listed(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Say whether a part is one of several: "half of it goes to rent, | a fifth | to wages and the rest to tax"."""
    fractions = numbers("fractions")
    if low_at(tokens, first - 1) not in (",", "and") or low_at(tokens, last) not in _TOWARDS:
        return False
    return any(token.text == "%" or token.low in fractions or token.low == "half" for token in tokens[: first - 1])


_TOWARDS = frozenset({"to", "from", "on", "for", "by"})
_COMPARATIVES = frozenset(
    {
        "more",
        "fewer",
        "less",
        "higher",
        "lower",
        "larger",
        "smaller",
        "bigger",
        "cheaper",
        "faster",
        "slower",
        "longer",
        "shorter",
        "above",
        "below",
    }
)


_WRITTEN = frozenset(
    {
        (a, "/", b)
        for a, b in (
            ("1", "2"),
            ("1", "3"),
            ("2", "3"),
            ("1", "4"),
            ("3", "4"),
            ("1", "5"),
            ("2", "5"),
            ("3", "5"),
            ("4", "5"),
            ("1", "10"),
        )
    }
)


def _closed(tokens: tuple[Token, ...], i: int) -> bool:
    return i >= len(tokens) or tokens[i].kind == "mark" or tokens[i].low in words("function")


def odds_at(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "one in five", "four out of five", "1 in every 1,000"."""
    part = numeral(tokens, i)
    if part is None or part.scaled or part.value <= 0 or part.value != part.value.to_integral_value():
        return None
    j = part.last
    if part.value < 10 and j + 1 < len(tokens) and tokens[j].kind == "word" and low_at(tokens, j + 1) == "in":
        j += (tokens[j].low not in words("function") and unit_of(tokens[j].low) is None) or _whole_unit(tokens, j)
    tight = low_at(tokens, j) == "-" and low_at(tokens, j + 1) == "in" and low_at(tokens, j + 2) == "-"
    if tight:
        j += 3
    elif low_at(tokens, j) == "out" and low_at(tokens, j + 1) == "of":
        j += 2
    elif low_at(tokens, j) == "in":
        j += 1 + (low_at(tokens, j + 1) == "every")
    else:
        return None
    whole = numeral(tokens, j) if j < len(tokens) else None
    if whole is None or whole.value <= part.value or whole.value > 1_000_000_000:
        return None
    if whole.words != part.words or (not whole.words and 1700 <= whole.value <= 2199 and not whole.grouped):
        return None
    unit = unit_of(tokens[whole.last].text) if whole.last < len(tokens) else None
    if unit is not None or (low_at(tokens, whole.last) == "-" and not tight):
        return None
    return _percent(Fraction(part.value) / Fraction(whole.value), i, whole.last)


def _whole_unit(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether "one litre in twelve" is meant: a unit between two numbers in words."""
    after = numeral(tokens, j + 2) if j + 2 < len(tokens) else None
    found = unit_of(tokens[j].low)
    return after is not None and after.words and found is not None and found[1] != "duration"
