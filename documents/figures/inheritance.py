"""A figure that takes over the metric of one before it in the sentence: "6% of revenue, while Acme needs 2%"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from documents.figures.bracketed import own_time
from documents.figures.candidates import possessor
from documents.figures.kinds import kinds_of
from documents.figures.noun_phrases import Metric, counted_phrase
from documents.figures.scene import Scene, subject_head, verb_before
from documents.figures.timing import delta
from documents.figures.tokens import tokenize
from documents.figures.types import Figure, Quantity
from documents.figures.verbs import base_of
from documents.figures.vocabulary import words

_BESIDE = frozenset(("against", "from", "versus", "vs", "than", "to", "with"))
_ALIKE = Decimal(20)  # times that one rate may be another


@dataclass(frozen=True, slots=True)
class Read:
    """A figure with the metric it was read from, so that the next one of the sentence can take it over."""

    figure: Figure
    metric: Metric | None
    place: int  # its element in the sentence


def lower_words(text: str) -> tuple[str, ...]:
    return tuple(token.low for token in tokenize(text))


def heir_of(read: Scene, k: int, metric: Metric | None, earlier: list[Read]) -> Read | None:
    """Return the figure of the sentence whose metric this one takes over: same unit, and none of its own."""
    quantity = read.figures[k]
    changed = delta(read, read.at(k))
    if changed is not None:
        return next((item for item in earlier if item.place == changed), None)
    if earlier and own_time(read, read.at(k)) is not None and _of_one_sort(earlier[-1].figure, quantity):
        return earlier[-1]  # "340 (2024: 310)"
    before = _risen(read, k, earlier)
    if before is not None:
        return before
    timed = quantity.dimension == "duration" and read.at(k) >= 2 and earlier
    if timed and read.parts[read.at(k) - 1].low in ("in", "over", "within") and earlier[-1].place == read.at(k) - 2:
        return earlier[-1]  # "down 22 points in twelve months"
    multiplied = read.at(k) >= 2 and earlier and earlier[-1].place == read.at(k) - 2 and metric is None
    if multiplied and read.parts[read.at(k) - 1].low == "to" and earlier[-1].figure.quantity.dimension == "factor":
        return earlier[-1]  # "profits tripled to $5m"
    resumed = earlier and read.at(k) >= 2 and read.parts[read.at(k) - 2].low == ","
    if resumed and read.parts[read.at(k) - 1].low == "from" and earlier[-1].figure.quantity.unit == quantity.unit:
        return earlier[-1]  # "rose to 5 times earnings, from 3 times"
    if earlier and earlier[-1].figure.quantity.unit == quantity.unit and restated(read, read.at(k), earlier[-1].place):
        return earlier[-1]
    verb = verb_before(read, 0, read.at(k))
    risen = earlier and quantity.dimension == "share" and earlier[-1].figure.quantity.dimension == "points"
    if risen and verb is not None and verb > earlier[-1].place and read.parts[verb].low in ("hit", "reach"):
        return earlier[-1] if read.parts[verb - 1].low == "it" else None  # "by 2 points a year until it hits 9%"
    following = read.parts[read.at(k) + 1].low if read.at(k) + 1 < len(read.parts) else ""
    closed = bool(earlier) and read.parts[read.at(k) - 1].low == ","
    counted = closed and earlier[-1].figure.quantity.dimension == "count"
    if counted and quantity.dimension == "share" and following in ("fewer", "more", "less"):
        return earlier[-1]  # "1,150 bags a week, a tenth fewer than in 2021"
    part_of = [part.low for part in read.parts[read.at(k) + 1 : read.at(k) + 3]]
    than = following in ("fewer", "more", "less") and part_of[1:] == ["than"]
    if closed and than and quantity.dimension in ("share", earlier[-1].figure.quantity.dimension):
        return earlier[-1]  # "a $486 million budget for 2026, 2.4% less than this year's"
    if closed and quantity.dimension in ("share", "factor") and part_of == ["of", "what"]:
        return earlier[-1]  # "emits 11 kg per head, a fifteenth of what a plane does"
    if (
        counted
        and quantity.dimension == "share"
        and part_of[:1] == ["of"]
        and part_of[1:] in (["them"], ["which"], ["whom"])
    ):
        return earlier[-1]  # "640 employees, a third of them programmers"
    stand_in = metric is None or metric.text.lower() in words("stand_ins", name="grammar") or metric.route == "verb"
    begun = earlier and any(part.sort == "verb" for part in read.parts[earlier[-1].place + 1 : read.at(k)])
    if quantity.dimension == "factor" and earlier and stand_in and not begun:
        return earlier[-1]
    if quantity.dimension == "count" and quantity.unit and earlier and not counted_phrase(read, k):
        last = earlier[-1]
        between = read.parts[last.place + 1 : read.at(k)]
        if last.figure.quantity.unit == quantity.unit and not any(part.sort == "verb" for part in between):
            return last
    for item in reversed(earlier):
        other = item.figure.quantity
        if other.dimension != quantity.dimension or (other.unit != quantity.unit and quantity.dimension != "duration"):
            continue
        if metric is None or metric.route == "leading":
            return item
        repeated = item.metric is not None and item.metric.text.startswith(metric.text + " ")
        if repeated and metric.route == "verb":
            return item
        if (
            metric.route == "verb"
            and _possessed(read, k)
            and not kinds_of(lower_words(metric.text), quantity.dimension)
        ):
            return item
        weak = metric.route == "verb" and base_of(metric.text) is not None and quantity.dimension in ("share", "points")
        if weak and item.metric is not None and item.metric.route in ("subject", "of", "adjective"):
            return item
        return None
    return None


def _of_one_sort(figure: Figure, quantity: Quantity) -> bool:
    return figure.quantity.dimension == quantity.dimension and quantity.unit in ("", figure.quantity.unit)


def _risen(read: Scene, k: int, earlier: list[Read]) -> Read | None:
    """Return the count that "up from" takes up where only an aside stands between: "there were 212, in nine states, up
    from 148"."""
    at = read.at(k)
    led = at >= 3 and read.parts[at - 1].low == "from" and read.parts[at - 2].low in ("up", "down")
    if not led or read.figures[k].dimension != "count" or len(earlier) < 2:
        return None
    aside, main = earlier[-1], earlier[-2]
    placed = aside.place >= 2 and read.parts[aside.place - 1].low in ("in", "across")
    placed = placed and read.parts[aside.place - 2].low == "," and main.figure.quantity.dimension == "count"
    return main if placed and not any(p.sort == "verb" for p in read.parts[main.place + 1 : at]) else None


