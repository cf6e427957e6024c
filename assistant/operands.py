"""Which figures a question is about: every figure scored on words, names, period, unit and kind.

A figure that contradicts the question (another subject, another period, another unit) is not a candidate;
it is kept as a near miss, with what it lacks, so that a refusal can name it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.agreement import (
    TELLING,
    counted_fit,
    kind_fit,
    kinds_clash,
    measured,
    metric_fit,
    money_clash,
    other_currency,
    other_part,
    own_fit,
    per_fit,
    period_fit,
    phrase_fit,
    quoted,
    row_measured,
    same_metric,
    same_value,
    size_fit,
    touches,
)
from assistant.asked_focus import Asked, Met, asked_of
from assistant.corpus import Corpus
from assistant.narrowing import other_measure
from assistant.ownership import names_met, of_maker
from assistant.pool import Pool, Traits, stated
from assistant.profile import Profile
from assistant.types import Focus, Question, Term
from assistant.windows import in_window, other_window, window_fit
from assistant.words import stem, stems
from documents.figures.types import Figure

# The parts of a score, summing to 1. Words tell most; the rest decides between figures of like wording.
WORDS, NAMES, PERIOD, COUNTED, MEANING, OWN = 0.34, 0.2, 0.12, 0.12, 0.1, 0.12

# "per tonne" asked of a figure per tonne, and a rise asked of a rise: each decides between figures of like wording.
PER, CHANGE, METRIC, KIND, SIZE, PHRASE = 0.15, 0.1, 0.05, 0.06, 0.08, 0.08

# Of the question's weighted words, the share that a figure must meet to be an answer at all.
ENOUGH_WORDS = 0.45
# Where what is counted agrees, verbs and the like may differ: "carried" passengers, "had" passengers.
COUNTED_SURE, ENOUGH_BESIDE_NOUN = 0.85, 0.25
# A thing of the same sort beside the very name that is asked of is what is asked for.
COUNTED_LIKE, SURE_NAMES, SOME_WORDS = 0.7, 0.95, 0.15
# Other figures of nearly the same score are further readings of the question.
# A stated share that meets this much of the question's words is the answer, not a calculation of one.
STATED = 0.6
RARE, LEAST = 0.7, 0.2  # the weight of a word that tells a thing, and how little of such words is too little
DECISIVE = 0.75  # the weight, and the rarity, of a word without which nothing is answered
CERTAIN = 0.85  # so many of the words met tell what is asked for, whatever the metric is called
READING_MARGIN = 0.08
_POINTS = re.compile(r"(?:It|They|This|That|These) ")
_SHARP = ("duration", "speed", "factor", "points")  # kinds of answer that few figures of an article can be
READING_WORDS = 0.1  # of the weighted words that the best one meets


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure with its score and what it lacks of the question ("name:Acme", "period", "unit", "kind", "words")."""

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


def rank(
    question: Question,
    focus: Focus,
    corpus: Corpus,
    meaning: Callable[[Figure], float],
    *,
    dimensions: Iterable[str] = (),
    pool: Callable[[Corpus], Pool] = stated,
) -> tuple[Candidate, ...]:
    """Return the figures of a pool as candidates for one focus, best first, ties in text order.

    `meaning` gives the cosine of the question and the figure's sentence, 0 to 1; `dimensions` limits what
    may be answered with, empty meaning anything.
    """
    return limited(weighed(question, focus, corpus, meaning, pool=pool), focus, dimensions)


def limited(candidates: Iterable[Candidate], focus: Focus, dimensions: Iterable[str]) -> tuple[Candidate, ...]:
    """Return candidates of which those of other dimensions lack the unit, best first; without dimensions any may do."""
    allowed = frozenset(dimensions)
    if allowed and not focus.anchors:
        candidates = [c if c.figure.quantity.dimension in allowed else _of_other_unit(c) for c in candidates]
    return tuple(sorted(candidates, key=lambda c: (bool(c.lacks), -c.score)))


def _of_other_unit(candidate: Candidate) -> Candidate:
    """Return the candidate with its lack told after whose and when it is, before what it is of."""
    c, lacks = candidate, candidate.lacks
    first = sum(1 for lack in lacks if lack == "period" or lack.startswith("name:"))
    return Candidate(c.figure, c.score, c.words, c.own, (*lacks[:first], "unit", *lacks[first:]), c.vouched)


def weighed(
    question: Question,
    focus: Focus,
    corpus: Corpus,
    meaning: Callable[[Figure], float],
    *,
    pool: Callable[[Corpus], Pool] = stated,
) -> tuple[Candidate, ...]:
    """Return the figures as candidates for one focus in text order, whatever their dimension."""
    figures: Pool = corpus.once(pool)
    if focus.anchors:
        return tuple(_anchored(trait.figure, focus) for trait in figures.traits)
    asked = asked_of(question, focus, corpus)
    met = Met(figures.postings, focus)
    named = [figures.named(name) for name in focus.names]
    return tuple(
        _candidate(question, focus, trait, corpus, meaning(trait.figure), asked, met, at, [v[at] for v in named])
        for at, trait in enumerate(figures.traits)
    )


def _anchored(figure: Figure, focus: Focus) -> Candidate:
    anchored = figure in focus.anchors
    return Candidate(figure, 1.0 if anchored else 0.0, 1.0, 1.0, () if anchored else ("anchor",))


