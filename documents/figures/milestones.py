"""The time an amount came together in and what a duration led to: "400 in 24 hours", "90 days to reach 10,000"."""

from __future__ import annotations

from decimal import Decimal

from documents.figures.elements import Element
from documents.figures.numbers import numeral
from documents.figures.scene import Scene, clause_of
from documents.figures.timing import leads
from documents.figures.types import Quantity
from documents.figures.units import counted_unit
from documents.figures.vocabulary import load
from documents.types import Span

_SPANS = frozenset({"within", "in", "during", "over", "after", "inside"})
_AMOUNTS = frozenset({"count", "ordinal", "money", "mass", "volume", "energy", "cargo", "power", "length"})
_SINGLE = frozenset({"hour", "day", "week", "month", "year"})
_CLOSING = frozenset({".", ",", ";", ":", ")", "and", "but"})
_YEARS = 1000  # "40 in 2021" tells a year
_FAR = 8  # elements between an amount and the time in which it came together


def within_for(scene: Scene, figure: int) -> Quantity | None:
    """Return the time in which the amount came together: "4,500 orders within 24 hours"."""
    if scene.figures[figure].dimension not in _AMOUNTS:
        return None
    k = scene.at(figure)
    if (
        k >= 3
        and [scene.parts[j].low for j in (k - 1, k - 3)] == ["to", "from"]
        and scene.parts[k - 2].sort == "figure"
    ):
        return None  # "went from 30 to 44 parcels over two years" tells a level
    if (elliptic := _unit_left_out(scene, figure, k)) is not None:
        return elliptic
    first, last = clause_of(scene, k)
    direct = scene.parts[k + 2] if k + 2 < last and scene.parts[k + 1].low in _SPANS else None
    if direct is not None and direct.sort == "figure" and scene.figures[direct.figure].dimension == "duration":
        return scene.figures[direct.figure]  # "a million within four months, and | ten million within thirteen"
    # "Within the 24 hours that followed, they sold 400": a time that opens the sentence holds for its first amount.
    opening = [j for j, part in enumerate(scene.parts[:k]) if part.sort == "figure" and leads(scene, j)]
    outside = [j for j in opening[:1] if j < first]
    for j in [*range(first, last), *outside]:
        part = scene.parts[j]
        if part.sort != "figure" or scene.figures[part.figure].dimension != "duration" or abs(j - k) > _FAR:
            continue
        first = min(first, j - 4) if j < first else first
        lead = next(
            (scene.parts[i].low for i in range(j - 1, max(first, 0, j - 3) - 1, -1) if scene.parts[i].sort == "prep"),
            "",
        )
        if lead in _SPANS and not any(scene.parts[i].sort == "figure" for i in range(min(j, k) + 1, max(j, k))):
            found: Quantity = scene.figures[part.figure]
            return found
    return _first_of_all(scene, k, *clause_of(scene, k))


def _unit_left_out(scene: Scene, figure: int, k: int) -> Quantity | None:
    """Return the time whose unit was said before: "400 orders within two months, and 900 | within | six"."""
    at = scene.parts[k].last
    if at + 1 >= len(scene.tokens) or scene.tokens[at].low not in _SPANS:
        return None
    number = numeral(scene.tokens, at + 1)
    after = scene.tokens[number.last] if number is not None and number.last < len(scene.tokens) else None
    if number is None or number.scaled or (after is not None and after.text not in _CLOSING):
        return None
    earlier = [q for q in scene.figures[:figure] if q.dimension == "duration" and q.unit]
    if not earlier or number.value >= _YEARS:
        return None
    span = Span(scene.tokens[number.first].start, scene.tokens[number.last - 1].end)
    return Quantity(
        number.value, number.value, earlier[-1].unit, "duration", scene.cut(number.first, number.last), span
    )


