"""How firm a number is: "over", "at least", "up to", "nearly", "or more", "+"."""

from __future__ import annotations

from documents.figures.tokens import Token
from documents.figures.types import Bound
from documents.figures.vocabulary import phrases, words

_LONGEST = 4  # words in the longest phrase
_FILLERS = 3  # words that may stand between: "over the past", "about a further"
_BEFORE_DURATION = frozenset(
    {
        "for",
        "after",
        "took",
        "take",
        "takes",
        "taken",
        "taking",
        "lasted",
        "lasting",
        "is",
        "was",
        "were",
        "waited",
        "by",
        "in",
        "of",
        "than",
        "spent",
        "needed",
        "required",
        "and",
        "just",
        "well",
        "to",
        "only",
        "a",
        "already",
    }
)


def bound_before(tokens: tuple[Token, ...], i: int, *, duration: bool = False, floor: int = 0) -> Bound:
    """Return the bound written before token i. "over 24 hours" after a verb's object is a span of time, no bound.

    `duration` holds for lengths and areas too ("spread over 14 km"); no word before `floor` is looked at.
    """
    j = i
    for _ in range(_FILLERS + 1):
        found = _phrase(tokens, j)
        if found is not None:
            bound, first = found
            definite = any(token.low == "the" for token in tokens[j:i]) and tokens[first].low in ("below", "above")
            if definite or (first == floor > 0 and tokens[first].low in _COMPARISONS):
                return "exact"
            if duration and tokens[first].low == "over" and (not _amount(tokens, first) or _aside(tokens, first, i)):
                return "exact"
            return bound
        if j == 0 or tokens[j - 1].low not in words("between") or tokens[j].line:
            break
        j -= 1
    return "exact"


_COMPARISONS = frozenset(
    {"more", "less", "fewer", "higher", "lower", "larger", "smaller", "above", "below", "longer", "shorter"}
)


def _amount(tokens: tuple[Token, ...], first: int) -> bool:
    return first == 0 or tokens[first - 1].low in _BEFORE_DURATION or tokens[first - 1].kind == "mark"


def _aside(tokens: tuple[Token, ...], first: int, i: int) -> bool:
    """Say whether "over" opens an aside between commas, which tells a span: "by Ida Fenn, over 18 months, with"."""
    return first > 0 and tokens[first - 1].text == "," and any(token.text == "," for token in tokens[i + 1 : i + 4])


def _phrase(tokens: tuple[Token, ...], j: int) -> tuple[Bound, int] | None:
    """Return the longest bound that ends right before token j, and where it starts."""
    table = phrases("bounds")
    for length in range(min(_LONGEST, j), 0, -1):
        run = tokens[j - length : j]
        if any(token.line for token in run[1:]) or (j < len(tokens) and tokens[j].line):
            continue
        key = table.get(tuple(token.low for token in run))
        if key is None and length == 2 and run[1].text == ".":
            key = table.get((run[0].low + ".",))
        if key is not None:
            return _bound(key), j - length
    return None


def bound_after(tokens: tuple[Token, ...], i: int) -> tuple[Bound, int] | None:
    """Return the bound written from token i on ("or more", "+") and the position after it."""
    table = phrases("bounds_after")
    for length in (3, 2, 1):
        run = tokens[i : i + length]
        if len(run) < length or any(token.line for token in run):
            continue
        key = table.get(tuple(token.low for token in run))
        if (
            key is None
            or (run[0].text == "+" and run[0].gap)
            or (run[0].low in _WORDS_ALONE and not _closes(tokens, i + length))
        ):
            continue
        return _bound(key), i + length
    return None


_WORDS_ALONE = frozenset({"plus", "tops", "minimum", "maximum", "at", "odd"})


def _closes(tokens: tuple[Token, ...], i: int) -> bool:
    return i >= len(tokens) or tokens[i].kind == "mark" or tokens[i].line


def _bound(key: str) -> Bound:
    table: dict[str, Bound] = {
        "about": "about",
        "at_least": "at_least",
        "more_than": "more_than",
        "at_most": "at_most",
        "less_than": "less_than",
    }
    return table[key]
