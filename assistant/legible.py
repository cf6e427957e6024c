"""A reader's characters as people see them: nothing invisible, one form of each letter, no look-alikes.

What is typed in full width, with letters of another alphabet or with characters that show nothing is read as its plain
form; text of an article is never changed here, since it is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Formatting, control, private and surrogate characters carry no words.
_DROPPED = {"Cf", "Cc", "Co", "Cs"}
# Letters and marks of other categories that show nothing: fillers, joiners of accents, selectors of a glyph's variant,
# and what Unicode keeps for more of the kind.
_BLANK = frozenset((0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0)).union(
    range(0x180B, 0x1810), range(0xFDD0, 0xFDF0), range(0xFE00, 0xFE10), range(0xFFF0, 0xFFF9), range(0xE0000, 0xE1000)
)
_BRAILLE_BLANK = 0x2800
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Strokes through letters are nobody's spelling, and no spelling has two accents more than a letter of its own has.
_TOWER = re.compile(rf"(.)[{_MARKS}]{{2,}}|(?<=.)[\u0334-\u0338\u20d0-\u20ff]")
_WORD = re.compile(r"[^\W_]+")
# Letters of other alphabets -> what they look like.
_ALIKE = str.maketrans(
    dict(
        zip(
            "аеіјорсухѕԁԛԝһӏѵАВЕЅІЈКМНОРСТУХԌԚԜҺӀѴοΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհԱՕՍ",
            "aeijopcyxsdqwhlvABESIJKMHOPCTYXGQWHIVoABEZHIKMNOPTYXounhUOU",
            strict=True,
        )
    )
)


class _Seen(dict[int, str | None]):
    """What is left of a character: itself, a space for any white space, None for what shows nothing."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        left: str | None = char
        if char.isspace() or code == _BRAILLE_BLANK:
            left = " "
        elif code in _BLANK or code & 0xFFFE == 0xFFFE or unicodedata.category(char) in _DROPPED:
            left = None
        self[code] = left
        return left


_SEEN = _Seen()


def clean(text: str) -> str:
    """Return the text as people see it: NFKC, no invisible characters, no towers of accents, white space collapsed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    # An invisible character can keep a letter from its accent, and what is composed can be one.
    text = unicodedata.normalize("NFKC", text.translate(_SEEN)).translate(_SEEN)
    text = _TOWER.sub(lambda match: _bare(match[1] or ""), text)
    return " ".join(text.translate(_QUOTES).split())


def latin(text: str, known: Callable[[str], bool] = lambda _: False) -> str:
    """Return the text without letters of other alphabets that only look like Latin ones.

    A word that is `known` stays, and so does one in letters of one other alphabet beside words that are truly of it.

    Example: "Whаt is the pricе" with two Cyrillic letters -> "What is the price"
    """
    if text.isascii():
        return text
    words = _WORD.findall(text)
    own = any(_mixed(word) for word in words)
    others = any(not word.translate(_ALIKE).isascii() and not _accented(word) for word in words)

    def plain(match: re.Match[str]) -> str:
        word, alike = match[0], match[0].translate(_ALIKE)
        if word == alike or not _latin(alike) or known(word):
            return word
        return alike if _mixed(word) or (own and not others) else word

    return _WORD.sub(plain, text)


def storable(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which no file, database or response can hold."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def blank(text: str) -> bool:
    """Say whether a text holds no letter and no digit that a reader sees."""
    return not any(char.isalnum() for char in clean(text))


def longer(text: str, most: int) -> bool:
    """Say whether a text is longer than that as typed or as read: one letter may stand for eighteen."""
    return len(text) > most or len(clean(text)) > most


def same(left: str, right: str) -> bool:
    """Say whether two questions read alike: they differ in nothing that a reader sees, or in case and end marks."""
    return _key(left) == _key(right)


def _key(text: str) -> str:
    return " ".join(latin(clean(text)).casefold().rstrip("?.! ").split())


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[:1]


def _mixed(word: str) -> bool:
    """Say whether a word has a plain Latin letter."""
    return any(char.isascii() and char.isalpha() for char in word)


def _latin(text: str) -> bool:
    """Say whether all letters are Latin, accents and strokes allowed."""
    return all(char.isascii() or _accented(char) for char in text)


def _accented(text: str) -> bool:
    return all(char.isascii() or char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in text)