def _first_of_all(scene: Scene, k: int, first: int, last: int) -> Quantity | None:
    """Return the time that is told in words: "400 orders | in | its first week", "On the opening day, 40 came"."""
    first = 0 if leads(scene, 1) and first > 1 else first
    near = sorted(range(max(first + 1, k - _FAR), min(last, k + _FAR)), key=lambda j: abs(j - k))
    for j in near:
        part = scene.parts[j]
        if scene.parts[j - 1].low not in _SPANS | {"on"}:
            continue
        words = [token.low for token in scene.tokens[part.first : part.last]]
        counted = len(words) == 1 and j + 1 < last and scene.parts[j + 1].low == "one"  # "on day one"
        unit = words[-1] if counted or words[-2:-1] in (["first"], ["opening"]) else ""
        if unit not in _SINGLE:
            continue
        earlier = scene.parts[first:j] if j < k else ()
        if any(other.sort == "figure" for other in (*scene.parts[min(j, k) + 1 : max(j, k)], *earlier)):
            return None  # "hired 40 in the first month, and 3 left"
        end, one = part.last + counted, Decimal(1)
        span = Span(scene.tokens[part.first].start, scene.tokens[end - 1].end)
        return Quantity(one, one, unit, "duration", scene.cut(part.first, end), span)
    return None


def milestone_for(scene: Scene, figure: int) -> tuple[Quantity, int, int] | None:
    """Return (what was reached, first element, last element) of "90 days to reach 10,000 units"."""
    if scene.figures[figure].dimension != "duration":
        return None
    k = scene.at(figure)
    _, last = clause_of(scene, k)
    to = next((j for j in range(k + 1, min(k + 9, last)) if scene.parts[j].low == "to"), None)
    if to is not None and any(part.sort in ("verb", "join") for part in scene.parts[k + 1 : to]):
        return None  # "approved in 26 minutes and costs 180 to process"
    if to is None or to + 1 >= last or scene.parts[to + 1].sort != "verb":
        return None
    for j in range(to + 2, min(to + 6, last)):
        part = scene.parts[j]
        if part.low in _OTHERWISE:
            return None  # "take 95 seconds to fill a jar instead of 40"
        if part.sort == "figure" and scene.figures[part.figure].dimension in _AMOUNTS:
            end = j + 2 if j + 1 < last and scene.parts[j + 1].sort == "phrase" else j + 1
            return scene.figures[part.figure], to + 1, end
        told = nth(scene, j)
        if told is not None:
            return told, to + 1, j + 1
    return None


_OTHERWISE = frozenset({"instead", "rather", "against", "than", "versus", "compared"})


def passed_by(scene: Scene, figure: int) -> tuple[Quantity, int, int] | None:
    """Return what was reached within the time: "reached | its first million metres | within four months"."""
    k = scene.at(figure)
    first, _ = clause_of(scene, k)
    if scene.figures[figure].dimension != "duration" or k < first + 3 or scene.parts[k - 1].low not in _SPANS:
        return None
    verb = next((j for j in range(k - 1, first, -1) if scene.parts[j].sort == "verb"), None)
    while verb is not None and scene.parts[verb - 1].sort == "phrase" and verb == k - 2:
        verb = next(
            (j for j in range(verb - 1, first, -1) if scene.parts[j].sort == "verb"), None
        )  # "a million | sold"
    if verb is None or scene.parts[verb].low not in _REACHES or scene.parts[verb + 1].sort != "phrase":
        return None
    if any(part.sort in ("figure", "mark", "join") for part in scene.parts[verb + 2 : k - 1]):
        return None
    told = nth(scene, verb + 1)
    return (told, verb, verb + 2) if told is not None else None


_REACHES = frozenset({"reach", "pass", "hit", "sell", "build", "open", "make", "produce", "deliver", "ship"})


def nth(scene: Scene, j: int) -> Quantity | None:
    """Return the place in a count that a phrase tells: "its thousandth shop", "the first million metres"."""
    part = scene.parts[j]
    if part.sort != "phrase":
        return None
    told_ = scene.tokens[part.first : part.last]
    begin = next((i for i, token in enumerate(told_) if token.low in load("words")["milestones"]), None)
    if begin is not None:
        value = Decimal(load("words")["milestones"][told_[begin].low])
        return _nth(scene, part, part.first + begin + 1, value)
    for i in range(part.first, part.last - 1):
        scale = load("words")["hundreds"].get(scene.tokens[i + 1].low)
        if scene.tokens[i].low == "first" and scale is not None:
            return _nth(scene, part, i + 2, Decimal(scale))
    return None


def _nth(scene: Scene, part: Element, noun: int, value: Decimal) -> Quantity:
    counted, surface = scene.cut(noun, part.last), scene.cut(part.first, part.last)
    span = Span(scene.tokens[part.first].start, scene.tokens[part.last - 1].end)
    return Quantity(value, value, counted_unit(counted) if counted else "", "ordinal", surface, span)
