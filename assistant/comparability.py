"""What makes figures less comparable than they seem: each rule names both sides, in a caveat or in a refusal.

A rule is one line of RULES: what becomes of two figures that it fits, in which operations, and in what words. What
holds for a single figure (a forecast, a bound) follows the rules' caveats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from assistant.agreement import same_metric
from assistant.display import capital
from assistant.labels import inner, metric, named, purpose, subject
from assistant.spans import LENGTH_MATTERS, spans
from assistant.words import fold, vocabulary
from documents.figures.types import Figure
from documents.figures.units import dimension_of

_ADDING = frozenset(("sum",))
_AVERAGING = frozenset(("average",))
_TAKING_APART = frozenset(("difference", "percent_change", "sum", "average", "compare", "rank", "min", "max", "share"))
_CROSSING = frozenset(
    ("rate", "unit_price", "time_to_reach", "implied_value", "runway")
)  # unlike units belong together
_COUNTABLE = frozenset(("count", "ordinal", "number"))


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of two figures: `words` holds {a}, {b} (their names) and what `fits` returns as {x}, {y}."""

    refuses: bool
    operations: frozenset[str]  # empty: all
    fits: Callable[[Figure, Figure], tuple[str, str] | None]
    words: str


def refusal(operation: str, figures: Sequence[Figure]) -> str | None:
    """Return why a calculation with these figures would mean nothing, None where it means something."""
    for rule in RULES:
        if not rule.refuses or (rule.operations and operation not in rule.operations):
            continue
        for left, right in combinations(figures, 2):
            if (sides := rule.fits(left, right)) is not None:
                return _worded(rule, left, right, sides)
    return None


