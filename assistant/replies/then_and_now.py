"""What is now of a thing whose past the articles tell with a date: "It had 90 singers then. It has 31 today.".

The present is often told by a bare number, which stands for the thing of the past one. Both are quoted then.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.agreement import same_metric
from assistant.replies.case import Case
from assistant.types import Evidence, Question
from assistant.words import fold
from documents.figures.types import Figure

_NOW = re.compile(
    r"\b(?:today|now|nowadays|currently|presently|at present|at the moment|right now|these days|at this time)\b"
)
# A question that asks for what was before, too.
_BEFORE = re.compile(
    r"\b(?:before|earlier|previous|previously|formerly|former|once|used to|ago|until|last|then|did|was|were|had|ever"
    r"|peak|height|record|most|best|highest|lowest)\b"
)
_GOES_ON = re.compile(r"(?:it|they|he|she|there|now|today|currently|at present|the (?:number|figure|total))\b")
_YEAR = timedelta(days=366)


def asks_now(question: Question) -> bool:
    """Say whether it is asked in so many words what is the case now."""
    return _NOW.search(fold(question.standalone)) is not None


def with_now(figure: Figure, case: Case) -> tuple[Evidence, ...]:
    """Return the sentences that tell of a figure's past and of now, where a question is of now; () where none do."""
    asked = fold(case.question.standalone)
    if figure.period is None or figure.row is not None or figure.status != "actual":
        return ()
    here = case.at(figure.document, figure.sentence)
    sentence = case.sentence(here).span
    end = figure.quantity.span.end
    rest = fold(case.corpus.documents[figure.document].text[end : sentence.end])
    if asks_now(case.question):
        _, _, after = case.text(here).partition(figure.period.surface)
        if _NOW.search(fold(after)) is not None:
            return (here,)
    elif case.question.whole.periods or _BEFORE.search(asked):
        return ()
    if _NOW.search(rest) is not None and any(f.quantity.span.start > end for f in _bare(here, figure, case)):
        return (here,)
    following = case.near(here, 1)
    if following is None or case.sentence(following).block != case.sentence(here).block:
        return ()
    text = fold(case.text(following))
    goes_on = _GOES_ON.match(text) is not None and _NOW.search(text) is not None
    return (here, following) if goes_on and _bare(following, figure, case) else ()


def _bare(found: Evidence, then: Figure, case: Case) -> list[Figure]:
    """Return the figures of a sentence that may count what another does: of its unit, or numbers without a noun."""
    mine = then.quantity
    here = case.corpus.by_sentence.get((found.document, found.sentence), ())
    return [
        f
        for f in here
        if f is not then
        and f.quantity.low != mine.low
        and f.quantity.dimension == mine.dimension
        and (same_metric(f, then) or (mine.dimension == "count" and (f.quantity.unit == mine.unit or _bare_number(f))))
    ]


def _bare_number(figure: Figure) -> bool:
    return _NOUN.search(figure.quantity.surface) is None


_NOUN = re.compile(r"\b(?!(?:hundred|thousand|million|billion|trillion|bn|m)\b)[a-z]{2,}", re.I)


def only_then(figure: Figure, case: Case) -> str | None:
    """Return what is to be said of a figure that is long over where now is asked for, None where nothing is."""
    published = case.corpus.documents[figure.document].published
    if figure.period is None or published is None or not asks_now(case.question) or case.question.whole.periods:
        return None
    if date.fromisoformat(figure.period.end) + _YEAR > date.fromisoformat(published):
        return None
    return "This is what there was then; the article gives no later figure."
