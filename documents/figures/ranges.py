"""Two numbers that belong together: ranges, and lists in which only the last one carries unit and scale."""

from __future__ import annotations

from documents.figures.numbers import Numeral
from documents.figures.tokens import Token
from documents.figures.vocabulary import words

_DASHES = frozenset("-–—‐‑~～")
_REACH = 8  # tokens before a range in which the verb that explains it stands
_RANGE_VERBS = frozenset(
    {
        "range",
        "ranges",
        "ranged",
        "ranging",
        "vary",
        "varies",
        "varied",
        "varying",
        "span",
        "spans",
        "spanning",
        "anywhere",
    }
)
_GAPS = frozenset({"difference", "gap", "ratio", "compared", "comparison", "spread", "choice", "split"})


def connector(tokens: tuple[Token, ...], i: int, first: int) -> int | None:
    """Return the position after what joins a number that ends before i to the next one, or None.

    `first` is where the first number starts, its currency included.
    """
    if i >= len(tokens) or tokens[i].line:
        return None
    token = tokens[i]
    if token.text == "-" and not token.gap and i + 1 < len(tokens) and tokens[i + 1].low == "to":
        return i + 2
    if token.text in _DASHES:
        even = i + 1 < len(tokens) and token.gap == tokens[i + 1].gap
        return i + 1 if even else None
    before = [t.low for t in tokens[max(0, first - _REACH) : first]]
    between = "between" in before[-4:] and not _GAPS.intersection(before)
    if token.low == "and":
        return i + 1 if between else None
    if token.low in ("to", "through"):
        return i + 1
    if token.low == "or":
        return i + 1
    return None


def is_range(tokens: tuple[Token, ...], low: Numeral, high: Numeral, join: int, first: int, measured: bool) -> bool:
    """Say whether two joined numbers are one range. `measured`: the first carries a unit of its own."""
    word = tokens[join].low
    before = [t.low for t in tokens[max(0, first - _REACH) : first]]
    if word == "or":
        small = low.value < high.value <= low.value * 2 and (low.words == high.words)
        return small and not measured
    if word in ("to", "through") and not _RANGE_VERBS.intersection(before):
        opened = "from" in before[-3:]
        changed = bool(words("change").intersection(before))
        if opened and (changed or measured):
            return False
        if changed and measured:
            return False
    return True


def is_score(tokens: tuple[Token, ...], low: Numeral, high: Numeral, join: int, first: int) -> bool:
    """Say whether "3-1" is the result of a game."""
    if tokens[join].text not in _DASHES or tokens[join].gap or low.scaled or high.scaled or low.words:
        return False
    if max(low.value, high.value) > 200 or low.value != low.value.to_integral_value():
        return False
    if low.value >= high.value:
        return True
    before = {t.low for t in tokens[max(0, first - _REACH) : first]}
    return (
        bool(words("score").intersection(before))
        and high.value <= 20
        and "%" not in (tokens[high.last].text if high.last < len(tokens) else "")
    )