def caveats(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return what an honest reader must know of these figures, most important first, nothing twice."""
    found = [
        _worded(rule, left, right, sides)
        for rule in RULES
        for left, right in combinations(figures, 2)
        if not rule.refuses and (sides := rule.fits(left, right)) is not None
    ]
    return tuple(dict.fromkeys([*found, *_statuses(figures), *_bounds(figures)]))


def _worded(rule: Rule, left: Figure, right: Figure, sides: tuple[str, str]) -> str:
    return capital(rule.words.format(a=named(left), b=named(right), x=sides[0], y=sides[1]))


def counted_kind(figure: Figure) -> str | None:
    """Return the kind of thing counted: the figure's own, else that of the milestone it leads to."""
    return figure.kind if figure.kind in _phrases() else None


def kind_phrase(kind: str) -> str:
    """Return a kind as a caveat words it: "orders", "units produced"."""
    return str(_phrases().get(kind, kind))


def _phrases() -> dict[str, str]:
    return dict(vocabulary("kinds_asked")["phrases"])


def _at_two_times(left: Figure, right: Figure) -> tuple[str, str] | None:
    """A price and the price that it was later: what holds for a time is not added to what holds for another."""
    one = left.kind == right.kind and left.kind in vocabulary("kinds_asked")["holding"]
    one = one and fold(subject(left)) == fold(subject(right)) and left.metric == right.metric
    apart = one and left.period != right.period and (left.row is None) == (right.row is None)
    return (_shown(left), _shown(right)) if apart else None


def _currencies(left: Figure, right: Figure) -> tuple[str, str] | None:
    mine, other = left.quantity, right.quantity
    apart = mine.dimension == other.dimension == "money" and mine.unit != other.unit
    return (mine.unit, other.unit) if apart else None


def _unlike(left: Figure, right: Figure) -> tuple[str, str] | None:
    mine, other = left.quantity.dimension, right.quantity.dimension
    if mine == other or {mine, other} <= _COUNTABLE or {mine, other} <= {"share", "points", "fraction"}:
        return None
    return _shown(left), _shown(right)


def _kinds(left: Figure, right: Figure) -> tuple[str, str] | None:
    mine, other = counted_kind(left), counted_kind(right)
    return (kind_phrase(mine), kind_phrase(other)) if mine and other and mine != other else None


def _wordings(left: Figure, right: Figure) -> tuple[str, str] | None:
    """Two wordings of one kind: "confirmed orders" and "locked-in orders" may be counted differently."""
    mine, other = metric(left), metric(right)
    if left.quantity.dimension != "count" or right.quantity.dimension != "count":
        return None
    if left.kind is None or left.kind != right.kind or left.row or right.row or counted_kind(left) is None:
        return None
    apart = fold(mine) not in fold(other) and fold(other) not in fold(mine)
    return (mine, other) if apart else None


def _lengths(left: Figure, right: Figure) -> tuple[str, str] | None:
    if left.within is not None or right.within is not None:
        return spans(left, right)
    if left.period is None or right.period is None or left.period == right.period:
        return None
    if left.period.cumulative or right.period.cumulative:
        return None
    mine, other = _days(left), _days(right)
    apart = max(mine, other) > LENGTH_MATTERS * min(mine, other)
    return (_tidy(left.period.surface), _tidy(right.period.surface)) if apart else None


def _other_times(left: Figure, right: Figure) -> tuple[str, str] | None:
    """Two subjects at two times: a difference between them is partly one of time."""
    if left.period is None or right.period is None or _lengths(left, right) is not None:
        return None
    if (
        left.period.end == right.period.end
        or fold(subject(left)) == fold(subject(right))
        or not same_metric(left, right)
    ):
        return None
    return _then(left, left.period.surface), _then(right, right.period.surface)


def _then(figure: Figure, surface: str) -> str:
    """Return whose and when: "Acme in 2024", "Acme last year"."""
    time = _tidy(surface)
    own = fold(time.partition(" ")[0]) in ("last", "this", "next", "by", "since", "until")
    return f"{subject(figure)} {inner(time)}" if own else f"{subject(figure)} in {time}"


def _levels(left: Figure, right: Figure) -> tuple[str, str] | None:
    """A part of something and the whole of it: a division and its company."""
    mine, other = left.subject, right.subject
    if not mine or not other or fold(mine) == fold(other):
        return None
    if fold(other) in {fold(name) for name in left.subjects[1:]}:
        return mine, other
    return (other, mine) if fold(mine) in {fold(name) for name in right.subjects[1:]} else None


def _own_part(left: Figure, right: Figure) -> tuple[str, str] | None:
    """A total and a part of it, by subject or by time: a quarter and its year."""
    if not same_metric(left, right) or left.quantity.unit != right.quantity.unit:
        return None
    mine, other = left.period, right.period
    if mine is None or other is None or mine == other:
        same_time = mine == other
        return _levels(left, right) if same_time else None
    if mine.cumulative or other.cumulative or fold(subject(left)) != fold(subject(right)):
        return None
    if mine.start >= other.start and mine.end <= other.end:
        return _tidy(mine.surface), _tidy(other.surface)
    if other.start >= mine.start and other.end <= mine.end:
        return _tidy(other.surface), _tidy(mine.surface)
    return None


def _purposes(left: Figure, right: Figure) -> tuple[str, str] | None:
    """An amount for one purpose and one for whatever there is: a part against a whole."""
    for one, other in ((left, right), (right, left)):
        if purpose(one) and not purpose(other):
            return f"{_shown(one)} is {purpose(one)} alone", f"{_shown(other)} is not"
    return None


def _percentages(left: Figure, right: Figure) -> tuple[str, str] | None:
    """Shares that are not parts of one whole: those of one sentence or row are taken to be."""
    if left.quantity.unit != "%" or right.quantity.unit != "%":
        return None
    together = (left.document, left.sentence) == (right.document, right.sentence) and left.kind == right.kind
    return None if together and left.kind not in _RATES else (_shown(left), _shown(right))


def _rates(left: Figure, right: Figure) -> tuple[str, str] | None:
    """Two margins or growth rates: their mean needs the amounts that they are shares of."""
    both = left.quantity.unit == right.quantity.unit == "%" and left.kind in _RATES and right.kind in _RATES
    return (_shown(left), _shown(right)) if both else None


def _prices(left: Figure, right: Figure) -> tuple[str, str] | None:
    """Two amounts per piece: their sum is the price of nothing."""
    both = left.quantity.per is not None and left.quantity.per == right.quantity.per
    timed = both and dimension_of(left.quantity.per or "") == "duration"
    return (_shown(left), str(left.quantity.per)) if both and not timed else None


def _expected(left: Figure, right: Figure) -> tuple[str, str] | None:
    """An expectation and a result."""
    words = vocabulary("kinds_asked")["status"]
    for one, other in ((left, right), (right, left)):
        if one.status in words and other.status == "actual":
            return f"{_shown(one)} ({words[one.status]})", _shown(other)
    return None


_RATES = frozenset(("margin", "growth"))
_ALL: frozenset[str] = frozenset()
_CHANGING = frozenset(("difference", "percent_change", "average"))
_LENGTHS = "The periods differ in length: {x} and {y}"
RULES: tuple[Rule, ...] = (
    Rule(True, _ALL, _currencies, "{a} is in {x} and {b} in {y}, and the article states no exchange rate."),
    Rule(True, _TAKING_APART, _unlike, "{x} and {y} measure different things, which cannot be set against each other."),
    Rule(True, _ADDING, _kinds, "{x} and {y} are not added up: the same thing can be counted in both."),
    Rule(True, _ADDING, _own_part, "{x} is a part of {y}: added up, it would be counted again."),
    Rule(True, _ADDING, _percentages, "{x} and {y} are shares of different totals, so that their sum means nothing."),
    Rule(True, _ADDING, _at_two_times, "{x} and {y} hold at different times, so that their sum means nothing."),
    Rule(True, _ADDING, _prices, "{a} and {b} are amounts per {y}: their sum means nothing."),
    Rule(True, _CHANGING, spans, f"{_LENGTHS}, so that their difference would tell nothing."),
    Rule(True, _AVERAGING, _rates, "{x} and {y} have no average without weights, which are not given."),
    Rule(False, _ALL, _kinds, "{x} are not {y}."),
    Rule(False, _ALL, _wordings, '"{x}" and "{y}" may be counted differently.'),
    Rule(False, _ALL, _lengths, f"{_LENGTHS}."),
    Rule(False, _ALL, _other_times, "The times differ: {x}, {y}."),
    Rule(False, _ALL, _levels, "{x} is a part of {y}, so that the figures are of different levels."),
    Rule(False, _ALL, _purposes, "{x}, {y}, so that a part may be set against a whole."),
    Rule(False, _ALL, _expected, "{x} is set against a result, {y}."),
)  # fmt: skip


def _days(figure: Figure) -> int:
    period = figure.period
    assert period is not None
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _statuses(figures: Sequence[Figure]) -> list[str]:
    words = vocabulary("kinds_asked")["status"]
    found = []
    for figure in figures:
        if figure.status in words:
            who = f" by {figure.speaker}" if figure.speaker else ""
            found.append(f"{_shown(figure)} is {words[figure.status]}{who}, not a result.")
    return found


def _bounds(figures: Sequence[Figure]) -> list[str]:
    words = vocabulary("kinds_asked")["bound"]
    found = []
    for figure in figures:
        quantity = figure.quantity
        if quantity.bound in words:
            found.append(f"{_shown(figure)} is {words[quantity.bound]}: the article gives no exact figure.")
    return found


def _shown(figure: Figure) -> str:
    return " ".join(figure.quantity.surface.split())
