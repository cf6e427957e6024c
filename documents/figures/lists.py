"""Bare numbers that take unit and scale from a neighbour: "3.2 to 4.1 million tonnes", "50 people and 3 more"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from documents.figures.numbers import Numeral, shifted
from documents.figures.tokens import Token
from documents.figures.types import Bound

_CONNECTORS = frozenset({",", "and", "or", "to", "from", "/", "vs", "versus", ".", "through", "&", "against", "then"})


_POINTING = frozenset({"them", "which", "whom", "these", "those"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity over tokens[first:last] before its text is cut out."""

    low: Numeral
    high: Numeral
    first: int
    last: int
    unit: str = ""
    dimension: str = "count"
    scale: Decimal = Decimal(1)
    bound: Bound = "exact"
    per: str | None = None
    bare: bool = False


def scaled_like(low: Numeral, high: Numeral) -> Numeral:
    """Give the first number of a pair the power of ten of the last: "2-3 billion" starts at 2 billion."""
    if low.scaled or low.grouped or not high.exponent or abs(low.value) >= 1000:
        return low
    return replace(low, value=shifted(low.value, high.exponent), scaled=True, exponent=high.exponent)


def shared(tokens: tuple[Token, ...], drafts: list[Draft]) -> list[Draft]:
    """Give bare numbers in a list the unit and scale of the neighbour that carries them."""
    out = list(drafts)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        linked = _linked(tokens, here, after) or _crossed(tokens, here, after)
        if here.bare and not after.bare and after.dimension != "rank" and linked:
            low, high = scaled_like(here.low, after.low), scaled_like(here.high, after.low)
            out[i] = replace(
                here, low=low, high=high, unit=after.unit, dimension=after.dimension, scale=after.scale, bare=False
            )
    for i in range(1, len(out)):
        before, here = out[i - 1], out[i]
        opened = tokens[here.first - 1].low in ("from", "to", "and", "or")
        if here.unit == "time" and before.dimension == "factor" and opened:
            out[i] = replace(here, unit=before.unit, dimension="factor")  # "3 times earnings, from 4.5 times"
            continue
        if here.bare and again_within(tokens, here.first - 1):
            timed = next((d for d in reversed(out[:i]) if d.dimension == "duration"), before)
            out[i] = replace(here, unit=timed.unit, dimension=timed.dimension, scale=timed.scale, bare=False)
            continue
        small = not here.low.grouped and here.low.value <= 100
        if here.bare and before.dimension in ("money", "share", "points") and _linked(tokens, before, here, back=True):
            if before.dimension == "money" or small:
                out[i] = replace(here, unit=before.unit, dimension=before.dimension, scale=before.scale, bare=False)
        elif here.bare and _counts_on(tokens, counted := _last_count(out[:i], before), here):
            out[i] = replace(here, unit=counted.unit, dimension=counted.dimension, scale=counted.scale, bare=False)
    return out


def again_within(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether a time is told at i as one was before: "9 within four months, and 20 | within | thirteen"."""
    lows = [token.low for token in tokens[max(0, i - _SAME_SENTENCE) : i]]
    timed = any(low == "within" and any(unit in _UNITS for unit in lows[j + 1 : j + 4]) for j, low in enumerate(lows))
    return i > 0 and tokens[i].low == "within" and timed and not {".", ";", "?", "!"} & set(lows)


_SAME_SENTENCE = 16  # tokens
_UNITS = frozenset({"hours", "days", "weeks", "months", "years"})


def moved(tokens: tuple[Token, ...], drafts: list[Draft]) -> list[Draft]:
    """Give the first of two levels the denominator that the last carries: "rose from £190 to £247 a tonne"."""
    out = list(drafts)
    for i in range(len(out) - 1):
        here, after = out[i], out[i + 1]
        opened = here.first > 0 and tokens[here.first - 1].low == "from"
        joined = [token.low for token in tokens[here.last : after.first]] == ["to"]
        alike = (here.unit, here.dimension) == (after.unit, after.dimension) and here.dimension != "duration"
        if opened and joined and alike and here.per is None:
            out[i] = replace(here, per=after.per)
    return out


def _last_count(earlier: list[Draft], before: Draft) -> Draft:
    """Return the count that a time only stands beside: "18 doses in ten weeks, compared with 5"."""
    if before.dimension != "duration" or len(earlier) < 2 or earlier[-2].dimension != "count" or earlier[-2].bare:
        return before
    return earlier[-2]


def _counts_on(tokens: tuple[Token, ...], before: Draft, here: Draft) -> bool:
    """Say whether a bare number counts what the one before it did: "employs 50 people and hires 3 more"."""
    between = tokens[before.last : here.first]
    if before.bare or len(between) > 16 or any(token.text in ".;?!" or token.line for token in between[:-1]):
        ended = any(token.line or token.text in ".?!" for token in between)
        return before.dimension == "money" and here.low.scaled and not here.low.words and not ended
    lows = {token.low for token in between}
    timed = before.dimension == "duration" and here.low.words and not here.low.scaled
    if timed and len(between) <= 10 and here.low.value < 100:
        return True  # "took 23 days in 2021 and now takes nine"
    contrast = bool(lows & {"against", "versus", "compared"}) or ("from" in lows and bool(lows & {"up", "down"}))
    opened = before.first > 0 and tokens[before.first - 1].low == "from" and between[:1] and between[0].low == "to"
    if (contrast or opened) and len(between) <= 10:
        return before.dimension != "money" or here.low.scaled
    if before.dimension == "money":
        return here.low.scaled
    if before.dimension != "count":
        return False
    opening = {token.low for token in tokens[max(0, before.first - 3) : before.first]}
    if "of" in opening and between[:1] and between[0].text == "," and len(between) <= 3:
        return True  # "of its 50 people, 30 sell"
    following = [token.low for token in tokens[here.last : here.last + 2]]
    if following[:1] == ["of"] and following[1:] and following[1] in _POINTING and len(between) <= 4:
        return True  # "sold 50 boats, 30 of them abroad"
    after = tokens[here.last].low if here.last < len(tokens) else "."
    if after in ("more", "fewer", "others"):
        return True
    joined = "and" in lows and len(between) <= 4
    # "300 cars a week in May and 450 in June": a time beside each of two counts of one thing
    dated = between[-1:] and between[-1].low == "and" and len(between) <= 8 and after == "in" and "in" in lows
    return bool((joined and after in (".", ",", ";")) or dated) and not here.low.scaled


def _crossed(tokens: tuple[Token, ...], left: Draft, right: Draft) -> bool:
    """Say whether two sides of a thing are given: "12 by 30 metres", "30 x 20 cm"."""
    between = [token.low for token in tokens[left.last : right.first]]
    return right.dimension == "length" and between in (["by"], ["x"], ["×"])


def _linked(tokens: tuple[Token, ...], left: Draft, right: Draft, *, back: bool = False) -> bool:
    between = tokens[left.last : right.first]
    if back and any(token.low in ("from", ",", ".") for token in between):
        return False
    return len(between) <= 3 and all(token.low in _CONNECTORS and not token.line for token in between) and bool(between)
