"""Abbreviations that a text explains: "user-generated content (UGC)", "ABC (Acme Boat Club)", "a user fee, or UF,"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.figures.vocabulary import words
from documents.types import Span

_LONGEST = 8  # letters of an abbreviation
_MORE = 4  # small words that a long form has beside those that give the letters
_SHORT = r"[^\W\d_]{2,8}"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?(?:[-‑][^\W_]+)*|&")
# Where the short form stands, and on which side of it the long one.
_AFTER = re.compile(
    rf"(?: \((?:the )?|, (?:or|abbreviated(?: as| to)?|known as|called)(?: the)? )({_SHORT})(?=[),.;]| for short)"
)
_BEFORE = re.compile(rf"(?<![\w-])({_SHORT})(?: \(|, (?:or )?(?:the |an? )?)(?=[^\W\d_])")
_END = re.compile(r"[),.;:]")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it is short for, where the text tells one by the other."""

    short: Span
    long: Span


def abbreviations(text: str, start: int, end: int) -> Iterator[Abbreviation]:
    """Yield the abbreviations that text[start:end] explains.

    Example: "average revenue per user (ARPU)" -> "ARPU", "average revenue per user"
    """
    for match in _AFTER.finditer(text, start, end):
        long = _ending(text, start, match.start(), match[1]) if _is_short(match[1]) else None
        if long is not None:
            yield Abbreviation(Span(match.start(1), match.end(1)), long)
    for match in _BEFORE.finditer(text, start, end):
        stop = _END.search(text, match.end(), end)
        if stop is None or not _is_short(match[1]):
            continue
        found = list(_WORD.finditer(text, match.end(), stop.start()))
        named = all(word[0][0].isupper() or word[0] in words("small", name="names") for word in found)
        bracket = stop[0] == ")" and text[match.end(1) : match.end(1) + 2] == " ("
        if (bracket or (named and len(found) > 1)) and _spells([word[0] for word in found], match[1], loosely=bracket):
            yield Abbreviation(Span(match.start(1), match.end(1)), Span(match.end(), found[-1].end()))


def _is_short(form: str) -> bool:
    return sum(letter.isupper() for letter in form) >= 2 and len(form) <= _LONGEST


def _ending(text: str, start: int, end: int, short: str) -> Span | None:
    """Return the shortest run of words up to an offset whose initials spell the short form."""
    found: list[re.Match[str]] = []
    for word in reversed(list(_WORD.finditer(text, max(start, end - 40 * len(short)), end))):
        if found and re.search(r"[.,;:()]", text[word.end() : found[0].start()]):
            return None
        found.insert(0, word)
        small = word[0].lower() in words("small", name="names")
        if not small and _spells([one[0] for one in found], short):
            return Span(found[0].start(), end)
        if len(found) > len(short) + _MORE:
            return None
    return None


def _spells(long: Sequence[str], short: str, *, loosely: bool = False) -> bool:
    """Say whether the initials of words, small ones and those after a hyphen or not, are the letters of a short form.

    Loosely, in brackets: its letters stand in the words in order, from the first letter on.
    """
    letters = [letter.lower() for letter in short.removesuffix("s") if letter.isalpha()]
    reached = {0}
    for word in long:
        for place, part in enumerate(re.split(r"[-‑]", word.lower())):
            able = part in words("small", name="names") or place > 0  # "twenty-foot equivalent units (TEU)"
            skipped = reached if able else set()
            reached = skipped | {at + 1 for at in reached if at < len(letters) and part.startswith(letters[at])}
    if len(letters) in reached:
        return True
    run = iter("".join(long).lower())
    return loosely and len(long) > 1 and long[0][0].lower() == letters[0] and all(letter in run for letter in letters)
