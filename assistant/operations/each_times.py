"""What so many come to at the amount that the article tells for each: "three looms at £2 million each"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.display import capital
from assistant.expression import Input, apply
from assistant.labels import said
from assistant.operations.base import Operands
from assistant.operations.working import working
from assistant.relatedness import speaks_of, telling
from assistant.types import Calculation, Question
from assistant.words import fold, stem, stems
from documents.figures.types import Figure

_EACH = re.compile(r"^ (?:each|apiece)\b")
_AT = re.compile(
    r"^ (?:(?!and\b|but\b|or\b)[\w'-]+ ){0,6}(?:at|for|costing|priced at|worth)(?: about| some| around)? $"
)
_TIMES = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year"))
_LOOSE = {"words", "unit", "kind", "part"}


def times_each(question: Question, operands: Operands) -> Calculation | None:
    """Return the product of an amount for each and how many its sentence counts; None where it tells no such pair."""
    corpus = operands.corpus
    found = []
    for candidate in operands.whole:
        each = candidate.figure
        if each.quantity.dimension != "money" or each.column is not None or set(candidate.lacks) - _LOOSE:
            continue
        pair = _counted(each, corpus)
        if pair is not None and _called(question, pair) and speaks_of(question.whole, pair, corpus):
            found.append((bool(candidate.lacks), pair))
    pairs = [pair for lacking, pair in found if lacking == min(worse for worse, _ in found)]
    if len({(a.quantity.low, b.quantity.low) for a, b in pairs}) != 1:
        return None
    each, many = pairs[0]
    work = working((each, many), apply("*", Input(1), Input(0)))
    if work is None:
        return None
    text = f"{capital(work.surface)}: {said(many)} {{1}} times {said(each)} {{0}}."
    return work.calculation("implied_value", text)


def _called(question: Question, pair: tuple[Figure, Figure]) -> bool:
    """Say whether the question calls one of the two by its own name: "dividend", "looms"."""
    own = {s for f in pair for s in stems(f"{f.metric} {f.quantity.unit}")}
    return any(term.stem in own for term in telling(question.whole))


def _counted(each: Figure, corpus: Corpus) -> tuple[Figure, Figure] | None:
    """Return the amount as one for each, and the count beside it of what it is for."""
    here = [f for f in corpus.by_sentence.get((each.document, each.sentence), ()) if f.quantity.dimension == "count"]
    per = each.quantity.per
    if per is not None:
        counts = [f for f in here if f.quantity.unit and stem(f.quantity.unit) == stem(per) and per not in _TIMES]
        return (each, counts[0]) if len(counts) == 1 and counts[0].quantity.low > 1 else None
    text = corpus.documents[each.document].text
    end = each.quantity.span.end
    if _EACH.match(fold(text[end : end + 10])) is None:
        return None
    for many in reversed(here):
        between = fold(text[many.quantity.span.end : each.quantity.span.start])
        if many.quantity.span.end < each.quantity.span.start and _AT.match(between) and many.quantity.unit:
            return replace(each, quantity=replace(each.quantity, per=many.quantity.unit)), many
    return None
