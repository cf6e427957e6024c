"""A level at two times that an article tells in sentences of their own: "lost 6 in 2023. ... In 2024 it lost 4"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.agreement import same_metric, touches
from assistant.changing import Move
from assistant.corpus import Corpus
from assistant.operands import STATED, Candidate
from assistant.spans import spans
from assistant.types import Question
from assistant.words import fold
from documents.figures.types import Figure, Period


def dated_move(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> Move | None:
    """Return the two levels of the thing that a question is about, the earlier and the later one.

    None where a change itself is stated, where the question sets two things side by side, and where an article dates
    more than two levels of equal right: between which of them it changed is then not asked.
    """
    if question.foci or any(c.figure in corpus.changes and c.fits and c.words >= STATED for c in candidates):
        return None
    now = next((c.figure for c in candidates if c.fits and c.words >= STATED), None)
    if now is None or not _dated(now) or now in corpus.changes or not touches(now, question.whole):
        return None
    able = [c.figure for c in candidates if set(c.lacks) <= {"period", "words"} and _of_one(now, c.figure)]
    others = [figure for figure in able if figure not in corpus.changes]
    alike = [figure for figure in others if spans(now, figure) is None] or others
    asked = question.whole.periods
    if len(asked) == 1 and asked[0].start[:4] < asked[0].end[:4]:
        return _between(asked[0], [now, *alike])
    if asked:
        alike = [figure for figure in alike if _ends(figure) < _begins(now)]
        alike = sorted(alike, key=_ends)[-1:]  # "how much did it grow in 2024": since the year before
    if len(alike) != 1:
        return None
    earlier, later = sorted((now, alike[0]), key=_ends)
    return Move(earlier, later)


def _between(asked: Period, levels: Sequence[Figure]) -> Move | None:
    """Return the levels of the first and the last year of a time; None where one is not told: another is not asked."""
    first = [figure for figure in levels if _begins(figure)[:4] == _ends(figure)[:4] == asked.start[:4]]
    last = [figure for figure in levels if _begins(figure)[:4] == _ends(figure)[:4] == asked.end[:4]]
    return Move(first[0], last[0]) if len(first) == len(last) == 1 else None


def _of_one(now: Figure, other: Figure) -> bool:
    """Say whether two figures are one thing at two times."""
    mine, theirs = now.quantity, other.quantity
    alike = (now.document, mine.unit, mine.per, now.status) == (other.document, theirs.unit, theirs.per, other.status)
    owned = fold(now.subject or "") == fold(other.subject or "")
    return alike and owned and _dated(other) and _ends(now) != _ends(other) and same_metric(now, other)


def _dated(figure: Figure) -> bool:
    period = figure.period
    return period is not None and not period.cumulative and figure.within is None and figure.row is None


def _begins(figure: Figure) -> str:
    return figure.period.start if figure.period is not None else ""


def _ends(figure: Figure) -> str:
    return figure.period.end if figure.period is not None else ""
