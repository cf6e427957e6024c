"""One metric of one subject in one period, stated twice with values that cannot both be true.

What the words of an article leave open decides against a report: every word that only one of the two sentences has may
stand for another part, place, moment or way of counting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from assistant.ledger.entries import Entry, one_line
from assistant.ledger.glue import listed
from assistant.ledger.stated import known, reach
from assistant.ledger.types import Conflict
from assistant.words import stem
from documents.figures.cast import Cast, cast_of
from documents.figures.kinds import is_cue
from documents.figures.types import Quantity
from documents.figures.units import dimension_of, factor, singular
from documents.figures.vocabulary import words

_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITION = re.compile(r"^(?:in|by|at|on|during|for) ", re.IGNORECASE)
_MOST = 50  # mentions of one thing that are compared with each other
_UNCOUNTED = frozenset({"rank", "ordinal", "factor", "points"})


def repeated(entries: Iterable[Entry]) -> Iterator[Conflict]:
    """Yield the pairs of entries that contradict each other, of one document or of several."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    casts: dict[str, Cast] = {}  # reading the names of a document takes long: only of those that may matter
    for entry in _comparable(entries):
        document = entry.document
        casts[document.id] = cast = casts.get(document.id) or cast_of(document)
        key = _key(entry, cast)
        if key is not None and not _compares(entry):
            groups[(*key, _rest(entry, cast))].append(entry)
    for found in groups.values():
        for one, other in combinations(found[:_MOST], 2):
            elsewhere = (one.document.id, one.figure.sentence) != (other.document.id, other.figure.sentence)
            if elsewhere and _contradict(one.figure.quantity, other.figure.quantity):
                yield _conflict(one, other, casts[one.document.id])
                break  # a third mention would only repeat the report


def _comparable(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries that at least agree with another in kind, period and status."""
    alike: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        figure = entry.figure
        if figure.period is not None and figure.kind is not None:
            alike[figure.kind, figure.status, figure.period.start, figure.period.end].append(entry)
    for found in alike.values():
        if len(found) > 1:
            yield from found


def _key(entry: Entry, cast: Cast) -> tuple[object, ...] | None:
    """Return what two figures must share to be two values of one thing; None where that cannot be told."""
    figure, quantity, when = entry.figure, entry.figure.quantity, entry.figure.period
    if when is None or figure.milestone is not None or figure.row is not None or figure.kind in (None, "growth"):
        return None
    owner = _owner(entry, cast)
    if owner is None or quantity.dimension in _UNCOUNTED:
        return None
    metric = _stems(figure.metric) - _stems(owner)
    metric = metric - _neutral() or metric
    counted = quantity.dimension == "count" and quantity.unit in _WORD.findall(singular(figure.metric))
    if not metric or not (counted or any(is_cue(word) for word in _WORD.findall(figure.metric.lower()))):
        return None
    unit = quantity.unit if dimension_of(quantity.unit) in (None, "money") else ""
    within = (figure.within.low, figure.within.unit) if figure.within else None
    return (
        owner, metric, figure.kind, quantity.dimension, unit, quantity.per, when.start, when.end, when.cumulative,
        within, figure.status,
    )  # fmt: skip


def _owner(entry: Entry, cast: Cast) -> str | None:
    """Return whose the figure is in lower case, None where that is neither a name nor "the" one thing of its kind.

    "The company" and "Acme reported revenue" are Acme where the article is about Acme.
    """
    figure = entry.figure
    main, bare = (cast.main or "").casefold(), _stems(figure.subject or "")
    if main and bare and bare - _neutral() - _stems(figure.metric) <= _stems(main):
        return main
    subject = (figure.subject or "").casefold()
    definite = subject.isalpha() and f"the {subject} " in entry.sentence.casefold()
    named = figure.subject in cast.known or (definite and not subject.endswith("s"))
    return subject if named and not bare <= _stems(figure.metric) else None


def _compares(entry: Entry) -> bool:
    """Say whether the sentence sets two times side by side: which figure is of which is then too easily mistaken."""
    return bool(set(_WORD.findall(entry.sentence.lower())) & listed("repeat", "comparing"))


def _rest(entry: Entry, cast: Cast) -> frozenset[str]:
    """Return what the sentence says besides whose figure it is, of what, when and how much."""
    figure = entry.figure
    period = figure.period.surface if figure.period else ""
    main = cast.main if _owner(entry, cast) == (cast.main or "").casefold() else ""
    said = " ".join((figure.subject or "", main or "", figure.metric, period, figure.quantity.surface))
    return _stems(entry.sentence) - _stems(said) - _neutral() - _stems(" ".join(words("function")))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in ("the", "a", "an", "of", "s"))


@lru_cache(maxsize=1)
def _neutral() -> frozenset[str]:
    return frozenset(stem(word) for key in ("neutral", "roles") for word in listed("repeat", key))


def _contradict(one: Quantity, other: Quantity) -> bool:
    rate = factor(other.unit, one.unit)
    return rate is not None and reach(one).apart(reach(other) * known(rate))


def _conflict(one: Entry, other: Entry, cast: Cast) -> Conflict:
    figure = one.figure
    named = cast.main if _owner(one, cast) == (cast.main or "").casefold() else figure.subject
    when = f" ({_PREPOSITION.sub('', one_line(figure.period.surface))})" if figure.period else ""
    metric = min((one_line(entry.figure.metric) for entry in (one, other)), key=len)
    values = f"{one_line(figure.quantity.surface)} and {one_line(other.figure.quantity.surface)}"
    return Conflict("two values", f'Two values of "{metric}" of {named}{when}: {values}.', "", (one, other))
