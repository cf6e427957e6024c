"""Which figures a question is about: candidates in their order, and those of them that read it as well as the best.

A figure that contradicts the question (another subject, another period, another unit) is not a candidate;
it is kept as a near miss, with what it lacks, so that a refusal can name it. How each is scored is `weighing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from assistant.agreement import TELLING, counted_fit, row_measured, same_metric, same_value, touches
from assistant.own_words import own_words
from assistant.types import Focus, Question
from assistant.windows import in_window
from assistant.words import same_idea, stem, stems
from documents.figures.types import Figure

# Of the question's weighted words, the share that a figure must meet to be an answer at all.
ENOUGH_WORDS = 0.45
COUNTED_SURE = 0.85  # from here on, what is counted agrees
# Other figures of nearly the same score are further readings of the question.
# A stated share that meets this much of the question's words is the answer, not a calculation of one.
STATED = 0.6
RARE = 0.7  # the weight of a word that tells a thing
DECISIVE = 0.75  # the weight, and the rarity, of a word without which nothing is answered
CERTAIN = 0.85  # so many of the words met tell what is asked for, whatever the metric is called
READING_MARGIN = 0.08
_PAID = re.compile(r"\bpa(?:y|ys|id|ying)\b.{0,40}\bfor\b")
_SHARP = ("duration", "speed", "factor", "points")  # kinds of answer that few figures of an article can be
READING_WORDS = 0.1  # of the weighted words that the best one meets


class Candidate(NamedTuple):
    """A figure with its score and what it lacks of the question ("name:Acme", "period", "unit", "kind", "words").

    All figures are made candidates for each thing that is asked, so they are tuples.
    """

    figure: Figure
    score: float
    words: float
    own: float  # share of the telling words that its own subject and metric hold
    lacks: tuple[str, ...]
    vouched: bool = False  # whether its sentence, not its words, tells that it is asked for

    @property
    def fits(self) -> bool:
        return not self.lacks

    @property
    def of_another(self) -> bool:
        """Whether it is of somebody, some time, row or part that the question does not ask of."""
        return any(lack.startswith("name:") or lack in ("period", "row", "part") for lack in self.lacks)


def limited(candidates: Iterable[Candidate], focus: Focus, dimensions: Iterable[str]) -> tuple[Candidate, ...]:
    """Return candidates of which those of other dimensions lack the unit, best first; without dimensions any may do."""
    allowed = frozenset(dimensions)
    if allowed and not focus.anchors:
        candidates = [c if c.figure.quantity.dimension in allowed else _of_other_unit(c) for c in candidates]
    return best_first(candidates)


def best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates by their score, those that fit before the others, ties as they came in."""
    ranked = sorted(candidates, key=attrgetter("score"), reverse=True)
    return (*(c for c in ranked if not c.lacks), *(c for c in ranked if c.lacks))


def _of_other_unit(candidate: Candidate) -> Candidate:
    """Return the candidate with its lack told after whose and when it is, before what it is of."""
    c, lacks = candidate, candidate.lacks
    first = sum(1 for lack in lacks if lack == "period" or lack.startswith("name:"))
    return Candidate(c.figure, c.score, c.words, c.own, (*lacks[:first], "unit", *lacks[first:]), c.vouched)


def readings(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the best candidate and those that fit the question as well, different figures only, best first."""
    sure = (c for c in candidates if c.fits and (c.vouched or c.words >= CERTAIN or _asked_for(question, c.figure)))
    fitting = in_window(question, list(sure))
    if not fitting:
        return _alone(question, candidates)
    best = fitting[0]
    chosen: list[Candidate] = []
    for candidate in fitting:
        if best.score - candidate.score > READING_MARGIN:
            break
        narrower = candidate.own < best.own and not same_metric(best.figure, candidate.figure)
        if best.words - candidate.words > READING_WORDS or narrower or not _alike(best.figure, candidate.figure):
            continue
        if not any(same_value(candidate.figure, other.figure) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _alone(question: Question, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the best candidate where its wanted dimension tells it: the one length of time beside a name asked for."""
    fitting = [c for c in candidates if c.fits]
    sharp = question.expects in _SHARP and bool(fitting) and fitting[0].words >= STATED
    if sharp and all(fitting[0].score - other.score > READING_MARGIN for other in fitting[1:]):
        return (fitting[0],)
    return ()


def _asked_for(question: Question, figure: Figure) -> bool:
    """Say whether the question asks for what the figure measures, by its words or by what is counted."""
    telling = [t for t in question.whole.terms if t.weight >= TELLING and t.text != question.noun]
    counted = question.noun is not None and counted_fit(question, own_words(figure)) >= COUNTED_SURE - 0.2
    return (
        counted
        or row_measured(question, figure)
        or not telling
        or bool(question.whole.anchors)
        or touches(figure, question.whole)
        or _done_by(question, figure)
        or _bought(question, figure)
    )


def _bought(question: Question, figure: Figure) -> bool:
    """Say whether it is asked what was paid for a thing, and the figure is what it was bought for."""
    paid = _PAID.search(question.standalone.lower()) is not None
    return (
        paid and figure.quantity.dimension == "money" and any(same_idea(w, stem("buy")) for w in stems(figure.metric))
    )


def _done_by(question: Question, figure: Figure) -> bool:
    """Say whether it is asked what the figure's own subject did: "what did the insurers pay for it?"."""
    if figure.row is not None or not figure.subject:
        return False
    asked = {term.stem for term in question.whole.terms}
    return {*stems(figure.subject), *stems(figure.metric)} <= asked


def _alike(best: Figure, other: Figure) -> bool:
    """Say whether two figures can be readings of one question: of one dimension, or of one speaker."""
    return best.quantity.dimension == other.quantity.dimension or (
        best.speaker is not None and best.speaker == other.speaker
    )
