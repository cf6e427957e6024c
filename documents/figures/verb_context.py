"""What the words further back tell of a possible verb: who "saw" it happen, and which subject it goes back to."""

from __future__ import annotations

from documents.figures.nouns import is_plural
from documents.figures.tokens import Token
from documents.figures.verbs import base_of, is_a
from documents.figures.vocabulary import words

_LEADS = frozenset({"to", "by", "at", "from", "for", "over", "between"})
_INSERTED = frozenset({"who", "which", "whose", "where"})
_NEAR = 7  # tokens between "saw" and what was seen to happen
_FAR = 30  # tokens that an inserted clause may have


def watched(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether somebody "saw" or "let" what stands before i do so: "saw | its own margin | widen by 3"."""
    if i + 1 >= len(tokens) or tokens[i + 1].low not in _LEADS:
        return False
    for j in range(i - 2, max(-1, i - _NEAR), -1):
        if tokens[j].kind == "mark":
            return False
        if base_of(tokens[j].low) in ("see", "watch", "let"):
            return True
    return False


def resumes(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether the comma before i closes an insertion after a plural subject or a modal verb.

    Examples: "Such deals, which Acme likes, | cover a fifth", "A day less would, Acme reckons, | save $9".
    """
    if i < 3 or tokens[i - 1].text != ",":
        return False
    for j in range(i - 2, max(0, i - _FAR), -1):
        if tokens[j].text in ".;:?!" or tokens[j].line:
            return False
        if tokens[j].text != ",":
            continue
        if tokens[j - 1].low in words("modals", name="grammar"):
            return True
        after = tokens[j + 1].low
        base = base_of(after)
        if is_plural(tokens[j - 1]) and (after in _INSERTED or (base is not None and is_a(base, "say"))):
            return True
    return False


def nonrestrictive(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether ", which" or ", who" stands right before i or before "still" there: its verb follows."""
    j = i - 1
    if j > 1 and tokens[j].low in ("still", "now", "also", "once", "already", "never"):
        j -= 1
    return j > 0 and tokens[j].low in ("which", "who") and tokens[j - 1].text == ","


def finite_before(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a finite verb of saying stands right before i, after which no bare infinitive can follow."""
    low = tokens[i - 1].low
    base = base_of(low)
    return base is not None and base != low and is_a(base, "say")


_TOLD = frozenset({"reported", "reports", "posted", "posts", "forecasts", "recorded", "booked", "announced"})
_GIVES = frozenset({"cost", "costs", "earned", "earns", "saved", "saves", "paid", "pays", "charged", "charges"})


def results_told(tokens: tuple[Token, ...], i: int, stops: object) -> bool:
    """Say whether a name tells a result of so much by the word at i: "Acme | reported | sales of $5"."""
    named = tokens[i - 1].kind == "code" or tokens[i - 1].text[:1].isupper()
    if i < 1 or not named or tokens[i].low not in _TOLD:
        return False
    for j in range(i + 1, min(i + 5, len(tokens) - 1)):
        if tokens[j].low == "of":
            return j > i + 1 and any(k in stops for k in (j + 1, j + 2))  # type: ignore[operator]
        if tokens[j].kind != "word" or tokens[j].low in words("auxiliaries", name="grammar"):
            return False
    return False


def paid_by(tokens: tuple[Token, ...], i: int, stops: object) -> bool:
    """Say whether a name and an amount follow the word at i: "a dose | costs | Acme €4.50"."""
    if tokens[i].low not in _GIVES:
        return False
    j = i + 1
    while j < len(tokens) and j <= i + 3 and tokens[j].text[:1].isupper() and j not in stops:  # type: ignore[operator]
        j += 1
    soft = j < len(tokens) and tokens[j].low in ("about", "around", "some", "nearly", "over", "just", "only")
    return j > i + 1 and (j in stops or (soft and j + 1 in stops))  # type: ignore[operator]
