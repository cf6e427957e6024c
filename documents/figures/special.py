"""Shares, factors and ranks that are written without a unit: "one in five", "two-thirds", "twice", "third-largest"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from documents.figures.numbers import numeral
from documents.figures.tokens import Token
from documents.figures.units import decimal, unit_of
from documents.figures.vocabulary import load, numbers, words

_OWNED = frozenset({"of", "the", "its", "their", "his", "her", "all", "our", "those", "these"})


@dataclass(frozen=True, slots=True)
class Special:
    """A value over tokens[first:last] that needs no unit after it."""

    value: Decimal
    unit: str
    dimension: str
    first: int
    last: int


def special(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Return the share, factor or rank that starts at token i."""
    if tokens[i].kind not in ("word", "number"):
        return None
    return _time(tokens, i) or _share(tokens, i) or _odds(tokens, i) or _factor(tokens, i) or _rank(tokens, i)


def _low(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _percent(part: Fraction, first: int, last: int) -> Special:
    return Special(decimal(part * 100), "%", "share", first, last)


def _time(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "half an hour", "a year and a half" and, after a word that makes it an amount, "over a decade"."""
    low = tokens[i].low
    value, j = Decimal(1), i + 1
    if low == "half" and _low(tokens, j) in ("a", "an"):
        value, j = Decimal("0.5"), i + 2
    elif low not in ("a", "an"):
        return None
    unit = unit_of(_low(tokens, j)) if j < len(tokens) and not tokens[j].line else None
    if (
        unit is None
        or unit[1] != "duration"
        or _low(tokens, j).endswith("s")
        or _low(tokens, j) in ("second", "quarter")
    ):
        return None
    if value == 1 and [_low(tokens, k) for k in (j + 1, j + 2, j + 3)] == ["and", "a", "half"]:
        return Special(Decimal("1.5"), unit[0], "duration", i, j + 4)
    if value == 1 and not _amounts(tokens, i):
        return None
    return Special(value, unit[0], "duration", i, j + 1)


def _amounts(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether what stands before "a year" makes it an amount of time rather than a rate or a date."""
    before = _low(tokens, i - 1)
    if before == "than":
        return _low(tokens, i - 2) in ("more", "less", "longer")
    return before in _AMOUNT_CUES


_AMOUNT_CUES = frozenset(
    {
        "over",
        "about",
        "nearly",
        "almost",
        "under",
        "within",
        "half",
        "took",
        "takes",
        "take",
        "lasted",
        "around",
        "roughly",
        "in",
        "for",
        "after",
    }
)


def _share(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "a quarter of", "two-thirds", "half the", "by half", "1/3"."""
    low = tokens[i].low
    fractions = numbers("fractions")
    if tokens[i].kind == "number":
        parts = [token.text for token in tokens[i : i + 3]]
        tight = len(parts) == 3 and parts[1] == "/" and not tokens[i + 1].gap and not tokens[i + 2].gap
        loose = i > 0 and not tokens[i].gap and tokens[i - 1].text == "/"
        if not tight or loose or tuple(parts) not in _WRITTEN or _low(tokens, i + 3) == "/":
            return None
        return _percent(Fraction(int(parts[0]), int(parts[2])), i, i + 3)
    if low == "half":
        before = _low(tokens, i - 1)
        if _low(tokens, i + 1) in _OWNED and before not in ("first", "second", "a", "and", "last", "other", "latter"):
            return _percent(Fraction(1, 2), i, i + 1)
        if before in ("by", "in") and (
            i + 1 >= len(tokens) or tokens[i + 1].kind == "mark" or _low(tokens, i + 1) in words("function")
        ):
            return _percent(Fraction(1, 2), i, i + 1)
        return None
    top = 1 if low in ("a", "one") else numbers("ones").get(low, 0)
    if not top:
        return None
    j = i + 1
    hyphen = _low(tokens, j) in ("-", "‑", "–")
    word = _low(tokens, j + hyphen)
    bottom = fractions.get(word)
    if bottom is None or top > bottom or (top == 1) == word.endswith(("s", "halves")):
        return None
    last = j + hyphen + 1
    if _low(tokens, last) in ("of", "the", "its", "their") and word != "half":
        return (
            None
            if _low(tokens, last + 1) in ("a", "an") and word == "quarter"
            else _percent(Fraction(top, bottom), i, last)
        )
    if _low(tokens, last) in _COMPARATIVES and word != "half":
        return _percent(Fraction(top, bottom), i, last)
    if low != "a" and word not in ("half", "quarter", "quarters") and (hyphen or top > 1 or _closed(tokens, last)):
        return _percent(Fraction(top, bottom), i, last)
    cued = _low(tokens, i - 1) in ("by", "than", "about", "nearly", "almost", "over", "roughly", "around")
    if (hyphen and word == "quarters") or (low == "a" and cued and word != "quarter" and _closed(tokens, last)):
        return _percent(Fraction(top, bottom), i, last)
    return None


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


def _odds(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "one in five", "four out of five", "1 in every 1,000"."""
    part = numeral(tokens, i)
    if part is None or part.scaled or part.value <= 0 or part.value != part.value.to_integral_value():
        return None
    j = part.last
    if part.value < 10 and j + 1 < len(tokens) and tokens[j].kind == "word" and _low(tokens, j + 1) == "in":
        j += tokens[j].low not in words("function") and unit_of(tokens[j].low) is None or _whole_unit(tokens, j)
    tight = _low(tokens, j) == "-" and _low(tokens, j + 1) == "in" and _low(tokens, j + 2) == "-"
    if tight:
        j += 3
    elif _low(tokens, j) == "out" and _low(tokens, j + 1) == "of":
        j += 2
    elif _low(tokens, j) == "in":
        j += 1 + (_low(tokens, j + 1) == "every")
    else:
        return None
    whole = numeral(tokens, j) if j < len(tokens) else None
    if whole is None or whole.value <= part.value or whole.value > 1_000_000_000:
        return None
    if whole.words != part.words or (not whole.words and 1700 <= whole.value <= 2199 and not whole.grouped):
        return None
    unit = unit_of(tokens[whole.last].text) if whole.last < len(tokens) else None
    if unit is not None or (_low(tokens, whole.last) == "-" and not tight):
        return None
    return _percent(Fraction(part.value) / Fraction(whole.value), i, whole.last)


def _whole_unit(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether "one litre in twelve" is meant: a unit between two numbers in words."""
    after = numeral(tokens, j + 2) if j + 2 < len(tokens) else None
    found = unit_of(tokens[j].low)
    return after is not None and after.words and found is not None and found[1] != "duration"


def _factor(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "twice the", "doubled", "three times as many", "tenfold", "a factor of 3"."""
    low = tokens[i].low
    following = _low(tokens, i + 1)
    known: dict[str, str] = load("words")["factors"]
    if low in known:
        if low in ("twice", "thrice") and following not in words("comparing"):
            return None
        if low in ("doubles", "halves", "triples") and following in ("", ",", ".", "match", "title"):
            return None
        return Special(Decimal(known[low]), "x", "factor", i, i + 1)
    if low in ("double", "triple", "quadruple") and following in (
        "the",
        "its",
        "their",
        "that",
        "what",
        "those",
        "his",
        "her",
    ):
        return Special(Decimal({"double": 2, "triple": 3, "quadruple": 4}[low]), "x", "factor", i, i + 1)
    number = numeral(tokens, i)
    if number is None:
        return None
    j = number.last
    if low != "a" and _low(tokens, j) == "times" and not tokens[j].line and _compares(tokens, j + 1):
        return Special(number.value, "x", "factor", i, j + 1)
    hyphen = _low(tokens, j) in ("-", "‑") and j + 1 < len(tokens)
    if _low(tokens, j + hyphen) == "fold":
        return Special(number.value, "x", "factor", i, j + hyphen + 1)
    plain = (
        j >= len(tokens) or (tokens[j].kind == "mark" and tokens[j].text != "%") or tokens[j].low in words("function")
    )
    if _low(tokens, i - 1) == "of" and _low(tokens, i - 2) == "factor" and plain:
        return Special(number.value, "x", "factor", i, j)
    return None


def _compares(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether what follows "three times" is compared with: "as many", "finer", "annual income"."""
    if i >= len(tokens):
        return False
    low = tokens[i].low
    return low in words("comparing") or (
        tokens[i].kind == "word" and low not in words("function") and not tokens[i].line
    )


def _rank(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "third-largest", "ranked first", "finished 5th", "in second place", "No. 3"."""
    low = tokens[i].low
    place, j = numbers("ordinals").get(low), i + 1
    ordinal = place is not None
    if place is None and tokens[i].kind == "number" and tokens[i].text.isdecimal() and len(tokens[i].text) <= 3:
        place = int(tokens[i].text)
        ordinal = _low(tokens, i + 1) in ("st", "nd", "rd", "th") and not tokens[i + 1].gap
        j = i + 1 + ordinal
    if place is None:
        return None
    hyphen = _low(tokens, j) in ("-", "‑")
    superlative = _low(tokens, j + hyphen)
    ranking = (
        superlative.endswith("est")
        and len(superlative) > 4
        and superlative
        not in (
            "interest",
            "request",
            "west",
            "forest",
            "harvest",
            "invest",
            "test",
            "quest",
            "contest",
            "protest",
            "guest",
            "latest",
        )
    )
    if ordinal and (ranking or superlative in words("ranking", "superlatives")):
        return Special(Decimal(place), "rank", "rank", i, j + hyphen + 1)
    if ordinal and superlative in ("place", "spot", "position", "rank"):
        return Special(Decimal(place), "rank", "rank", i, j + hyphen + 1)
    before = _low(tokens, i - 1)
    if ordinal and before in words("ranking", "verbs") and _low(tokens, j) not in ("quarter", "half", "time"):
        return Special(Decimal(place), "rank", "rank", i, j)
    numbered = before == "." and _low(tokens, i - 2) == "no" and tokens[i - 2].text[0] == "N"
    if not ordinal and place and (before in ("ranked", "ranks") or (numbered and _top(tokens, i))):
        return Special(Decimal(place), "rank", "rank", i, i + 1)
    return None


def _top(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether "No." before the number at i tells a place: "the No. 3 carmaker", "No. 1 in Europe"."""
    return _low(tokens, i - 3) in _RANKED or _low(tokens, i + 1) in ("in", "worldwide", "globally", "among", "position")


_RANKED = frozenset(
    {
        "the",
        "as",
        "ranked",
        "ranks",
        "at",
        "is",
        "was",
        "remains",
        "became",
        "become",
        "world's",
        "country's",
        "its",
        "a",
        "to",
    }
)
