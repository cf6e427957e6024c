"""Numbers of a text, in digits and in words: read here on its own, so that the product cannot vouch for itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9,
    "bn": 10**9, "b": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7, "万": 10**4, "亿": 10**8, "dozen": 12,
}  # fmt: skip
PARTS = {
    "half": Fraction(1, 2), "halves": Fraction(1, 2), "halved": Fraction(1, 2), "third": Fraction(1, 3),
    "thirds": Fraction(1, 3), "fifth": Fraction(1, 5), "fifths": Fraction(1, 5), "tenth": Fraction(1, 10),
    "twice": Fraction(2), "double": Fraction(2), "doubled": Fraction(2), "triple": Fraction(3),
    "tripled": Fraction(3), "thrice": Fraction(3), "quadrupled": Fraction(4),
}  # fmt: skip
TOKEN = re.compile(r"[A-Za-z]*\d+(?:[,.]\d+)*|[A-Za-z]+|万|亿|[½¼¾]")
VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


@dataclass(frozen=True, slots=True)
class Read:
    """A number of a text: its words, its value, and its value without the scale word."""

    surface: str
    value: Fraction
    mantissa: Fraction
    start: int


def numbers(text: str) -> Iterator[Read]:
    """Yield every number of a text; digits that belong to a word ("M4") are left to `coded`."""
    normal = "".join(char if char in VULGAR else unicodedata.normalize("NFKC", char) for char in text)
    tokens = [(match.group(), match.start()) for match in TOKEN.finditer(normal)]
    at = 0
    while at < len(tokens):
        word, start = tokens[at][0], tokens[at][1]
        value = _digits(word)
        at += 1
        if value is None:
            low = word.lower()
            if low in ONES or low in TENS:
                value = Fraction(ONES.get(low, TENS.get(low, 0)))
                if at < len(tokens) and low in TENS and ONES.get(tokens[at][0].lower(), 10) < 10:
                    value += ONES[tokens[at][0].lower()]
                    at += 1
            elif low in PARTS or low in VULGAR:
                value = PARTS.get(low, VULGAR.get(low, Fraction(0)))
            elif low in SCALES and len(low) > 2 and at >= 2 and tokens[at - 2][0].lower() in ("a", "half"):
                value, at = Fraction(1), at - 1
            elif low in ("万", "亿", "million", "millions", "dozen", "thousands", "hundreds", "dozens"):
                continue
            if value is None:
                continue
        mantissa = value
        while at < len(tokens) and (scale := SCALES.get(tokens[at][0].lower())) and _follows(normal, tokens, at):
            value *= scale
            at += 1
        end = tokens[at - 1][1] + len(tokens[at - 1][0])
        yield Read(normal[start:end], value, mantissa, start)


def coded(text: str) -> Iterator[str]:
    """Yield words that hold letters before digits: names such as "M4" and "Q1", currencies such as "NT" aside."""
    for match in TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        word = match.group()
        if word[0].isalpha() and word[0].isascii() and any(char.isdigit() for char in word):
            yield word.lower()


def _digits(word: str) -> Fraction | None:
    if not word[0].isdigit():
        return None
    bare = word.rstrip(",.")
    if re.fullmatch(r"\d+(?:,\d{2,3})*(?:\.\d+)?", bare):
        return Fraction(bare.replace(",", ""))
    return Fraction(re.split(r"[,.]", bare)[0])


def _follows(text: str, tokens: list[tuple[str, int]], at: int) -> bool:
    """Say whether a scale stands right behind the token before it."""
    before, start = tokens[at - 1]
    between = text[start + len(before) : tokens[at][1]]
    return between in ("", " ", "-") and (len(tokens[at][0]) > 2 or between == "" or tokens[at][0].lower() == "bn")
