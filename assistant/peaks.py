"""How far a level is from its peak or its low: the figure that an article calls so, and the latest one of the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from assistant.agreement import same_metric
from assistant.changing import Move
from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.relatedness import speaks_of
from assistant.types import Question, Quote
from assistant.words import any_of, fold, vocabulary
from documents.figures.types import Figure

_LEVELS = (
    "money", "count", "number", "ordinal", "share", "points", "mass", "volume", "energy", "power", "area", "speed",
)  # fmt: skip
_ASKED = ("count", "money", "share", "measure", "points", "factor")
_ABLE = frozenset(("words", "unit", "kind"))
_OF_TIME = {"latest", "earliest", "soonest", "oldest", "youngest"}  # the "latest quarter" is not the best one
_SAID_SO = {  # how a time of a length is told without the word for it
    "day": r"(?:day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "month": r"(?:month|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    "quarter": r"(?:quarter|q[1-4])",
    "year": r"(?:year|annual|(?:19|20)\d\d)",
}
_NOW = "9999"  # what is told after a peak without a time of its own is of now


@lru_cache(maxsize=64)
def asked_from(standalone: str) -> str:
    """Return "high" where it is asked how far a level is from its peak, "low" from its low, "" where neither."""
    folded = fold(standalone)
    return next((name for name, pattern in _asked().items() if pattern.search(folded)), "")


def is_called(figure: Figure, extreme: str, corpus: Corpus) -> bool:
    """Say whether an article calls a figure the peak or the low, or tells a change from it."""
    return figure in corpus.once(_called, figure.document)[extreme]


def untold(question: Question, ranked: Callable[[], Sequence[Candidate]], corpus: Corpus) -> bool:
    """Say whether it is asked how far a level is from its peak, and the article states no change from there."""
    extreme = asked_from(question.standalone) if question.expects in _ASKED else ""
    if not extreme:
        return False
    changes = [c.figure for c in ranked() if c.figure in corpus.changes and set(c.lacks) <= _ABLE]
    called = (figure for figure in changes if is_called(figure, extreme, corpus))
    return not any(speaks_of(question.whole, (figure,), corpus) for figure in called)


def of_no_best_time(question: Question, quotes: Sequence[Quote], corpus: Corpus) -> bool:
    """Say whether the "best month" is asked of, and nothing quoted is told with such a word: a whole year is none."""
    asked = _best_time().search(fold(question.standalone)) if question.expects in (*_ASKED, "any") else None
    texts = (fold(corpus.text(q.document, q.sentence)) for q in quotes)
    return asked is not None and not any(
        _extreme().search(text) and re.search(rf"\b{_SAID_SO.get(asked[1], asked[1])}", text) for text in texts
    )


@cache
def _extreme() -> re.Pattern[str]:
    table = vocabulary("questions")["superlative"]
    words = {*table["greatest"], *table["smallest"]} - _OF_TIME
    return any_of(rf"\b{word}\b" for word in sorted(words))


@cache
def _best_time() -> re.Pattern[str]:
    return re.compile(rf"(?:{_extreme().pattern}) (?:\w+ )?(hour|day|weekend|week|month|quarter|season|year)\b")


def peak_move(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> Move | None:
    """Return the peak or low that a question speaks of and the latest level of the same, None where one is not told."""
    extreme = asked_from(question.standalone)
    able = [c.figure for c in sorted(candidates, key=lambda c: -c.score) if set(c.lacks) <= _ABLE] if extreme else []
    for peak in able:
        if peak in corpus.changes or peak.quantity.dimension not in _LEVELS or not is_called(peak, extreme, corpus):
            continue
        since = [figure for figure in able if _of_the_same(peak, figure, corpus) and _since(peak, figure)]
        latest = max(since, key=lambda figure: (_ends(figure), figure.quantity.span.start), default=None)
        if latest is None or not speaks_of(question.whole, (peak, latest), corpus):
            continue
        fell = latest.quantity.high < peak.quantity.low
        rose = latest.quantity.low > peak.quantity.high
        return Move(peak, latest) if (fell if extreme == "high" else rose) else None
    return None


def _of_the_same(peak: Figure, figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure tells the same level as the peak, at another time."""
    mine, other = peak.quantity, figure.quantity
    alike = (peak.document, mine.dimension, mine.per) == (figure.document, other.dimension, other.per)
    if not alike or figure.status != "actual" or figure in corpus.changes or figure == peak:
        return False
    beside = peak.sentence == figure.sentence
    unit = mine.unit == other.unit or (beside and "" in (mine.unit, other.unit))
    owners = {fold(name) for name in peak.subjects}
    owned = not owners.isdisjoint(fold(name) for name in figure.subjects) or (not owners and not figure.subjects)
    return unit and owned and (beside or same_metric(peak, figure))


def _since(peak: Figure, figure: Figure) -> bool:
    if figure.period is None or peak.period is None:
        return figure.quantity.span.start > peak.quantity.span.start
    return figure.period.end > peak.period.end


def _ends(figure: Figure) -> str:
    return figure.period.end if figure.period is not None else _NOW


def _called(document: str, corpus: Corpus) -> dict[str, frozenset[Figure]]:
    """Return the figures of an article that are called a peak or a low: the nearest to the word that says so."""
    article = corpus.documents[document]
    found: dict[str, set[Figure]] = {name: set() for name in _asked()}
    for position, sentence in enumerate(article.sentences):
        here = [f for f in corpus.by_sentence.get((document, position), ()) if f.quantity.dimension in _LEVELS]
        if not here:
            continue
        text = fold(article.quote(sentence.span))
        for name, figures in found.items():
            figures.update(_nearest(here, sentence.span.start + told.end()) for told in _told(name).finditer(text))
    return {name: frozenset(figures) for name, figures in found.items()}


def _nearest(figures: Iterable[Figure], at: int) -> Figure:
    """Return the first figure behind a place, else the last before it: "peaked at 9", "9, its peak"."""
    return min(figures, key=lambda f: (f.quantity.span.start < at, abs(f.quantity.span.start - at)))


@cache
def _asked() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(entry["asked"]) for name, entry in vocabulary("peaks").items()}


@cache
def _told(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("peaks")[name]["told"])
