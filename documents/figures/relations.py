"""How a figure states another one: "90 fewer than a year earlier", "a rise of 31% to 4,870", "3.2 times EBITDA".

A relation names the level that is stated, the change or factor beside it, and the words for the level that is not
stated: "31.7 million, four per cent more than in 2023" tells how many there were in 2023.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from documents.figures.types import Figure
from documents.figures.verbs import base_of
from documents.figures.vocabulary import load
from documents.types import Document, Span

How = Literal["add", "subtract", "grow", "shrink", "times", "part"]
"""How the unstated level follows from the stated one: base + change, base - change, base / (1 + share), base / (1 -
share), base / factor or base / share, base x share (the part) or base x factor."""

_LEVELS = ("count", "money", "mass", "energy", "area", "volume", "length", "power", "duration", "number", "share")
_APPOSED = re.compile(r"(?: [\w ]{0,30})?(?:,| \(|, or| -|, which is|, that is) ?(?:about |some |nearly |over |just )?")
_FEW = 90  # characters between a change and its level: they stand in one clause
_NEAR = 260  # characters back to the level that "of them" points to


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated level and a change, share or factor that together imply another level."""

    base: Figure
    change: Figure
    how: How
    words: Span  # the words for the implied level: "Sandby's", "the year before"
    earlier: bool = False  # the implied level is the base's own, at an earlier time
    apart: bool = False  # level and change stand in sentences of their own


