"""Whether a figure can be of the time that is asked for, also where its words date it by the article's day or not."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from assistant.agreement import contradicts_time, of_longer_time, period_fit
from assistant.changing import followed_by
from assistant.corpus import Corpus
from assistant.pool import Traits
from assistant.types import Focus
from assistant.words import fold, tokens
from documents.figures.periods import periods
from documents.figures.types import Figure, Period
from documents.figures.vocabulary import words

_HELD = ("price", "cost")  # what stays as it is until a day was so before that day
_UNTIL = ("until", "till")


def time_fit(focus: Focus, figure: Figure, corpus: Corpus, *, alone: bool = True) -> float:
    """Return 1 where a figure is of the time asked for, -1 where it cannot be, little where that is not told.

    `alone` says that one number is asked for; of two that are compared text and question may date but one.
    """
    later = _later(figure, corpus) if alone else None
    if later is not None:  # "up from 12": what there was before
        return _BEFORE if any(_right_before(asked, later) for asked in focus.periods) else -1.0
    stated = corpus.period(figure)
    if stated is not None and figure.kind in _HELD and _held_until(figure, stated, corpus):
        return _UNTIL_THEN if any(asked.end <= stated.end for asked in focus.periods) else -1.0
    fit = period_fit(focus, stated, corpus.lexicon.words)
    if stated is None and fit > 0.0 and alone and _in_month_of_another_year(focus, figure, corpus):
        return -1.0
    if stated is None and fit > 0.0 and alone and any(_days(asked) < _YEAR for asked in focus.periods):
        return fit if _told_around(focus, figure, corpus) else -1.0
    return fit


@lru_cache(maxsize=64)
def asks_done(standalone: str) -> bool:
    """Say whether it is asked what has come about, and not what anybody foresaw: "what were sales last year?"."""
    said = {fold(token.text) for token in tokens(standalone)}
    foresight = words("status", "forecast", name="grammar") | words("status", "target", name="grammar")
    return _PAST.search(fold(standalone)) is not None and said.isdisjoint(foresight | _WISHES)


def only_foreseen(focus: Focus, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is a forecast or target of no time told, and the time asked for is over: a goal is none."""
    published = corpus.documents[figure.document].published
    if figure.status not in FORESEEN or corpus.period(figure) is not None or not published or not focus.periods:
        return False
    return all(asked.end < published for asked in focus.periods)


def beside_time(standalone: str, focus: Focus, corpus: Corpus) -> Callable[[Traits], bool] | None:
    """Return what tells that a figure is only foreseen where it is asked what came about, or the other way round."""
    if asks_done(standalone):
        return lambda trait: only_foreseen(focus, trait.figure, corpus)
    if focus.periods and _FORESIGHT.search(fold(standalone)) is not None:
        return lambda trait: _only_done(focus, trait.figure, corpus)
    return None


def _only_done(focus: Focus, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure of no time told is what has come about, and a time that is not over yet is asked for."""
    published = corpus.documents[figure.document].published
    if figure.status != "actual" or corpus.period(figure) is not None or not published or figure.column is not None:
        return False
    if any(asked.end <= published for asked in focus.periods):
        return False
    text = corpus.text(figure.document, figure.sentence)
    return _DONE.search(fold(text)) is not None and _AHEAD.search(text) is None


_FORESIGHT = re.compile(r"\b(?:expects?|expected|forecasts?|predicts?|foresees?|plans?|hopes?|aims?|will)\b")
_DONE = re.compile(r"\b(?:was|were|had|did|fell|rose|slid|grew|\w{2,}ed)\b")
FORESEEN = ("forecast", "target")
_PAST = re.compile(r"\b(?:did|was|were|had|has|have|last year)\b")
_WISHES = frozenset(("want", "wanted", "wish", "wished", "promise", "predict", "foresee", "seek", "sought", "hoping"))


def _later(figure: Figure, corpus: Corpus) -> Period | None:
    """Return the time to which a figure had changed: of "rose last year from 12 to 15" the 12 is of the year before."""
    after: Figure | None = corpus.once(followed_by, figure)
    later = corpus.period(after) if after is not None else None
    if later is None or figure.period is None:
        return later
    return later if figure.period == later and not later.cumulative and _days(later) >= _YEAR else None


def _held_until(figure: Figure, stated: Period, corpus: Corpus) -> bool:
    """Say whether a price is said right there to have held until a day: "was $9 until May 2025"."""
    after = corpus.documents[figure.document].text[figure.quantity.span.end :][:_NEAR]
    return stated.surface.lower().startswith(_UNTIL) and stated.surface in after


def _right_before(asked: Period, later: Period) -> bool:
    """Say whether a time lies in the year before another, or in its own, and is as long as that."""
    earlier = asked.start < later.start and asked.end < later.end
    years = int(later.end[:4]) - int(asked.end[:4])
    one_day = later.start == later.end and asked.end < later.start
    return earlier and years <= 1 and (one_day or abs(_days(asked) - _days(later)) <= _LEAP)


def _days(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days


_NEAR = 40  # characters
_YEAR = 350
_LEAP = 3  # days by which months and years differ
_BEFORE, _UNTIL_THEN = 0.2, 0.6


def _told_around(focus: Focus, figure: Figure, corpus: Corpus) -> bool:
    """Say whether the times around a figure without one agree with those asked, or its months without a year do."""
    around: tuple[Period, ...] = corpus.once(_dated_around, figure)
    if any(not contradicts_time(focus, (one,)) and not of_longer_time(focus, (one,)) for one in around):
        return True  # of a month, quarter or half: that the year stands there tells nothing of it
    months = {_MONTHS.index(m) + 1 for m in _MONTH.findall(corpus.text(figure.document, figure.sentence))}
    return bool(months) and any(
        all(int(asked.start[5:7]) <= month <= int(asked.end[5:7]) for month in months) for asked in focus.periods
    )


def _dated_around(figure: Figure, corpus: Corpus) -> tuple[Period, ...]:
    """Return the times that stand around a figure: in its sentence or the nearest dated one before it, its headings.

    A list item is dated by what leads to the list, too.
    """
    article = corpus.documents[figure.document]
    own = article.sentences[figure.sentence]
    block = article.blocks[own.block]
    texts = [figure.row, figure.column, figure.group, block.label, *article.sections[own.section].path]
    found = [period for text in texts if text for period, _ in periods(text, day=article.published)]
    for position in range(figure.sentence, -1, -1):
        sentence = article.sentences[position]
        if sentence.block not in (own.block, block.lead):
            break
        dated = [period for period, _ in periods(article.quote(sentence.span), day=article.published)]
        if dated:
            return (*found, *dated)
    return tuple(found)


def _in_month_of_another_year(focus: Focus, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a sentence opens with a month, "In June", whose year by the article's day is none that is asked."""
    article = corpus.documents[figure.document]
    text = corpus.text(figure.document, figure.sentence)
    opening = _IN_MONTH.match(text)
    published = article.published or ""
    if opening is None or not published[:4].isdecimal() or _AHEAD.search(text) or periods(text):
        return False
    month = _MONTHS.index(opening[1]) + 1
    year = int(published[:4]) - (month > int(published[5:7]))
    return not any(int(asked.start[:4]) <= year <= int(asked.end[:4]) for asked in focus.periods)


_MONTHS = tuple(calendar.month_name[1:])
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_IN_MONTH = re.compile(rf"(?:In|Since|By|At the end of) ({'|'.join(_MONTHS)})\b(?! \d)")
_AHEAD = re.compile(r"\b(?:will|would|due|expects?|expected|plans?|planned|hopes?|aims?)\b")
