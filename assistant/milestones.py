"""What was reached after a time: the number stated beside it, told in words, or told just before: "did the same"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from assistant.words import fold, vocabulary
from documents.figures.types import Figure, Quantity
from documents.types import Span

if TYPE_CHECKING:
    from assistant.corpus import Corpus

_FAR = 60  # letters between a number that is reached and the time that it took


def milestone(figure: Figure, corpus: Corpus) -> Quantity | None:
    """Return what was reached after a duration, None where the article does not say it of that one."""
    if figure.milestone is not None or figure.quantity.dimension != "duration":
        return figure.milestone
    return _beside(figure, corpus) or _in_words(figure, corpus) or _within(figure, corpus) or _pointed(figure, corpus)


def is_of(figure: Figure, number: Decimal, corpus: Corpus) -> bool:
    """Say whether a time is that of reaching a number: by its milestone, else by the number in its sentence."""
    reached: Quantity | None = corpus.milestone(figure)
    if reached is not None:
        return abs(reached.low - number) * 100 <= number
    here = corpus.by_sentence.get((figure.document, figure.sentence), ())
    return any(number in (other.quantity.low, other.quantity.high) for other in here)


def _beside(figure: Figure, corpus: Corpus) -> Quantity | None:
    """Return the "1,000th" or "first 1,000" of the sentence."""
    text = corpus.text(figure.document, figure.sentence)
    start = corpus.documents[figure.document].sentences[figure.sentence].span.start
    for other in corpus.by_sentence[figure.document, figure.sentence]:
        quantity = other.quantity
        before = text[: quantity.span.start - start].rstrip().lower()
        if quantity.dimension == "ordinal" or (quantity.dimension == "count" and before.endswith("first")):
            return quantity
    return None


def _in_words(figure: Figure, corpus: Corpus) -> Quantity | None:
    """Return the number that the clause of a time tells in words: "its first million", "the thousandth store"."""
    span = figure.clause or corpus.documents[figure.document].sentences[figure.sentence].span
    text = fold(corpus.documents[figure.document].quote(span))
    at = figure.quantity.span.start - span.start
    told = [match for match in _told()["in_words"].finditer(text) if abs(match.start() - at) <= _FAR]
    if not told:
        return None
    nearest = min(told, key=lambda match: abs(match.start() - at))
    word = nearest.group().split()[-1]
    value = Decimal(vocabulary("milestones")["numbers"][word])
    place = Span(span.start + nearest.start(), span.start + nearest.end())
    return Quantity(value, value, "", "count", place.of(corpus.documents[figure.document].text), place)


def _within(figure: Figure, corpus: Corpus) -> Quantity | None:
    """Return the count that was reached within a time: "it reached 400 members within three weeks"."""
    span = figure.quantity.span
    text = corpus.documents[figure.document].text
    for other in corpus.by_sentence[figure.document, figure.sentence]:
        mine = other.quantity.span
        if other.within is None or other.within.span != span or mine.end > span.start or other.clause != figure.clause:
            continue
        before = fold(text[max(0, mine.start - _FAR) : mine.start])
        if _told()["reaching"].search(before):
            return other.quantity
    return None


def _pointed(figure: Figure, corpus: Corpus) -> Quantity | None:
    """Return what another time just before was needed for, where this one "did the same" or "got there"."""
    document = corpus.documents[figure.document]
    span = figure.clause or document.sentences[figure.sentence].span
    if not any(_told()[name].search(fold(document.quote(span)).strip()) for name in ("the_same", "bare")):
        return None
    here = corpus.by_sentence[figure.document, figure.sentence]
    earlier = [other for other in here if other.quantity.span.end <= figure.quantity.span.start]
    before = corpus.by_sentence.get((figure.document, figure.sentence - 1), ()) if figure.sentence else ()
    times = (other for other in (*reversed(earlier), *reversed(before)) if other.quantity.dimension == "duration")
    return next((found for other in times if (found := corpus.milestone(other)) is not None), None)


@cache
def _told() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in vocabulary("milestones")["told"].items()}
