"""Shares, factors and ranks that are written without a unit: "one in five", "two-thirds", "twice", "third-largest"."""

from __future__ import annotations

from decimal import Decimal

from documents.figures.numbers import numeral
from documents.figures.shares import Special, low_at, odds_at, share_at
from documents.figures.tokens import Token
from documents.figures.units import unit_of
from documents.figures.vocabulary import load, numbers, words


def special(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Return the share, factor or rank that starts at token i."""
    if tokens[i].kind not in ("word", "number"):
        return None
    return _time(tokens, i) or share_at(tokens, i) or odds_at(tokens, i) or _factor(tokens, i) or _rank(tokens, i)


def _time(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "half an hour", "a year and a half" and, after a word that makes it an amount, "over a decade"."""
    low = tokens[i].low
    value, j = Decimal(1), i + 1
    if low == "half" and low_at(tokens, j) in ("a", "an"):
        value, j = Decimal("0.5"), i + 2
    elif low not in ("a", "an"):
        return None
    unit = unit_of(low_at(tokens, j)) if j < len(tokens) and not tokens[j].line else None
    if value != 1 and unit is not None and unit[1] in ("length", "mass", "volume", "area") and unit[2] == 1:
        return Special(value, unit[0], unit[1], i, j + 1)  # "half a millimetre"
    if (
        unit is None
        or unit[1] != "duration"
        or low_at(tokens, j).endswith("s")
        or low_at(tokens, j) in ("second", "quarter")
    ):
        return None
    if value == 1 and [low_at(tokens, k) for k in (j + 1, j + 2, j + 3)] == ["and", "a", "half"]:
        return Special(Decimal("1.5"), unit[0], "duration", i, j + 4)
    if value == 1 and not _amounts(tokens, i):
        return None
    return Special(value, unit[0], "duration", i, j + 1)


def _amounts(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether what stands before "a year" makes it an amount of time rather than a rate or a date."""
    before = low_at(tokens, i - 1)
    if before == "than":
        return low_at(tokens, i - 2) in ("more", "less", "longer")
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


def _factor(tokens: tuple[Token, ...], i: int) -> Special | None:
    """Read "twice the", "doubled", "three times as many", "tenfold", "a factor of 3"."""
    low = tokens[i].low
    following = low_at(tokens, i + 1)
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
    if low != "a" and low_at(tokens, j) == "times" and not tokens[j].line and _compares(tokens, j + 1):
        return Special(number.value, "x", "factor", i, j + 1)
    hyphen = low_at(tokens, j) in ("-", "‑") and j + 1 < len(tokens)
    if low_at(tokens, j + hyphen) == "fold":
        return Special(number.value, "x", "factor", i, j + hyphen + 1)
    plain = (
        j >= len(tokens) or (tokens[j].kind == "mark" and tokens[j].text != "%") or tokens[j].low in words("function")
    )
    if low_at(tokens, i - 1) == "of" and low_at(tokens, i - 2) == "factor" and plain:
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
        ordinal = low_at(tokens, i + 1) in ("st", "nd", "rd", "th") and not tokens[i + 1].gap
        j = i + 1 + ordinal
    if place is None:
        return None
    hyphen = low_at(tokens, j) in ("-", "‑")
    superlative = low_at(tokens, j + hyphen)
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
    before = low_at(tokens, i - 1)
    if ordinal and before in words("ranking", "verbs") and low_at(tokens, j) not in ("quarter", "half", "time"):
        return Special(Decimal(place), "rank", "rank", i, j)
    if ordinal and before in ("and", ",") and low_at(tokens, j) in ("in", "for", "on") and _ranked_before(tokens, i):
        return Special(Decimal(place), "rank", "rank", i, j)
    numbered = before == "." and low_at(tokens, i - 2) == "no" and tokens[i - 2].text[0] == "N"
    if not ordinal and place and (before in ("ranked", "ranks") or (numbered and _top(tokens, i))):
        return Special(Decimal(place), "rank", "rank", i, i + 1)
    return None


def _ranked_before(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the sentence has just ranked the same one: "ranked third for price and | seventh for service"."""
    for j in range(i - 1, max(0, i - 10), -1):
        if tokens[j].text in ".;:?!" or tokens[j].line:
            return False
        if tokens[j].low in words("ranking", "verbs"):
            return j + 1 < i and (tokens[j + 1].kind == "number" or tokens[j + 1].low in numbers("ordinals"))
    return False


def _top(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether "No." before the number at i tells a place: "the No. 3 carmaker", "No. 1 in Europe"."""
    after = low_at(tokens, i + 1)
    return low_at(tokens, i - 3) in _RANKED or after in ("in", "worldwide", "globally", "among", "position")


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
