"""Amounts that an article adds to the one before: "1,900 in May, and a further 600 in June", "another $9 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus import Corpus
from assistant.words import fold
from documents.figures.types import Figure, Period

_FURTHER = re.compile(
    r"\b(?:(?:a|yet a|some) further|(?:yet )?another|(?:an )?additional|(?:an )?extra)"
    r"(?: (?:about|around|some|nearly|almost|roughly|over|more than|just over))?\W{0,2}$"
)
# "600 more in June", not "600 more than" and not "600 more people", which may be a comparison.
_MORE = re.compile(r"^ more(?: (?:in|on|at|by|after|later|during|since|went|came|followed)\b|[,.;])")
# What an amount is set against is not what the next one is added to: "three times the $70 million of the first one".
_AGAINST = re.compile(
    r"\b(?:times|than|against|versus|from|instead of|compared (?:with|to)|budget(?:ed)? (?:of|at)|worth|over|under)"
    r"(?: (?:the|its|their|a|an|about|some|only))*\W{0,2}$"
)
_WORDS = ("further", "another", "additional", "extra")
_FIGURES_BACK = 6
_FAR = 3  # sentences back to an amount of the same measure and owner
_COUNTABLE = frozenset(("count", "number", "ordinal"))
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_TIMED = re.compile(r"\b(?:in|since|during|this|last|next|by|until|after|before)\b")


def chain_of(figure: Figure, corpus: Corpus) -> tuple[Figure, ...]:
    """Return an amount with those that are added to it, or that it is added to; () where there are none."""
    place = figure.quantity.span
    return next((c for c in corpus.once(_chains, figure.document) if any(f.quantity.span == place for f in c)), ())


def _chains(document: str, corpus: Corpus) -> tuple[tuple[Figure, ...], ...]:
    """Return each amount of an article with those that are added to it, in text order."""
    own = [f for f in corpus.of(document) if f.column is None]
    found: dict[Figure, list[Figure]] = {}
    first: dict[Figure, Figure] = {}  # what is added -> where its chain begins
    for i, figure in enumerate(own):
        base = _base(own, i, corpus) if _is_added(figure, corpus) else None
        if base is not None:
            start = first.get(base, base)
            first[figure] = start
            found.setdefault(start, [start]).append(beside(figure, start))
    return tuple(tuple(chain) for chain in found.values())


def _is_added(figure: Figure, corpus: Corpus) -> bool:
    before, after = around(figure, corpus)
    plain = (
        figure.quantity.dimension not in ("share", "points", "factor", "duration", "rank") and not figure.quantity.per
    )
    return plain and (_FURTHER.search(before) is not None or _MORE.match(after) is not None)


def _base(own: Sequence[Figure], i: int, corpus: Corpus) -> Figure | None:
    """Return the amount before that another one is added to: of one measure, in its sentence or in the one before."""
    figure = own[i]
    sentences = corpus.documents[figure.document].sentences
    for other in reversed(own[max(0, i - _FIGURES_BACK) : i]):
        beside = sentences[other.sentence].block == sentences[figure.sentence].block
        if not beside or other.sentence < figure.sentence - (1 if _unlike(other, figure) else _FAR):
            return None
        if _alike(other, figure) and _AGAINST.search(around(other, corpus)[0]) is None:
            return other
    return None


def _alike(base: Figure, figure: Figure) -> bool:
    mine, other = base.quantity, figure.quantity
    if mine.per or base.status != figure.status or (base.kind and figure.kind and base.kind != figure.kind):
        return False
    if mine.dimension in _COUNTABLE and other.dimension in _COUNTABLE:
        return mine.unit == other.unit or not other.unit
    return (mine.dimension, mine.unit) == (other.dimension, other.unit)


def _unlike(base: Figure, figure: Figure) -> bool:
    """Say whether the words of two figures do not tell the same of one owner: then only their place joins them."""
    return figure.kind is None or (figure.kind, figure.subject) != (base.kind, base.subject)


def beside(figure: Figure, base: Figure) -> Figure:
    """Return an amount that is added with the unit and measure of the first, where it names none itself.

    What it is added to is not what it is a part of: marketing that costs "a further $85 million".
    """
    quantity, wider = figure.quantity, set(base.subjects) - {figure.subject}
    subject = base.subject if fold(figure.subject or "") in _WORDS else figure.subject
    figure = replace(figure, subject=subject, subjects=tuple(name for name in figure.subjects if name not in wider))
    if not quantity.unit and base.quantity.unit:
        quantity = replace(quantity, unit=base.quantity.unit, dimension=base.quantity.dimension)
        return replace(figure, quantity=quantity, metric=base.metric, kind=base.kind)
    return figure


def around(figure: Figure, corpus: Corpus) -> tuple[str, str]:
    """Return the folded sentence before and after a figure."""
    article = corpus.documents[figure.document]
    sentence, span = article.sentences[figure.sentence].span, figure.quantity.span
    return fold(article.text[sentence.start : span.start]), fold(article.text[span.end : sentence.end])


def within(figure: Figure, base: Figure, asked: Sequence[Period], corpus: Corpus) -> bool:
    """Say whether an amount that is added to another is of a time that is asked for; any is where none is.

    Of "1,900 in February 2025 and 600 in September" both are of 2025.
    """
    if not asked:
        return True
    if figure.period is not None:
        return any(period.start <= figure.period.start and figure.period.end <= period.end for period in asked)
    if base.period is None or not within(base, base, asked, corpus):
        return False
    _, after = around(figure, corpus)
    named = _MONTH.search(after)
    if named is None:
        return _TIMED.search(after) is None
    month = _MONTHS.index(named.group()) + 1
    year = int(base.period.end[:4]) + (month < int(base.period.end[5:7]))
    day = f"{year:04}-{month:02}-01"
    return any(period.start <= day <= period.end for period in asked)
