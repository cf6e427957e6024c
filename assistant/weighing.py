"""How far each figure is what a question asks for, and what it lacks of it: words, names, period, unit and kind.

All figures are weighed for each thing that is asked, so what a focus tells of all of them is read first, and of what a
figure may lack only that is looked at which this focus can miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np

from assistant.agreement import (
    UNDATED,
    counted_fit,
    kind_fit,
    kinds_clash,
    metric_fit,
    money_clash,
    other_currency,
    other_part,
    own_fit,
    per_fit,
    phrase_fit,
    quoted,
    row_measured,
    size_fit,
)
from assistant.asked_focus import Asked, Met, asked_of
from assistant.corpus import Corpus
from assistant.in_money import in_money
from assistant.left_out import asked as left_out
from assistant.left_out import is_left_out, leaves_out, told_otherwise
from assistant.narrowing import (
    each_asked,
    measure_asked,
    no_gain,
    not_for_making,
    of_other_measure,
    of_other_rate,
    of_other_thing,
    of_them_all,
    of_thing_beside,
    of_things,
    other_measure,
    priced,
    quality_asked,
    rate_asked,
    thing_priced,
)
from assistant.operands import COUNTED_SURE, DECISIVE, ENOUGH_WORDS, RARE, STATED, Candidate, limited
from assistant.other_cases import Check
from assistant.ownership import MET, names_met, of_maker
from assistant.peaks import asked_from, is_called
from assistant.places import asked_places, in_place_of
from assistant.pool import Pool, Traits, stated
from assistant.restrictions import is_narrowed, narrowed, of_whole
from assistant.rounding import rounded
from assistant.selling import asks_cost, asks_price
from assistant.time_asked import beside_time, time_fit
from assistant.types import Focus, Question, Term
from assistant.unlike_measure import unlike_measure
from assistant.windows import other_window, window_fit
from assistant.words import stem, stems
from documents.figures.types import Figure

# The parts of a score, summing to 1. Words tell most; the rest decides between figures of like wording.
WORDS, NAMES, PERIOD, COUNTED, MEANING, OWN = 0.34, 0.2, 0.12, 0.12, 0.1, 0.12

# "per tonne" asked of a figure per tonne, and a rise asked of a rise: each decides between figures of like wording.
PER, CHANGE, METRIC, KIND, SIZE, PHRASE = 0.15, 0.1, 0.05, 0.06, 0.08, 0.08
SOLD = 0.2  # for a price that is asked for; against what making a thing costs, where what it costs is its price

# Where what is counted agrees, verbs and the like may differ: "carried" passengers, "had" passengers.
ENOUGH_BESIDE_NOUN = 0.25
# A thing of the same sort beside the very name that is asked of is what is asked for.
COUNTED_LIKE, SURE_NAMES, SOME_WORDS = 0.7, 0.95, 0.15
LEAST = 0.2  # how little of the words that tell a thing is too little
_POINTS = re.compile(r"(?:It|They|This|That|These) ")


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
    one = _Weighing(question, focus, corpus, figures)
    found = [one.weigh(at, trait, meaning(trait.figure)) for at, trait in enumerate(figures.traits)]
    scores = rounded(np.array([score for score, *_ in found]), 9)
    return tuple(
        Candidate(trait.figure, score, words, own, lacks, one.sold(trait))
        for trait, score, (_, words, own, lacks) in zip(figures.traits, scores, found, strict=True)
    )


def _anchored(figure: Figure, focus: Focus) -> Candidate:
    anchored = figure in focus.anchors
    return Candidate(figure, 1.0 if anchored else 0.0, 1.0, 1.0, () if anchored else ("anchor",))


class _Weighing:
    """A question and one focus of it, read once for all figures of a pool."""

    def __init__(self, question: Question, focus: Focus, corpus: Corpus, figures: Pool) -> None:
        self._places, focus = asked_places(question, focus, corpus)
        self._question, self._focus, self._corpus = question, focus, corpus
        self._asked = asked = asked_of(question, focus, corpus)
        self._met = Met(figures.postings, focus)
        self._named = list(zip(*map(figures.named, focus.names), strict=True))  # for each figure, how each name is met
        self._unspoken = cache(self._lacking)
        self._money = asked.kinds("money")
        self._alone = question.operation is None and not question.foci
        self._rare = [term for term in focus.terms if term.weight >= RARE and not asked.change]
        verdict = question.expects == "yes_no" and question.operation is None  # which no price alone gives
        self._price = asks_price(question.standalone) and not verdict
        self._cost = asks_cost(question.standalone) and any(
            map(self._priced, range(len(figures.traits)), figures.traits)
        )
        self._checks = _checks(question, focus, asked, self._money, corpus)
        if is_narrowed(part := narrowed(question, focus, corpus)):
            self._checks.append(("part", lambda trait: of_whole(part, trait.figure, corpus)))
        elif any(trait.left.out for trait in figures.traits):
            self._checks.append(("part", lambda trait: leaves_out(part.telling, trait.left)))
        said = left_out(question.standalone)
        for otherwise in (is_left_out(said, question), told_otherwise(said, question, figures.traits)):
            self._checks += [("part", otherwise)] if otherwise is not None else []
        # What is counted, and of which kind it is, are weighed on their own: "employs 640 people" has employees,
        # whatever the sides are. Whether passengers were "carried" or "flown" is told by no word but the noun.
        kind = {stem(question.kind_word)} if question.kind_word else frozenset[str]()
        self._settled = [(words, words | asked.verbs) for words in (asked.settled, asked.settled | kind)]

    def weigh(self, at: int, trait: Traits, meaning: float) -> tuple[float, float, float, tuple[str, ...]]:
        """Return score, words, own words and lacks of the figure at a place, its sentence so near to the question."""
        question, focus, asked, figure = self._question, self._focus, self._asked, trait.figure
        counted = counted_fit(question, trait.own)
        of_kind = bool(question.kind) and figure.kind == question.kind
        settled, beside_noun = self._settled[of_kind]
        shares = self._met.share(settled)
        words = shares[at] if shares is not None else 0.5
        names, lacks = self._names(at, trait) if focus.names else (0.5, [])
        period = self._period(figure) if focus.periods else UNDATED
        undated = focus.dated and figure.period is None and figure.within is None
        if period < 0 or undated or (asked.windows and other_window(question, asked.windows, figure, self._corpus)):
            lacks.append("period")
        said = shares is not None or bool(focus.names or focus.periods)
        if counted == 0 or (counted < COUNTED_LIKE and question.noun is not None and not said):
            lacks.append("kind")  # "how many dealers are there?" is not told by units of whatever it may be
        per = per_fit(asked.per, figure)
        cited = bool(focus.quantities) and quoted(focus, figure)
        worded = per > 0 or cited  # "price per tonne" tells the figure, whatever the verb beside it
        if not worded and asked.unspoken and self._unspoken(settled, counted >= COUNTED_SURE):
            lacks.append("words")
        lacks += [f"name:{place}" for place in self._places if not in_place_of(place, figure, self._corpus)]
        lacks += [lack for lack, other in self._checks if other(trait)]
        if trait.apart is not None and trait.apart.isdisjoint(asked.terms.stems - settled):
            lacks.append("part")
        if not worded and "words" not in lacks:
            told = counted >= COUNTED_SURE or of_kind
            needed = self._needed(figure, counted, names, told=told)
            least = self._met.least(beside_noun if counted >= COUNTED_SURE else settled)
            few = least is not None and least[at] < needed
            beside = figure.row is not None and words < STATED and other_measure(asked.terms.stems, figure.metric)
            beside = beside and not (self._price and trait.price)  # "how much cheaper is a loaf" of "Price per loaf"
            if few or beside or (self._rare and self._elsewhere(trait)):
                lacks.append("words")
        if trait.siblings and not asked.items.isdisjoint(trait.siblings) and asked.items.isdisjoint(trait.label):
            lacks.append("row")  # another item of the list
        if asked.apart and any(0.0 in map(trait.profile.match, narrowed) for narrowed in asked.apart):
            lacks.append("part")
        own = own_fit(asked.telling, asked.meets, trait.own)
        score = (
            WORDS * words
            + NAMES * names
            + PERIOD * max(period, window_fit(focus, figure) if focus.quantities else 0.0, 0)
            + COUNTED * counted
            + MEANING * meaning
            + OWN * own
            + PER * per
            + METRIC * metric_fit(asked.meets, trait.own)
            - CHANGE * (asked.change != trait.change)
            + KIND * kind_fit(asked.kinds(figure.quantity.dimension), figure)
            + SIZE * size_fit(asked.sizes, figure)
            + PHRASE * phrase_fit(asked.phrases, trait.own)
            + SOLD * self.sold(trait)
            - SOLD * (self._cost and trait.outlay)
            + cited
        )
        return score, words, own, tuple(dict.fromkeys(lacks))

    def sold(self, trait: Traits) -> bool:
        """Say whether a figure is a price and a price is asked for, in whatever words either is put."""
        return (self._price or self._cost) and trait.price

    def _priced(self, at: int, trait: Traits) -> bool:
        """Say whether a figure is a price of what is asked about."""
        return trait.price and (not self._named or min(self._named[at]) >= MET)

    def _names(self, at: int, trait: Traits) -> tuple[float, list[str]]:
        """Return how well the names are met, and those that are not."""
        met, missing = names_met(self._focus, self._named[at], trait.whose)
        made = of_maker(self._focus, self._money, trait.profile, self._corpus) if self._money else ()
        return met, [f"name:{name}" for name in (*missing, *made)]

    def _period(self, figure: Figure) -> float:
        return time_fit(self._focus, figure, self._corpus, alone=self._alone)

    def _lacking(self, settled: frozenset[str], agreed: bool) -> bool:
        """Say whether a telling word is one that the articles nowhere use; `agreed` whether what is counted agrees."""
        missing = (term for term in self._asked.unspoken if term.stem not in settled)
        return any(_decisive(term, self._question, agreed) for term in missing)

    def _needed(self, figure: Figure, counted: float, names: float, *, told: bool) -> float:
        """Return the share of the words that tell the topic that a figure must meet."""
        question = self._question
        if figure.row is not None and (told or row_measured(question, figure)):
            return 0.0  # a table has no verbs
        needed = ENOUGH_WORDS if counted < COUNTED_SURE else ENOUGH_BESIDE_NOUN
        if names >= SURE_NAMES and self._focus.names and counted >= COUNTED_LIKE and question.noun is not None:
            return min(needed, SOME_WORDS)  # people asked of a trial are the adults that it enrolled
        return needed

    def _elsewhere(self, trait: Traits) -> bool:
        """Say whether only the metric is met, of another thing: tablets may cost what the asked-for injection does not.

        A cell of a table and a figure that is only implied are asked for in other words.
        """
        focus, asked, figure = self._focus, self._asked, trait.figure
        if figure.row or not trait.stated or not figure.subject:
            return False
        rest = [term for term in self._rare if not trait.own.measured.meets(term.stem)]
        if not rest or len(rest) == len(self._rare) or trait.profile.coverage(rest) >= LEAST:
            return False
        beside = next(iter(figure.subject.split()), "")
        told = any(s in asked.terms.stems for s in stems(beside))
        text = self._corpus.text(figure.document, figure.sentence)
        if not beside or told or not (beside in text or _POINTS.match(text)):
            return False
        mentions = self._corpus.lexicon.mentions
        return not focus.names or {m.name for t in (text, figure.subject) for m in mentions(t)}.isdisjoint(focus.names)


def _checks(question: Question, focus: Focus, asked: Asked, money: frozenset[str], corpus: Corpus) -> list[Check]:
    """Return what a figure of another kind, currency or part lacks, each with how that is told; `money` are kinds."""
    said = question.standalone
    extreme, thing, measure = asked_from(said), priced(said), measure_asked(said)
    quality, rate, each = quality_asked(said), rate_asked(said), each_asked(said)
    things = frozenset((*(before.stem for before, _ in asked.narrowed), thing_priced(question))) - {""}
    able: tuple[tuple[str, bool, Callable[[Traits], bool] | None], ...] = (
        ("kind", question.kind is not None, lambda trait: kinds_clash(question, trait.figure)),
        ("period", bool(extreme), lambda trait: trait.change and not is_called(trait.figure, extreme, corpus)),
        ("period", True, beside_time(said, focus, corpus)),
        ("kind", asked.standing, lambda trait: trait.moved),
        ("kind", bool(money), lambda trait: money_clash(money, trait.figure)),
        ("unit", in_money(question), lambda trait: trait.counted),
        ("currency", question.target_unit is not None, lambda trait: other_currency(question, trait.figure)),
        ("kind", bool(measure), lambda trait: of_other_measure(measure, trait, focus.terms)),
        ("kind", bool(rate[0]) and question.operation is None, lambda trait: of_other_rate(rate, trait, focus.terms)),
        ("words", bool(quality[1]), lambda trait: of_things(quality, trait.figure)),
        ("part", bool(thing), lambda trait: of_other_thing(thing, trait, focus.terms)),
        ("part", bool(things), lambda trait: of_thing_beside(things, trait, corpus)),
        ("part", bool(each and not question.operation), lambda trait: of_them_all(each, trait, focus.terms, corpus)),
        ("kind", bool(each) or question.operation == "per_unit", lambda trait: no_gain(money, trait.figure)),
        ("part", bool(asked.making), lambda trait: not_for_making(trait, *asked.making)),
        ("part", asks_price(question.standalone), lambda trait: trait.outlay),
        ("part", bool(asked.narrowed), lambda trait: other_part(question, asked.narrowed, trait.figure)),
    )
    return [(lack, other) for lack, told, other in able if told and other] + unlike_measure(question, focus, corpus)


def _decisive(term: Term, question: Question, agreed: bool) -> bool:
    """Say whether nothing is answered without the word: where what is counted agrees, only a word that narrows it."""
    if agreed and f"{term.text} {question.noun}" not in question.standalone:
        return False  # "carried" passengers may have flown
    return term.weight >= DECISIVE and term.cost >= DECISIVE
