"""Figures of the quarters of a year, also where the article names the quarter and no year."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.words import fold
from documents.figures.types import Figure

YEAR_EARLIER = re.compile(r"^[^.;\d]{0,30}\b(?:year|season)s? (?:before|earlier|ago|previously)\b")
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_QUARTER = re.compile(r"\b(?:(first|second|third|fourth|final|last) quarter|q([1-4]))\b")
_ALONE = re.compile(r"\b(first|second|third|fourth)\b")
_MONTHS = {"01": 1, "04": 2, "07": 3, "10": 4}


def quarter_asked(folded: str) -> int | None:
    """Return the quarter that a text names, 1 to 4."""
    match = _QUARTER.search(folded)
    if match is None:
        return None
    return _ORDER[match.group(1)] if match.group(1) else int(match.group(2))


def quarter(figure: Figure, corpus: Corpus) -> int | None:
    """Return of which quarter a figure is, 1 to 4; None for one of a year before or of no quarter."""
    article = corpus.documents[figure.document]
    sentence = article.sentences[figure.sentence].span
    after = fold(article.text[figure.quantity.span.end : sentence.end])
    if YEAR_EARLIER.match(after):
        return None
    period = figure.period
    if period is not None and period.start[5:7] in _MONTHS and int(period.end[5:7]) == int(period.start[5:7]) + 2:
        return _MONTHS[period.start[5:7]]
    text = fold(article.quote(sentence))
    if _QUARTER.search(text) is None:
        return None
    named = sorted((*_QUARTER.finditer(text), *_ALONE.finditer(text)), key=lambda m: (m.start(), -m.end()))
    named = [m for i, m in enumerate(named) if i == 0 or m.start() >= named[i - 1].end()]
    amounts = [
        other
        for other in corpus.by_sentence[figure.document, figure.sentence]
        if other.quantity.dimension == figure.quantity.dimension
    ]
    if len(amounts) == len(named) and figure in amounts:
        match = named[amounts.index(figure)]  # "61 in the first quarter and 68 in the second"
    else:
        at = figure.quantity.span.start - sentence.start
        clause = figure.clause or sentence
        inner = [m for m in named if clause.start <= sentence.start + m.start() < clause.end]
        match = min(inner or named, key=lambda m: (abs(m.start() - at), m.start()))
    word = match.group(1)
    return _ORDER[word] if word else int(match.group(2))
