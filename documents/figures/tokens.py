"""Text cut into words, numbers and marks with their offsets: the one pass over characters.

Everything after this works on tokens, so the time stays linear however long a line of digits is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from documents.figures.vocabulary import load, numbers, words

Kind = Literal["word", "number", "code", "mark"]

# Letters (joined by apostrophes, & or the dots of "U.S."), digits with inner separators, or any single mark.
# The alternatives start with different characters, so nothing is ever tried twice.
_TOKEN = re.compile(
    r"(?P<word>(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’&][^\W\d_]+)*)|(?P<number>\d+(?:[.,]\d+)*)|(?P<mark>[^\s])"
)
_HYPHENS = frozenset("-‐‑")
_PREFIXES = frozenset(
    {"sub", "pre", "post", "mid", "non", "pro", "early", "late", "end", "over", "under", "about", "nearly", "to"}
)
_CJK = "\u2e80"
_LONGEST = 20  # digits; no article states a longer figure, and longer runs are keys, hashes or noise


class Token(NamedTuple):
    """A word, a number as digits, a code ("A320", "COVID-19") or a mark. `gap`: white space stands before it."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    gap: bool
    line: bool = False  # a line break stands before it


@lru_cache(maxsize=256)  # a sentence is read by several parts of this package in turn
def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut text[start:end] into tokens with offsets in `text`.

    Example: "its 10,000-unit run" -> its · 10,000 · - · unit · run
    """
    stop = len(text) if end is None else min(end, len(text))
    raw: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, stop):
        kind = match.lastgroup
        here, there = match.span()
        surface = match.group()
        between = text[last:here]
        line = "\n" in between or "\t" in between or "|" in between
        raw.append(
            Token(
                "word" if kind == "word" else "number" if kind == "number" else "mark",
                surface,
                surface.lower().replace("’", "'"),
                here,
                there,
                here > last or here == start,
                line,
            )
        )
        last = there
    return tuple(_codes(_addresses(_counters(raw)), text))


def _counters(raw: list[Token]) -> list[Token]:
    """Cut the scale from what follows it in scripts without spaces: "6.2亿元" -> 6.2 · 亿 · 元."""
    out: list[Token] = []
    for token in raw:
        touches = bool(out) and out[-1].kind == "number" and not token.gap
        if not touches or token.kind != "word" or token.text[0] < _CJK or token.text in numbers("suffixes"):
            out.append(token)
            continue
        scale = next((token.text[:n] for n in (2, 1) if token.text[:n] in numbers("suffixes")), "")
        cut = token.start + len(scale)
        if scale:
            out.append(Token("word", scale, scale, token.start, cut, False))
        out.append(Token("word", token.text[len(scale) :], token.text[len(scale) :], cut, token.end, False))
    return out


def _addresses(raw: list[Token]) -> list[Token]:
    """Make one code of each web or mail address, whose digits are no figures."""
    out: list[Token] = []
    i = 0
    while i < len(raw):
        j = i + 1
        while j < len(raw) and not raw[j].gap:
            j += 1
        marks = {token.text for token in raw[i:j] if token.kind == "mark"}
        run = [token.low for token in raw[i:j]]
        address = (
            ("@" in marks and j - i >= 5) or (":" in marks and "/" in marks and "http" in run[0]) or run[0] == "www"
        )
        if address:
            first = raw[i]
            surface = "".join(token.text for token in raw[i:j])
            out.append(Token("code", surface, surface.lower(), first.start, raw[j - 1].end, first.gap, first.line))
        else:
            out.extend(raw[i:j])
        i = j
    return out


def _codes(raw: list[Token], text: str) -> list[Token]:
    """Join letters and digits that touch, unless they read as a number with a unit or a currency."""
    out: list[Token] = []
    i = 0
    while i < len(raw):
        token = raw[i]
        j = i + 1
        if token.kind == "word" and _names(raw, i):
            j = _run(raw, i)
        elif token.kind == "number":
            j = _number_end(raw, i)
            if j == i + 1 and (not _plain(token.text)):
                j = -(i + 1)
        if j == i + 1:
            out.append(token)
        else:
            last = raw[abs(j) - 1]
            surface = text[token.start : last.end]
            out.append(Token("code", surface, surface.lower(), token.start, last.end, token.gap, token.line))
        i = abs(j)
    return out


def _plain(digits: str) -> bool:
    return len(digits) <= _LONGEST and digits.count(".") < 2


def _names(raw: list[Token], i: int) -> bool:
    """Say whether the word at i opens a code: "R9"-like, or "COVID-19"-like."""
    token = raw[i]
    after = raw[i + 1] if i + 1 < len(raw) else None
    if after is None or after.gap or token.text[-1] >= _CJK:
        return False
    if after.kind == "number":
        return token.low not in _glued_currencies()
    if after.text in _HYPHENS and i + 2 < len(raw) and raw[i + 2].kind == "number" and not raw[i + 2].gap:
        return token.low not in _PREFIXES and token.low not in _glued_currencies()
    return False


@cache
def _glued_currencies() -> frozenset[str]:
    money = load("units")["money"]
    return frozenset(word for unit in money.values() for word in unit[1] if " " not in word)


def _run(raw: list[Token], i: int) -> int:
    """Return the position after the letters, digits and inner hyphens that touch from i on."""
    j = i + 1
    while j < len(raw) and not raw[j].gap:
        if raw[j].kind in ("word", "number"):
            j += 1
        elif raw[j].text in _HYPHENS and j + 1 < len(raw) and not raw[j + 1].gap and raw[j + 1].kind == "number":
            j += 2
        else:
            break
    return j


def _number_end(raw: list[Token], i: int) -> int:
    """Return i + 1 where the number stands for itself, else the position after the code it opens."""
    for length in (3, 2):
        run = raw[i : i + length]
        if (
            len(run) < length
            or any(token.gap for token in run[1:])
            or "".join(token.text for token in run) not in words("codes")
        ):
            continue
        after = raw[i + length] if i + length < len(raw) else None
        if after is None or after.gap or after.kind == "mark":
            return i + length
    after = raw[i + 1] if i + 1 < len(raw) else None
    if after is None or after.gap or after.kind != "word" or suffix(after.text):
        return i + 1
    return _run(raw, i)


@cache
def suffix(letters: str) -> bool:
    """Say whether letters that touch a number read as its scale, unit, ordinal ending or decade."""
    if (
        letters in ("st", "nd", "rd", "th", "s", "p", "½", "¼", "¾")
        or letters in numbers("suffixes")
        or letters[0] >= _CJK
    ):
        return True
    low = letters.lower()
    if low in numbers("scales") or low in _glued_currencies():
        return True
    return any(
        letters in unit[2] or low in unit[1]
        for name, table in load("units").items()
        if name not in ("parts", "ambiguous", "counted")
        for unit in table.values()
    )
