"""Numbers as digits or words: "1,234", "6.2 billion", "10k", "ten thousand", "two and a half million", "1万".

Only the number itself; units, bounds and ranges are put around it elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from documents.figures.tokens import Token
from documents.figures.vocabulary import numbers

_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SCALE_WORDS = 3  # "hundred thousand million" is the longest anyone writes; a run of a thousand scales is no number
_TOP = 10**18
_GROUPS = 4  # of three digits after the first: up to 999 trillion
_MINUS = frozenset("-−–")
_DISTANCE_WORDS = frozenset(
    {"long", "wide", "deep", "high", "tall", "away", "thick", "above", "below", "sprint", "race", "x"}
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number over tokens[first:last]. `scaled`: a power of ten was written as a word or letter."""

    value: Decimal
    first: int
    last: int
    words: bool = False
    scaled: bool = False
    grouped: bool = False
    ordinal: bool = False
    signed: bool = False
    exponent: int = 0
    mantissa: Decimal = Decimal(0)


def numeral(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Return the number that starts at token i, with its scale; None where none does."""
    token = tokens[i]
    if token.kind == "number":
        return _digits(tokens, i)
    if token.kind == "word":
        return _words(tokens, i)
    return None


def _digits(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    value = digits_value(tokens[i].text)
    if value is None:
        return None
    j, grouped = i + 1, "," in tokens[i].text
    for group in tokens[j : _groups_end(tokens, i)]:
        value, j, grouped = value * 1000 + Decimal(group.text), j + 1, True
    if j < len(tokens) and not tokens[j].gap and tokens[j].text in _VULGAR:
        value, j = value + _VULGAR[tokens[j].text], j + 1
    ordinal = j < len(tokens) and not tokens[j].gap and tokens[j].low in ("st", "nd", "rd", "th")
    if ordinal:
        return Numeral(value, i, j + 1, ordinal=True, grouped=grouped, mantissa=value)
    value, j = _halves(tokens, j, value)
    exponent, k = _scale(tokens, j)
    signed = _sign(tokens, i)
    mantissa = -value if signed else value
    return Numeral(
        shifted(mantissa, exponent),
        i - signed,
        k,
        scaled=k > j,
        grouped=grouped,
        signed=signed,
        exponent=exponent,
        mantissa=mantissa,
    )


def shifted(value: Decimal, exponent: int) -> Decimal:
    """Return value x 10^exponent written without an exponent: 6.2, 9 -> 6200000000."""
    moved = value.scaleb(exponent)
    return Decimal(int(moved)) if moved == moved.to_integral_value() else moved


def digits_value(text: str) -> Decimal | None:
    """Return the value of digits with separators; None where they are no single number ("1,2,3").

    Example: "1,234.5" -> 1234.5; "1.234" -> 1.234; "12,34,567" -> 1234567; "3,5" -> 3.5
    """
    whole, dot, part = text.partition(".")
    if "," in part:
        return None
    groups = whole.split(",")
    if len(groups) == 1:
        return Decimal(text)
    last, inner = groups[-1], groups[1:-1]
    if len(last) == 3 and len(groups[0]) <= 3 and all(len(group) in (2, 3) for group in inner):
        return Decimal("".join(groups) + dot + part)
    if len(groups) == 2 and not dot and len(last) <= 2 and len(groups[0]) <= 3:
        return Decimal(f"{groups[0]}.{last}")
    return None


def _groups_end(tokens: tuple[Token, ...], i: int) -> int:
    """Return the position after further groups of three digits, set off by single spaces: "1 234 567 tonnes"."""
    if len(tokens[i].text) > 3 or tokens[i].text[0] == "0" or not tokens[i].text.isdecimal():
        return i + 1
    j = i + 1
    while j < min(len(tokens), i + 1 + _GROUPS) and tokens[j].kind == "number" and not tokens[j].line:
        if len(tokens[j].text) != 3 or not tokens[j].text.isdecimal() or tokens[j].start - tokens[j - 1].end != 1:
            return i + 1
        j += 1
    after = tokens[j] if j < len(tokens) else None
    closed = after is not None and ((after.kind == "word" and after.low == after.text) or after.text in "%€£$")
    return j if closed else i + 1


def _halves(tokens: tuple[Token, ...], j: int, value: Decimal) -> tuple[Decimal, int]:
    """Add "and a half" or "and a quarter" to the value."""
    following = [token.low for token in tokens[j : j + 3]]
    if following[:2] == ["and", "a"] and len(following) == 3 and following[2] in ("half", "quarter"):
        return value + (Decimal("0.5") if following[2] == "half" else Decimal("0.25")), j + 3
    return value, j


def _scale(tokens: tuple[Token, ...], j: int) -> tuple[int, int]:
    """Return the power of ten written from token j on and the position after it."""
    exponent = 0
    start = j
    if (
        j + 1 < len(tokens)
        and tokens[j].text in ("-", "‑")
        and not tokens[j].gap
        and tokens[j + 1].low in numbers("scales")
    ):
        j += 1
    while j < min(len(tokens), start + _SCALE_WORDS):
        token = tokens[j]
        if token.kind != "word":
            break
        if token.low in numbers("scales") and not token.line:
            exponent += numbers("scales")[token.low]
        elif j == start and not token.gap and token.text in numbers("suffixes") and _is_scale(tokens, j):
            exponent += numbers("suffixes")[token.text]
        else:
            break
        j += 1
    return (exponent, j) if exponent else (0, start)


def _is_scale(tokens: tuple[Token, ...], j: int) -> bool:
    """Tell "5m users" from "5m long" and "5T" from a unit of its own."""
    text = tokens[j].text
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if text == "mm":
        return False
    if text == "m" and after is not None:
        hyphen = after.text in "-–" and not after.gap and j + 2 < len(tokens) and not tokens[j + 2].gap
        if hyphen and tokens[j + 2].kind == "word":
            return False
        return after.low not in _DISTANCE_WORDS and after.text not in "/²"
    return True


def _sign(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a minus sign belongs to the number at i: it touches the number and nothing before it."""
    if i == 0 or tokens[i].gap or tokens[i - 1].text not in _MINUS:
        return False
    before = tokens[i - 2] if i >= 2 else None
    return tokens[i - 1].gap or before is None or before.text in "(|"


def _words(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read a number in words by the usual grammar: units add, hundreds and above multiply."""
    ones, tens, scales = numbers("ones"), numbers("tens"), numbers("scales")
    low = tokens[i].low
    if low in ("a", "an", "half"):
        return _article(tokens, i)
    if low not in ones and low not in tens:
        return None
    total, current, j, exponents = 0, 0, i, 0
    previous = 1000
    while j < len(tokens):
        word = tokens[j].low
        if j > i and tokens[j].line:
            break
        if word in ones and previous > 10 and not (previous < 100 and ones[word] > 9):
            current, previous = current + ones[word], 1 if ones[word] < 10 else 10
        elif word in tens and previous >= 100:
            current, previous = current + tens[word], 20
        elif word == "hundred" and j > i and current and previous > 0 and previous < 100:
            current, previous = current * 100, 100
        elif word in scales and j > i and current and scales[word] >= 3 and total < _TOP:
            total, current, previous = total + current * 10 ** scales[word], 0, 1000
            exponents = scales[word]
        elif word in ("and", "-", "‑") and j > i and _joins(tokens, j, previous):
            pass
        else:
            break
        j += 1
    value = Decimal(total + current)
    halved, k = _halves(tokens, j, value)
    if k > j and not total:
        exponent, end = _scale(tokens, k)
        return Numeral(shifted(halved, exponent), i, end, True, end > k, mantissa=halved, exponent=exponent)
    if j < len(tokens) and tokens[j].low == "dozen":
        return Numeral(value * 12, i, j + 1, True, True, mantissa=value)
    return Numeral(
        value, i, j, True, bool(total) or value >= 100, mantissa=value.scaleb(-exponents), exponent=exponents
    )


def _joins(tokens: tuple[Token, ...], j: int, previous: int) -> bool:
    """Say whether "and" or a hyphen at j goes on with the number: "hundred and five", "twenty-four"."""
    if j + 1 >= len(tokens):
        return False
    following = tokens[j + 1].low
    if tokens[j].low == "and":
        return previous >= 100 and (following in numbers("ones") or following in numbers("tens"))
    if tokens[j].gap or tokens[j + 1].gap:
        return False
    return (previous == 20 and numbers("ones").get(following, 10) < 10) or following in numbers("scales")


def _article(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """Read "a dozen", "a hundred", "half a million", "a quarter of a million", "half a dozen"."""
    lows = [token.low for token in tokens[i : i + 5]] + [""] * 5
    scales = numbers("scales")
    amount, j = Decimal(1), i + 1
    if lows[0] == "half" and lows[1] in ("a", "an"):
        amount, j = Decimal("0.5"), i + 2
    elif lows[0] == "a" and lows[1] == "quarter" and lows[2] == "of" and lows[3] in ("a", "an"):
        amount, j = Decimal("0.25"), i + 4
    elif lows[0] == "a" and lows[1] == "half" and lows[2] in scales:
        amount, j = Decimal("0.5"), i + 2
    elif lows[0] == "half":
        return None
    word = tokens[j].low if j < len(tokens) else ""
    if word == "dozen":
        return Numeral(amount * 12, i, j + 1, True, True, mantissa=amount)
    if word not in scales or word not in ("hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"):
        return None
    exponent, k = _scale(tokens, j)
    return Numeral(shifted(amount, exponent), i, k, True, True, mantissa=amount, exponent=exponent)
