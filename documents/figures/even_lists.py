"""Lists of one measure over time: "sold 400 looms in 2021, 580 in 2022 and 650 in 2023" are all looms sold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from documents.figures.elements import Element
from documents.figures.inheritance import Read
from documents.figures.noun_phrases import counted_phrase
from documents.figures.scene import Scene
from documents.figures.types import Period, Quantity
from documents.figures.vocabulary import words

_ALIKE = Decimal(20)  # times that one rate may be another
_JOINTS = frozenset({",", ";", "and", "then"})
_PLAIN = _JOINTS | {"in", "at", "during", "for", "about", "around", "over", "nearly"}


def evened(read: Scene, found: list[Read]) -> list[Read]:
    """Return the figures of a sentence, each item of a list over time with the measure of the first."""
    out = list(found)
    for k in range(1, len(out)):
        before, item = out[k - 1], out[k]
        mine, other = before.figure.quantity, item.figure.quantity
        if counted_phrase(read, k) or _worse(read, before, item) or not _alike(mine, other):
            continue
        if not _goes_on(read, before.place, item.place):
            continue
        figure = replace(
            item.figure,
            metric=before.figure.metric,
            kind=before.figure.kind,
            subject=before.figure.subject,
            subjects=before.figure.subjects,
            period=item.figure.period or _shifted(read, before.figure.period, item.place),
            quantity=replace(other, unit=mine.unit, per=other.per or _rate(mine, other)),
        )
        out[k] = replace(item, figure=figure)
    return out


def contrasted(read: Scene, found: list[Read]) -> list[Read]:
    """Return the figures, of two counts each with what it does: "310 shops closed, while 640 opened"."""
    out = list(found)
    for k in range(1, len(out)):
        before, item = out[k - 1], out[k]
        mine, other = before.figure.quantity, item.figure.quantity
        did, does = _deed(read, before.place), _deed(read, item.place)
        if not (did and does) or mine.dimension != "count" or not mine.unit or not _alike(mine, other):
            continue
        if counted_phrase(read, k) or not _parted(read, before.place, item.place):
            continue
        noun = before.figure.metric
        first = replace(before.figure, metric=f"{noun} {did}")
        period = item.figure.period or before.figure.period
        second = replace(
            first,
            quantity=replace(other, unit=mine.unit),
            metric=f"{noun} {does}",
            period=period,
            clause=item.figure.clause,
        )
        out[k - 1], out[k] = replace(before, figure=first), replace(item, figure=second)
    return out


def _deed(read: Scene, at: int) -> str:
    """Return what those counted did, told right after them: "310 of its shops | closed | in May"; "" elsewhere."""
    j = at + 1
    if j + 1 < len(read.parts) and read.parts[j].low == "of" and read.parts[j + 1].sort == "phrase":
        j += 2
    if j >= len(read.parts) or read.parts[j].sort != "verb" or read.parts[j].last > read.parts[j].first + 1:
        return ""
    after = read.parts[j + 1] if j + 1 < len(read.parts) else None
    ended = after is None or after.sort in ("mark", "period", "join") or after.low in ("in", "by", "during", "at")
    return read.words(j, j + 1) if ended else ""


def _parted(read: Scene, place: int, at: int) -> bool:
    """Say whether a new clause begins right before the second count: ", while | 640 opened"."""
    j = at - 1
    while j > place and read.parts[j].sort == "filler":
        j -= 1
    return read.parts[j].low in ("while", "and", "but", ";", "whereas") and not any(
        part.sort == "figure" for part in read.parts[place + 1 : at]
    )


def _rate(mine: Quantity, other: Quantity) -> str | None:
    """Return the denominator of the first amount where the second can be a rate as well, being as large as it."""
    alike = mine.low > 0 and 1 / _ALIKE < other.low / mine.low < _ALIKE
    return mine.per if alike else None


def _worse(read: Scene, before: Read, item: Read) -> bool:
    """Say whether the first item only says that it was or had so much, and this one what is measured."""
    bare = before.metric is not None and before.metric.route == "verb" and before.metric.verb is not None
    weak = bare and before.metric is not None and read.parts[before.metric.verb or 0].low in ("be", "have")
    return weak and item.metric is not None and item.metric.route != "verb"


def _shifted(read: Scene, period: Period | None, at: int) -> Period | None:
    """Return the time a year after or before that of the item before: "340 | a year later"."""
    if period is None or period.end.startswith("9999") or at + 1 >= len(read.parts):
        return None
    begin = read.parts[at + 1].first
    lows = [token.low for token in read.tokens[begin : begin + 3]]
    step = _STEPS.get(lows[2]) if len(lows) == 3 and lows[0] in ("a", "one", "the") and lows[1] == "year" else None
    if step is None:
        return None
    days = (f"{int(day[:4]) + step:04d}{day[4:]}" for day in (period.start, period.end))
    start, end = (day.replace("-02-29", "-02-28") for day in days)
    return Period(start, end, read.cut(begin, begin + 3), period.cumulative)


_STEPS = {"later": 1, "after": 1, "afterwards": 1, "earlier": -1, "before": -1}


def _alike(mine: Quantity, other: Quantity) -> bool:
    """Say whether the second amount can be of the unit of the first."""
    return mine.dimension == other.dimension and (mine.unit == other.unit or not other.unit)


def _goes_on(read: Scene, place: int, at: int) -> bool:
    """Say whether only a time and a joint stand between two items of which each has its time."""
    between = read.parts[place + 1 : at]
    joined = any(part.low in _JOINTS and part.sort in ("mark", "join", "filler") for part in between)
    plain = all(part.sort in ("filler", "period") or part.low in _PLAIN or _timed(read, part) for part in between)
    dated = _time_after(read, place) and _time_after(read, at)
    return joined and plain and (dated or any(part.sort == "period" for part in between[-3:]))


def _time_after(read: Scene, place: int) -> bool:
    """Say whether a time stands right after the item: "580 | in 2022", "340 | a year later"."""
    j = place + 1
    while j < len(read.parts) and read.parts[j].sort == "prep" and read.parts[j].low in _PLAIN:
        j += 1
    return j < len(read.parts) and (read.parts[j].sort == "period" or _timed(read, read.parts[j]))


def _timed(read: Scene, part: Element) -> bool:
    """Say whether a phrase tells a time: "a year", "last spring"."""
    lows = [token.low for token in read.tokens[part.first : part.last]]
    led = len(lows) == 2 and lows[0] in ("a", "one", "last", "this", "that", "next")
    return part.sort == "phrase" and led and lows[1] in words("times", name="grammar")
