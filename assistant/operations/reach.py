"""How long one subject took to reach a number, and how that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from assistant.agreement import kinds_told
from assistant.corpus import Corpus
from assistant.display import number, stated
from assistant.evaluate import conversion, converted
from assistant.expression import Constant, Expression, Input, apply
from assistant.interval import Interval
from assistant.labels import VAGUE_KINDS, subject
from assistant.operands import Candidate
from assistant.operations.pace import COUNTABLE, Pace, amounts_to, pace
from assistant.own_words import own_words
from assistant.words import fold, same_idea, stem, vocabulary
from documents.figures.types import Figure, Quantity
from documents.figures.units import dimension_of

# A stated milestone counts as the one asked for within this relative distance: "the 10,000th" for "10k".
_SAME_MILESTONE = Fraction(1, 100)
ASKED = "the number asked for"


# "If orders kept coming like that": the words say how, not what.
_FOR_ITS_WORDS = frozenset(("unit", "kind", "words"))


@dataclass(frozen=True, slots=True)
class Reach:
    """A time as an expression over the figure, its only input."""

    figure: Figure
    time: Expression
    unit: str  # of the time
    how: Literal["stated", "bounded", "paced"]
    pace: Pace
    reached: Quantity | None = None  # the milestone, where one is stated
    asked: str = ""  # the name that the question gives this side

    @property
    def name(self) -> str:
        """What the side is called: as asked, with the article's own subject where that says more."""
        own = subject(self.figure)
        if not self.asked or fold(self.asked) in fold(own):
            return own or self.asked
        return f"{self.asked} ({own})" if own else self.asked

    @property
    def days(self) -> Interval:
        """How long it took in days."""
        return amounts_to(self.figure, self.time_in("day")).number

    @property
    def time_text(self) -> str:
        """The time stated, verbatim."""
        return " ".join((self.figure.within or self.figure.quantity).surface.split())

    def time_in(self, unit: str) -> Expression:
        """Return the time in another unit of time."""
        found = converted(self.time, self.unit, unit)
        assert found is not None
        return found


def _is_paced(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure states how much came in how much time."""
    found = pace(figure, corpus) if figure.within is not None else None
    return found is not None and conversion(found.time_unit, "day") is not None


def first_reach(
    goal: Quantity, side: tuple[Candidate, ...], paced: bool, corpus: Corpus, names: tuple[str, ...] = ()
) -> Reach | None:
    """Return how long the best candidate took, those that state a milestone first; None where none tells.

    Of those, the ones that are told of the names themselves come before what is told of their predecessors.

    At a pace, what is counted comes first: where orders are asked for and given, nothing else is carried on to them.
    """
    counted = [c for c in side if goal.unit and c.figure.quantity.unit == goal.unit and _is_paced(c.figure, corpus)]
    if paced and any(set(c.lacks) <= _FOR_ITS_WORDS for c in counted):
        side = tuple(c for c in counted if set(c.lacks) <= _FOR_ITS_WORDS)
    else:
        side = tuple(c for c in side if set(c.lacks) <= {"unit", "kind"})
    asked = {fold(name) for name in names}

    def told_of(figure: Figure) -> bool:
        return fold(figure.subject or "") in asked

    for candidate in sorted(side, key=lambda c: (corpus.milestone(c.figure) is None, not told_of(c.figure), -c.score)):
        reach = _from(candidate.figure, goal, paced, corpus)
        if reach is not None:
            return reach
    return None


def _from(figure: Figure, goal: Quantity, paced: bool, corpus: Corpus) -> Reach | None:
    target = Fraction(goal.low)
    found = pace(figure, corpus)
    if found is None or conversion(found.time_unit, "day") is None or target <= 0:
        return None
    alike = _same_thing(goal, figure, found)
    asked = Constant(target, found.unit, ASKED)
    at_pace = apply("/", asked, found.rate)
    reached = corpus.milestone(figure)
    if reached is not None:
        if abs(Fraction(reached.low) - target) <= _SAME_MILESTONE * target:
            sentence = corpus.documents[figure.document].sentences[figure.sentence].span
            if not sentence.holds(reached.span):  # "the other did the same": said with the number that was asked for
                reached = replace(reached, surface=number(goal.low))
            return Reach(figure, Input(0), found.time_unit, "stated", found, reached)
        return Reach(figure, at_pace, found.time_unit, "paced", found) if paced and alike else None
    if not alike:
        return None  # what came of one thing tells nothing of another
    if paced and amounts_to(figure, found.amount).number.low > 0:
        return Reach(figure, at_pace, found.time_unit, "paced", found)
    total = amounts_to(figure, found.amount).number
    passed = total.low >= target and not total.open_low
    if figure.quantity.dimension not in COUNTABLE or figure.within is None or found.time is None or not passed:
        return None
    return Reach(figure, apply("reached", found.amount, asked, found.time), found.time_unit, "bounded", found)


def _same_thing(goal: Quantity, figure: Figure, found: Pace) -> bool:
    """Say whether a pace is one of what is to be reached: pre-orders tell of no satellites."""
    asked, own = stem(goal.unit), own_words(figure).counted
    general = {stem(noun) for noun in vocabulary("kinds_asked")["general"]}
    if not found.unit:
        return True  # "five thousand within thirteen" is of what was counted before
    if not asked or asked in general or stem(found.unit) in general or dimension_of(goal.unit) is not None:
        return True
    if own.meets(asked) or asked == stem(found.unit) or same_idea(asked, stem(found.unit)):
        return True
    return figure.kind is not None and figure.kind in kinds_told((goal.unit,), "count")


def said(reach: Reach, goal: Quantity) -> str:
    """Return one side of a comparison of times: "Acme: 90 days to reach 1,000 units"."""
    if reach.how == "stated":
        return f"{reach.name}: {stated(reach.figure.quantity)}{goal_of(reach)}"
    value = f"{stated(reach.figure.quantity)} within {reach.time_text}"
    under = "a day" if reach.days.high == 1 else reach.time_text
    return f"{reach.name}: {value}, so {number(goal.low)} in under {under}"


def goal_of(reach: Reach) -> str:
    """Return what was reached, as the article states it."""
    if reach.reached is None:
        return ""
    kind = reach.figure.kind if reach.figure.kind not in VAGUE_KINDS else None
    written = " ".join(reach.reached.surface.split())
    surface = re.sub(r"(?<=\d)-([a-z]+)$", r" \1s", written)  # "the 10,000-unit milestone" is 10,000 units
    return f" to reach {surface}" + (f" ({kind})" if kind and kind.rstrip("s") not in fold(surface) else "")