def relations(document: Document, figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Return what the figures of a document imply about each other, in text order."""
    found = (_relation(document, figures, i) for i in range(len(figures)) if figures[i].column is None)
    return tuple(relation for relation in found if relation is not None)


def is_change(document: Document, figure: Figure) -> bool:
    """Say whether a figure is a change and no level: "rose by 4%", "£90 million less than the year before"."""
    if figure.quantity.dimension == "factor" and base_of(figure.quantity.surface.lower().split()[-1]) is not None:
        return True  # "doubled to $71m"
    before, after = _around(document, figure)
    relative = figure.quantity.dimension in ("share", "points", "factor")
    risen = _rise(before) is not None and (relative or before.rstrip().endswith(" by"))
    return risen or (_compared(after) is not None and figure.quantity.dimension != "duration")


def rises(document: Document, figure: Figure) -> bool | None:
    """Return whether a figure is told as a rise (True) or a fall (False), None where it is told as neither."""
    return _rise(_around(document, figure)[0])


def says_earlier(text: str) -> bool:
    """Say whether a text points to an earlier time: "the year before", "previously"."""
    return _grammar("earlier").search(text.lower()) is not None


def _relation(document: Document, figures: Sequence[Figure], i: int) -> Relation | None:
    figure = figures[i]
    before, after = _around(document, figure)
    place = figure.quantity.span.end
    compared, rising = _compared(after), _rise(before)
    dimension = figure.quantity.dimension
    if dimension == "share" and (match := _grammar("of_them").match(after)):
        base = _last_level(document, figures, i, _NEAR, figure)
        words = _clause(document, place + match.end())
        if not document.quote(words).strip():
            words = _sentence(document, figure)
        pointed = match.group("them") is not None
        beside = base is not None and _APPOSED.fullmatch(
            document.text[base.quantity.span.end : figure.quantity.span.start]
        )
        if base is not None and beside and not pointed and base.sentence == figure.sentence:
            return Relation(base, figure, "times", words)  # "84 toys a quarter, 35% of all the toys"
        return Relation(base, figure, "part", words) if base and (pointed or _names(document, base, words)) else None
    if compared is not None and dimension != "factor":
        match, more = compared
        base = _level_beside(document, figures, i, same=dimension != "share")
        if base is None or not _one_clause(document, base, figure):
            return None
        words = _clause(document, place + match.end())
        if base.quantity.span.start > place:  # "18% higher at $64"
            words = Span(words.start, words.start)
        if not document.quote(words).strip():
            words = _sentence(document, figure)
        earlier = _grammar("earlier").search(document.quote(words).lower()) is not None or not match.group("than")
        how: How = ("shrink" if not more else "grow") if dimension == "share" else ("subtract" if more else "add")
        return Relation(base, figure, how, words, earlier)
    if rising is not None and dimension == "share":
        base = _level_beside(document, figures, i, same=False)
        if base is None or not _one_clause(document, base, figure):
            return None
        return Relation(base, figure, "grow" if rising else "shrink", _sentence(document, figure), True)
    if dimension not in ("share", "factor") and (match := _grammar("rest").search(after)):
        base = _whole(document, figures, i) if _last_part(document, figures, i, place + match.start()) else None
        return Relation(base, figure, "subtract", Span(place, place + match.end())) if base is not None else None
    if dimension == "factor" or (dimension == "share" and (after.startswith((" of ", " the ")))):
        return _multiple(document, figures, i, after)
    return None


def _multiple(document: Document, figures: Sequence[Figure], i: int, after: str) -> Relation | None:
    """Read "3.2 times EBITDA", "a fifth of Sandby's", "or 19% of sales": base / factor is what the words name."""
    figure = figures[i]
    match = _grammar("times_of").match(after)
    if match is None:
        return None
    words = _clause(document, figure.quantity.span.end + match.end())
    pointed = _grammar("pointing").match(document.quote(words).lower()) is not None
    base = _last_level(document, figures, i, _NEAR if pointed else _FEW, figure)
    if base is None or (not pointed and base.sentence != figure.sentence):
        return None
    if pointed:
        return Relation(base, figure, "part", _sentence(document, figure))
    between = document.text[base.quantity.span.end : figure.quantity.span.start].lower()
    return Relation(base, figure, "times", words) if _joined(between) else None


def _joined(between: str) -> bool:
    """Say whether a text is made of joining words and brackets alone; each piece ends in one way from each place."""
    reached = {0}
    for at in range(len(between)):
        if at in reached:
            reached.update(match.end() for piece in _pieces() if (match := piece.match(between, at)))
    return len(between) in reached


@cache
def _pieces() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, load("relations")["joined"]["pieces"]))


def _whole(document: Document, figures: Sequence[Figure], i: int) -> Figure | None:
    """Return the total that a part is taken from: "480 million, of which 310 million was borrowed"."""
    part = figures[i]
    for other in reversed(figures[max(0, i - 4) : i]):
        mine, theirs = part.quantity, other.quantity
        if (mine.unit, mine.dimension) == (theirs.unit, theirs.dimension) and theirs.low > mine.high:
            near = part.quantity.span.start - other.quantity.span.end <= _NEAR
            return other if near and other.sentence >= part.sentence - 1 else None
    return None


def _last_part(document: Document, figures: Sequence[Figure], i: int, rest: int) -> bool:
    """Say whether a part is the only one before "the rest": of two parts neither alone leaves it."""
    figure = figures[i]
    mine = figure.quantity
    beside = [f for f in figures[max(0, i - 1) : i + 2] if f is not figure and f.sentence == figure.sentence]
    for other in beside:
        after = document.text[other.quantity.span.end :][:_FEW].lower()
        part = _grammar("of_them").match(after) is not None or other.quantity.span.start > mine.span.end
        part = part or (i > 1 and _listed_part(document, figures[i - 2], other, figure))
        if part and _alike(other, figure) and other.quantity.span.start < rest:
            return False
    return True


def _listed_part(document: Document, whole: Figure, part: Figure, last: Figure) -> bool:
    """Say whether the figure before a part is one, too: "1,200 tonnes: 700 to Ulm, 300 to Basel and the rest"."""
    between = document.text[part.quantity.span.end : last.quantity.span.start].lower()
    taken = _alike(whole, part) and whole.quantity.low > part.quantity.high
    return taken and whole.sentence >= part.sentence - 1 and not _OF_WHICH.search(between)


_OF_WHICH = re.compile(r"\b(?:of|from|among) (?:which|whom|it|them|these|those|that)\b")


def _alike(one: Figure, other: Figure) -> bool:
    """Say whether two amounts may be parts of one whole: a number alone counts what those beside it do."""
    mine, theirs = one.quantity, other.quantity
    if (mine.unit, mine.dimension) == (theirs.unit, theirs.dimension):
        return True
    bare = any(q.surface.replace(",", "").replace(".", "").isdecimal() for q in (mine, theirs))
    return bare and "share" not in (mine.dimension, theirs.dimension)


def _level_beside(document: Document, figures: Sequence[Figure], i: int, *, same: bool) -> Figure | None:
    """Return the level that a change is told of: right after it ("31% to 4,870"), else the last one before it."""
    figure = figures[i]
    if i + 1 < len(figures):
        following = figures[i + 1]
        between = document.text[figure.quantity.span.end : following.quantity.span.start].lower()
        if following.sentence == figure.sentence and _grammar("to_level").fullmatch(between):
            return following if _level(following, figure, same) else None
    return _last_level(document, figures, i, _FEW, figure, same=same)


def _last_level(
    document: Document, figures: Sequence[Figure], i: int, reach: int, change: Figure, *, same: bool = False
) -> Figure | None:
    for other in reversed(figures[max(0, i - 6) : i]):
        distance = change.quantity.span.start - other.quantity.span.end
        if distance > reach or other.column is not None:
            return None
        before, after = _around(document, other)
        told = before.rstrip().endswith((" from", " in", " at", " over", " after", " within", " for", " by"))
        priced = other.quantity.dimension == "money" and before.rstrip().endswith(" for")  # "sold for 85, twice ..."
        told = told and not (priced and change.quantity.dimension == "factor")
        if _level(other, change, same) and not told and _compared(after) is None:
            return other
    return None


def _one_clause(document: Document, base: Figure, change: Figure) -> bool:
    left, right = sorted((base.quantity.span, change.quantity.span), key=lambda span: span.start)
    return base.sentence == change.sentence and not _grammar("apart").search(document.text[left.end : right.start])


def _names(document: Document, base: Figure, words: Span) -> bool:
    """Say whether the first words of a phrase name what a level counts: "a third of its employees"."""
    said = set(document.quote(words).lower().split()[:3])
    return bool(said & set(f"{base.metric} {base.quantity.surface}".lower().split()))


def _level(figure: Figure, change: Figure, same: bool) -> bool:
    mine, other = figure.quantity, change.quantity
    if same:
        return mine.dimension == other.dimension and mine.unit == other.unit and mine.per == other.per
    return mine.dimension in _LEVELS and mine.low > 0 and (mine.dimension != "share" or other.dimension == "factor")


def _around(document: Document, figure: Figure) -> tuple[str, str]:
    """Return the sentence before and after a figure, in lower case."""
    sentence = document.sentences[figure.sentence].span
    span = figure.quantity.span
    return document.text[sentence.start : span.start].lower(), document.text[span.end : sentence.end].lower()


def _rise(before: str) -> bool | None:
    """Return whether the words before a change tell a rise (True) or a fall (False)."""
    match = _grammar("rising").search(before[-48:])
    return None if match is None else match.group("up") is not None


def _compared(after: str) -> tuple[re.Match[str], bool] | None:
    """Return the comparative after a change and whether it says more: "fewer than", "higher", "over"."""
    match = _grammar("comparative").match(after)
    return None if match is None else (match, match.group("more") is not None)


def _clause(document: Document, start: int) -> Span:
    """Return the words from a place to the end of their clause."""
    text = document.text[start : start + _FEW]
    end = _grammar("ends").search(text)
    return Span(start, start + (end.start() if end else len(text)))


def _sentence(document: Document, figure: Figure) -> Span:
    return figure.clause or document.sentences[figure.sentence].span


def _grammar(name: str) -> re.Pattern[str]:
    return _patterns()[name]


def _patterns() -> dict[str, re.Pattern[str]]:
    if not _COMPILED:
        _COMPILED.update({name: re.compile(pattern) for name, pattern in load("relations")["patterns"].items()})
    return _COMPILED


_COMPILED: dict[str, re.Pattern[str]] = {}