def valued_by(speaker: str, earlier: list[Read], speaks: bool) -> bool:
    """Say whether the speaker of the figure before goes on about the same: "Acme values it at $3, and predicts 5"."""
    if not earlier or earlier[-1].figure.speaker != speaker:
        return False
    return speaks or (earlier[-1].metric is not None and earlier[-1].metric.route == "valued")


def restated(read: Scene, at: int, place: int) -> bool:
    """Say whether the clause only says the figure before in other terms: "$290 in 2025, | which is | $2 a van"."""
    led = at >= 3 and read.parts[at - 1].low == "be" and read.parts[at - 2].sort == "relative"
    return led and all(part.sort in ("prep", "period", "mark") for part in read.parts[place + 1 : at - 2])


def rate_from(read: Scene, k: int, metric: str, heir: Read | None, earlier: list[Read]) -> str | None:
    """Return the denominator of a figure set beside one that names it: "12,000 trips a day in 2025, 7,900 in 2021"."""
    quantity, at = read.figures[k], read.at(k)
    beside = heir or (earlier[-1] if earlier and earlier[-1].figure.metric == metric else None)
    if quantity.per is not None or beside is None:
        return quantity.per
    before = beside.figure.quantity
    if before.per is None or before.unit != quantity.unit or not before.low:
        return None
    # "It lost $800 a car in 2024 and $650 million in 2025": so far apart the two are not of one kind.
    alike = 1 / _ALIKE < quantity.low / before.low < _ALIKE
    following = read.parts[at + 1 : at + 3]
    dated = bool(following) and (following[0].sort == "period" or following[-1].sort == "period")
    return before.per if alike and (dated or read.parts[at - 1].low in _BESIDE) else None


def says_it(read: Scene, first: int, at: int) -> bool:
    """Say whether the clause only says "they" or "it" for whom the sentence has named before."""
    verb = verb_before(read, first, at)
    head = subject_head(read, first, verb) if verb is not None else None
    return head is not None and read.parts[head].low in ("they", "it")


def _possessed(read: Scene, k: int) -> bool:
    """Say whether an owner stands right before the figure: "below Acme's 19,900"."""
    return possessor(read, read.at(k)) is not None