def _candidate(
    question: Question,
    focus: Focus,
    trait: Traits,
    corpus: Corpus,
    meaning: float,
    asked: Asked,
    met: Met,
    at: int,
    named: list[float],
) -> Candidate:
    figure = trait.figure
    lacks: list[str] = []
    counted = counted_fit(question, figure)
    # What is counted, and of which kind it is, are weighed on their own.
    settled = asked.settled
    if question.kind_word and question.kind and figure.kind == question.kind:
        settled |= {stem(question.kind_word)}  # "employs 640 people" has employees, whatever the sides are
    shares = met.share(settled)
    telling = shares is not None
    words = shares[at] if shares is not None else 0.5
    names, missing = names_met(focus, named, trait.whose)
    lacks += [f"name:{name}" for name in (*missing, *of_maker(focus, asked.kinds, trait.profile, corpus))]
    period = period_fit(focus, corpus.period(figure) if focus.periods else None, corpus.lexicon.words)
    undated = figure.period is None and figure.within is None
    if period < 0 or (focus.dated and undated) or other_window(question, asked.windows, figure):
        lacks.append("period")
    said = telling or bool(focus.names or focus.periods)
    if counted == 0 or (counted < COUNTED_LIKE and question.noun is not None and not said):
        lacks.append("kind")  # "how many dealers are there?" is not told by units of whatever it may be
    if asked.unspoken and any(t.stem not in settled and _decisive(t, question, counted) for t in asked.unspoken):
        lacks.append("words")  # a telling word that the articles nowhere use
    if kinds_clash(question, figure) or (asked.standing and trait.moved) or money_clash(asked.kinds, figure):
        lacks.append("kind")
    if other_currency(question, figure):
        lacks.append("currency")
    if asked.narrowed and other_part(question, asked.narrowed, figure):
        lacks.append("part")
    if trait.apart is not None and trait.apart.isdisjoint(asked.terms.stems - settled):
        lacks.append("part")
    needed = ENOUGH_WORDS if counted < COUNTED_SURE else ENOUGH_BESIDE_NOUN
    told = counted >= COUNTED_SURE or (question.kind and figure.kind == question.kind)
    if figure.row is not None and (told or row_measured(question, figure)):
        needed = 0.0  # a table has no verbs
    if figure.row is not None and words < STATED and other_measure(asked.terms.stems, figure.metric):
        lacks.append("words")
    if names >= SURE_NAMES and focus.names and counted >= COUNTED_LIKE and question.noun is not None:
        needed = min(needed, SOME_WORDS)  # people asked of a trial are the adults that it enrolled
    if counted >= COUNTED_SURE:  # whether passengers were "carried" or "flown" is told by no word but the noun
        settled |= asked.verbs
    least = met.least(settled)
    if least is not None and least[at] < needed:
        lacks.append("words")
    if not figure.row and trait.stated and _elsewhere(trait.profile, focus, figure, asked, corpus):
        lacks.append("words")
    if not asked.items.isdisjoint(trait.siblings) and asked.items.isdisjoint(trait.label):  # another item of the list
        lacks.append("row")
    if any(min(trait.profile.match(before), trait.profile.match(head)) == 0.0 for before, head in asked.apart):
        lacks.append("part")
    if per := per_fit(asked.per, figure):  # "price per tonne" tells the figure, whatever the verb beside it
        lacks = [lack for lack in lacks if lack != "words"]
    own = own_fit(asked.telling, asked.meets, figure)
    score = (
        WORDS * words
        + NAMES * names
        + PERIOD * max(period, window_fit(focus, figure) if focus.quantities else 0.0, 0)
        + COUNTED * counted
        + MEANING * meaning
        + OWN * own
        + PER * per
        + METRIC * metric_fit(asked.meets, figure)
        - CHANGE * (asked.change != trait.change)
        + KIND * kind_fit(asked.kinds(figure.quantity.dimension), figure)
        + SIZE * size_fit(asked.sizes, figure)
        + PHRASE * phrase_fit(asked.phrases, figure)
    )
    if focus.quantities and quoted(focus, figure):
        score, lacks = score + 1.0, [lack for lack in lacks if lack != "words"]
    return Candidate(figure, round(score, 9), words, own, tuple(dict.fromkeys(lacks)))


def _elsewhere(profile: Profile, focus: Focus, figure: Figure, asked: Asked, corpus: Corpus) -> bool:
    """Say whether only the metric is met, of another thing: tablets may cost what the asked-for injection does not."""
    if asked.change or not figure.subject:
        return False
    metric = measured(figure)
    rare = [t for t in focus.terms if t.weight >= RARE]
    rest = [t for t in rare if not metric.meets(t.stem)]
    if not rest or len(rest) == len(rare) or profile.coverage(rest) >= LEAST:
        return False
    beside = next(iter(figure.subject.split()), "")
    told = any(s in asked.terms.stems for s in stems(beside))
    text = corpus.text(figure.document, figure.sentence)
    if not beside or told or not (beside in text or _POINTS.match(text)):
        return False
    return not focus.names or {m.name for t in (text, figure.subject) for m in corpus.lexicon.mentions(t)}.isdisjoint(
        focus.names
    )


def _decisive(term: Term, question: Question, counted: float) -> bool:
    """Say whether nothing is answered without the word: where what is counted agrees, only a word that narrows it."""
    if counted >= COUNTED_SURE and f"{term.text} {question.noun}" not in question.standalone:
        return False  # "carried" passengers may have flown
    return term.weight >= DECISIVE and term.cost >= DECISIVE


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
    counted = question.noun is not None and counted_fit(question, figure) >= COUNTED_SURE - 0.2
    return (
        counted
        or row_measured(question, figure)
        or not telling
        or bool(question.whole.anchors)
        or touches(figure, question.whole)
    )


def _alike(best: Figure, other: Figure) -> bool:
    """Say whether two figures can be readings of one question: of one dimension, or of one speaker."""
    return best.quantity.dimension == other.quantity.dimension or (
        best.speaker is not None and best.speaker == other.speaker
    )
