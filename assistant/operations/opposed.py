"""Two amounts of one thing that opposite verbs tell: what opened and what closed, what was ordered and what came."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from assistant.corpus import Corpus
from assistant.furthering import around
from assistant.operands import Candidate
from assistant.operations.base import Operands
from assistant.relatedness import told_of_one
from assistant.types import Question
from assistant.words import fold, same_idea, stem, stems, vocabulary
from documents.figures.types import Figure

_LOOSE = {"words", "kind"}
_COUNTABLE = frozenset(("count", "number", "ordinal"))
_SENTENCES = 1  # between the two amounts
_WORDS = 8  # on either side of an amount that tell what became of it
# Where the words of an amount end and those of the next one begin.
_BORDER = re.compile(r"[,;:()]|\b(?:while|whereas|but|and|than|against|of which)\b|\d")

_THEM = re.compile(r" of (?:them|these|those)\b")

Pair = tuple[Figure, Figure]


def pairs(question: Question, operands: Operands, one: str, other: str) -> tuple[Pair, ...]:
    """Return (told by verbs of the first list, told by those of the second) of what a question counts, best first."""
    corpus = operands.corpus
    able = [c for c in operands.whole if c.figure.quantity.dimension in _COUNTABLE and not _foreign(c)]
    able = [c for c in able if c.figure not in corpus.changes and c.figure.status == "actual"]
    first = [c for c in able if _told(c.figure, corpus, one, other)]
    second = [c for c in able if _told(c.figure, corpus, other, one)]
    found = [
        (a, b) for a in first for b in second if _of_one(a.figure, b.figure, corpus) and _of_names(question, (a, b))
    ]
    found = [(a, b) for a, b in found if _counts(question, a.figure, b.figure)]
    found.sort(key=lambda pair: (-round(pair[0].score + pair[1].score, 9), pair[0].figure.quantity.span.start))
    return tuple(_in_one_unit(a.figure, b.figure) for a, b in found)


def _foreign(candidate: Candidate) -> bool:
    """Say whether a figure is not of what a question asks, whoever it is of: the other of a pair may be of him."""
    bare = candidate.figure.quantity.surface.replace(
        ",", ""
    ).isdigit()  # "ordered 300 oak desks and received 40" names the desks once
    loose = {*_LOOSE, "part"} if bare else _LOOSE
    return any(lack not in loose and not lack.startswith("name:") for lack in candidate.lacks)


def _of_names(question: Question, pair: Iterable[Candidate]) -> bool:
    lacking = [set(candidate.lacks) for candidate in pair]
    return not any(all(f"name:{name}" in lacks for lacks in lacking) for name in question.whole.names)


def _told(figure: Figure, corpus: Corpus, own: str, other: str) -> bool:
    """Say whether the words around an amount, up to those of the next one, are of one list and not of the other."""
    if figure.row is not None:
        told = stems(f"{figure.metric} {figure.row}")
        return _holds(told, own) and not _holds(told, other)
    before, after = around(figure, corpus)
    near = stems(_last(before)) if _stands(_last(before), own, other) else stems(_first(after))
    return _holds(near, own) and not _holds(near, other)


def direction(figure: Figure, corpus: Corpus) -> int:
    """Return 1 where an amount is told to come, -1 where it is told to go, 0 where neither is told of it."""
    return int(_told(figure, corpus, "came", "went")) - int(_told(figure, corpus, "went", "came"))


def _last(before: str) -> str:
    """Return the words before an amount that stand in its clause."""
    return " ".join(_BORDER.split(before)[-1].split()[-_WORDS:])


def _first(after: str) -> str:
    return " ".join(_BORDER.split(after)[0].split()[:_WORDS])


def _stands(text: str, *lists: str) -> bool:
    return any(_holds(stems(text), name) for name in lists)


def _holds(told: Iterable[str], name: str) -> bool:
    listed = _listed(name)
    return any(word in listed for word in told)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary("operations")["opposed"][name])


def _of_one(first: Figure, second: Figure, corpus: Corpus) -> bool:
    """Say whether two amounts are of one thing, owner and time, and stand together."""
    if first.document != second.document or (first.row is None) != (second.row is None):
        return False
    if first.row is not None:
        return first.column == second.column or first.row == second.row
    sentences = corpus.documents[first.document].sentences
    near = abs(first.sentence - second.sentence) <= _SENTENCES
    near = near and sentences[first.sentence].block == sentences[second.sentence].block
    mine, other = first.quantity, second.quantity
    return (
        near
        and (mine.unit == other.unit or not mine.unit or not other.unit)
        and (told_of_one(first, second, corpus) or _of_them(first, second, corpus))
    )


def _of_them(first: Figure, second: Figure, corpus: Corpus) -> bool:
    """Say whether one amount is of the other, whoever saw to it: "shops ordered 90, and Acme sent 40 of them"."""
    return 0 <= second.sentence - first.sentence <= _SENTENCES and _THEM.match(around(second, corpus)[1]) is not None


def _counts(question: Question, first: Figure, second: Figure) -> bool:
    """Say whether one of two amounts is of the noun that a question counts."""
    if question.noun is None:
        return True
    noun = stem(question.noun)
    told = {
        s for f in (first, second) for s in stems(f"{f.quantity.unit} {f.metric} {f.quantity.surface} {f.row or ''}")
    }
    people = fold(question.noun) in _PEOPLE and {first.kind, second.kind} & PEOPLE_KINDS
    return noun in told or any(same_idea(noun, other) for other in told) or bool(people)


_PEOPLE = frozenset(("people", "persons", "staff", "workers", "employees", "jobs"))
PEOPLE_KINDS: frozenset[str | None] = frozenset(vocabulary("kinds_asked")["people_kinds"])


def _in_one_unit(first: Figure, second: Figure) -> Pair:
    """Return two figures with the unit that one of them names: "310 of its stores closed, while 640 opened"."""
    named = next((f.quantity for f in (first, second) if f.quantity.unit), None)

    def whole(figure: Figure) -> Figure:
        if named is None or figure.quantity.unit:
            return figure
        return replace(figure, quantity=replace(figure.quantity, unit=named.unit, dimension=named.dimension))

    return whole(first), whole(second)
