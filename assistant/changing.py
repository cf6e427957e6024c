"""Levels that an article tells before and after a change: "from 201 to 184", "74, against 66 a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.corpus import Corpus
from assistant.operands import Candidate
from assistant.relatedness import speaks_of
from assistant.types import Question
from assistant.words import fold
from documents.figures.types import Figure

# Words right before and right after a figure that make it the earlier one of two.
_FROM = re.compile(
    r"\b(?:from|instead of|compared with|compared to|against|versus|after|having been)"
    r"(?: (?:about|around|nearly|over|only|just))? ?\W{0,4}$"
)
_BACK = re.compile(r"^[^.;\d]{0,30}\b(?:before|earlier|previously|ago)\b")
_TO = re.compile(r"\bto(?: (?:about|around|nearly|over|only|just))? ?\W{0,4}$")
_UP_FROM = re.compile(r"\b(?:up|down) from(?: (?:about|around|nearly|over|only|just))? ?\W{0,4}$")

_RESUMED = re.compile(
    r"(?: [a-z]+)?(?: in (?:19|20)\d\d)?,? (?:up |down )?from(?: (?:about|around|nearly|over|only|just))? ?\W{0,4}"
)

_JOINED = re.compile(r"\b(?:than|vs|versus|or|between|against)\b")
_NEARLY = 0.1  # how much less a change may fit than the figure that fits best


@dataclass(frozen=True, slots=True)
class Move:
    """One level before and after a change."""

    before: Figure
    after: Figure


def moves(corpus: Corpus) -> tuple[Move, ...]:
    """Return the changes whose two levels an article states in one sentence, in text order; read once an article."""
    return tuple(move for document in corpus.documents for move in corpus.once(_moves, document))


def _moves(document: str, corpus: Corpus) -> tuple[Move, ...]:
    levels = [f for f in corpus.of(document) if f.column is None and f not in corpus.changes]
    found = [_move(left, right, corpus) for left, right in pairwise(levels)]
    return tuple(move for move in found if move is not None)


def followed_by(figure: Figure, corpus: Corpus) -> Figure | None:
    """Return the level that a figure has changed to, None where none is told."""
    afters: dict[Figure, Figure] = corpus.once(_afters, figure.document)
    return afters.get(figure)


def _afters(document: str, corpus: Corpus) -> dict[Figure, Figure]:
    return {move.before: move.after for move in corpus.once(_moves, document)}


def past(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is of a time that is over, and the article tells the same of now."""
    return figure in corpus.once(_past, figure.document)


def _past(document: str, corpus: Corpus) -> frozenset[Figure]:
    return _over(document, corpus) | _counted_then(document, corpus)


def _over(document: str, corpus: Corpus) -> frozenset[Figure]:
    """Return the figures that held until a day, where their sentence goes on to what has held since."""
    own = [f for f in corpus.of(document) if f.column is None]
    return frozenset(
        f for f, later in pairwise(own)
        if f.period is not None and f.period.surface.lower().startswith(_UNTIL)
        and f.sentence == later.sentence and f.quantity.unit == later.quantity.unit and f.status == "actual"
        and f.subject in (later.subject, *later.subjects)
    )  # fmt: skip


_UNTIL = ("until ", "till ")


def _counted_then(document: str, corpus: Corpus) -> frozenset[Figure]:
    counts = [f for f in corpus.of(document) if f.quantity.dimension == "count" and f.status == "actual"]
    present = [f for f in counts if f.period is None and f.within is None and f.column is None]
    return frozenset(f for f in counts if f.period is not None and any(_succeeds(now, f) for now in present))


def _succeeds(now: Figure, then: Figure) -> bool:
    """Say whether a figure tells further on what another was at a stated time: one owner, one measure, one unit."""
    mine, other = now.quantity, then.quantity
    alike = (now.document, now.metric, mine.unit, mine.per) == (then.document, then.metric, other.unit, other.per)
    owned = now.subject in (then.subject, *then.subjects)
    return alike and owned and mine.low != other.low and mine.span.start > other.span.start


def move_of(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> Move | None:
    """Return the change that a question speaks of: one whose level before or after fits it best; None where none does.

    Where it sets two names or two dates side by side, it asks for no change of one thing.
    """
    named = {focus.names for focus in question.foci if focus.names}
    if (len(named) > 1 and _JOINED.search(fold(question.standalone))) or any(focus.dated for focus in question.foci):
        return None
    able = {c.figure: c.score for c in candidates if not c.of_another}
    known = [m for m in moves(corpus) if m.before in able and m.after in able]
    known = [m for m in known if speaks_of(question.whole, (m.before, m.after), corpus)]
    if not known:
        return None
    best = max(known, key=lambda m: round(able[m.before] + able[m.after], 9))
    top = max((c.score for c in candidates if c.fits and c.figure.quantity.dimension != "share"), default=0.0)
    return best if max(able[best.before], able[best.after]) >= top - _NEARLY else None


def _move(left: Figure, right: Figure, corpus: Corpus) -> Move | None:
    mine, other = left.quantity, right.quantity
    if (left.document, left.sentence) != (right.document, right.sentence) or mine.low == other.low:
        return None
    bare = not other.unit or other.surface.strip().replace(",", "").isdigit()
    if (mine.dimension, mine.unit) != (other.dimension, other.unit) and not (bare and other.dimension == "count"):
        return None
    text = corpus.documents[left.document].text
    sentence = corpus.documents[left.document].sentences[left.sentence].span
    before = fold(text[sentence.start : mine.span.start])
    between = fold(text[mine.span.end : other.span.start])
    after = fold(text[other.span.end : sentence.end])
    if _FROM.search(before) is not None and _TO.search(between) is not None:
        return Move(left, right)
    resumed = _TO.search(before) is not None and _RESUMED.fullmatch(between) is not None  # "rose to 8, from 5 in May"
    if (
        resumed
        or _UP_FROM.search(between) is not None
        or (_FROM.search(between) is not None and _BACK.match(after) is not None)
    ):
        return Move(right, left)
    return None
