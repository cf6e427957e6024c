"""What an operation is, and the choice of its operands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.agreement import TELLING, same_metric, same_value
from assistant.asked_focus import asks_change
from assistant.changing import moves, past
from assistant.corpus import Corpus
from assistant.labels import named, when
from assistant.newest import newest
from assistant.one_thing import of_one_thing
from assistant.operands import CERTAIN, Candidate
from assistant.relatedness import OWN_WORDS, asked_of, beside, met, telling
from assistant.topics import GENERIC_WEIGHT
from assistant.types import Calculation, Focus, Question, Refused
from assistant.words import any_of, concepts, fold, stems, vocabulary
from documents.figures.types import Figure, Quantity

# How many candidates of each side are tried against each other.
_TRIED = 8
# What it costs a pair that one of them meets more of the question's words, by their share.
_UNEVEN = 0.35
# Of the score of a side's best candidate, what another must reach to be set against the other side.
_FAR_BELOW = 0.5
# What two operands gain by belonging together, beside the sum of their own scores.
SAME_UNIT, SAME_METRIC, SAME_PLACE = 0.10, 0.12, 0.06


@dataclass(frozen=True, slots=True)
class Operands:
    """The candidates an operation may choose from."""

    whole: tuple[Candidate, ...]  # for the question taken as one, best first
    sides: tuple[tuple[Candidate, ...], ...]  # for each side of a comparison, in the question's order
    corpus: Corpus


Asked = Callable[[str, tuple[Quantity, ...], tuple[str, ...]], bool]
Run = Callable[[Question, Operands], Calculation | Refused | None]


@dataclass(frozen=True, slots=True)
class Operation:
    """One way to calculate: how it is asked for, an example, and the calculation itself."""

    name: str
    example: str
    asked: Asked  # (folded question, its quantities, its names) -> is it asked for?
    run: Run  # None where the operands are not there


_TIME = r"(?:second|minute|hour|day|night|week|month|quarter|year)"
_UNITS = (
    r"(?:seconds|minutes|hours|days|weeks|months|quarters|years|metres|meters|miles|kilometres|kilometers|km|feet|"
    r"inches|kilograms|kg|tonnes|tons|litres|liters|gallons|hectares|acres)"
)


def cues(name: str) -> Asked:
    """Return an `asked` that fits where a pattern of vocabulary/operations.toml stands in the folded question."""
    patterns = [p.replace("{time}", _TIME).replace("{units}", _UNITS) for p in vocabulary("operations")[name]]
    compiled = any_of(patterns)

    def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
        return compiled.search(folded) is not None

    return asked


_UNMEASURED = re.compile(
    r"\b(?:bigg(?:er|est)|larg(?:er|est)|great(?:er|est)|small(?:er|est)|better|best|worse|worst|strong(?:er|est)|weak(?:er|est))\b"
)
_SET_SIDE_BY_SIDE = ("compare", "difference", "ratio", "extreme", "percent_change")


def unmeasured(question: Question) -> bool:
    """Say whether two are set side by side without a word of what is measured: "is the one bigger than the other?"."""
    focus = question.whole
    told = focus.anchors or question.noun or question.kind
    if question.operation not in _SET_SIDE_BY_SIDE or told or any(side.anchors for side in question.foci):
        return False
    if not (focus.names or focus.periods or focus.quantities or any(t.weight > GENERIC_WEIGHT for t in focus.terms)):
        return True  # "how much more is that than before?", asked of nothing
    return not focus.terms and _UNMEASURED.search(fold(question.standalone)) is not None


def states(name: str, text: str) -> bool:
    """Say whether a sentence states the result of an operation itself: "on average", "7 per cent more"."""
    return any(re.search(pattern, fold(text)) for pattern in vocabulary("operations")["stated"].get(name, ()))


def fitting(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates that contradict nothing, at most `_TRIED`."""
    return tuple(c for c in candidates if c.fits)[:_TRIED]


def _near_best(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates of a side that are not far below its best: a pair that needs another one is none."""
    return tuple(c for c in candidates if c.score >= _FAR_BELOW * candidates[0].score)


def _asked(side: int, question: Question, operands: Operands) -> tuple[Candidate, ...]:
    """Return what fits a side; where no name tells the sides apart, only what the side's own words are met by.

    "its boats against its trains" has a word for each side, and a figure of buses is of neither. "does the R9 have more
    range than the ex 4" has a word of a common kind and a side that nobody knows: any figure would do.
    """
    fit, focus, corpus = fitting(operands.sides[side]), question.foci[side], operands.corpus
    if not _named_alike(question) or focus.anchors:
        return fit
    if not telling(focus):
        return tuple(c for c in fit if asked_of(focus, c.figure, corpus))
    own = [term for term in focus.own if term.weight >= TELLING and corpus.lexicon.speaks_of(term.stem)]
    return tuple(c for c in fit if met(own, (c.figure,), corpus) >= OWN_WORDS)


def best_pair(question: Question, operands: Operands) -> tuple[Figure, Figure] | None:
    """Return the two figures that fit the two sides and each other best, in the order of the question."""
    if len(operands.sides) >= 2:
        rivals = len({focus.names for focus in question.foci}) == len(operands.sides) == len(question.foci)
        foci = question.foci if rivals else (None,) * len(operands.sides)
        corpus = operands.corpus
        left, right = (
            _near_best(_present(_named_itself(_asked(side, question, operands), foci[side], corpus), question, corpus))
            for side in (0, 1)
        )
        pairs = [(a, b) for a in left for b in right if not _called_alike(a.figure, b.figure)]
        if _named_alike(question):
            pairs = [(a, b) for a, b in pairs if not _told_twice(a.figure, b.figure)]
    else:
        whole = fitting(operands.whole)
        pairs = [(a, b) for i, a in enumerate(whole) for b in whole[i + 1 :]]
        pairs = [(a, b) for a, b in pairs if _contrast(a.figure, b.figure)]
    pairs = [(a, b) for a, b in pairs if a.figure != b.figure and comparable(a.figure, b.figure)]
    pairs = [(a, b) for a, b in pairs if of_one_thing(question, a.figure, b.figure)]
    if any(focus.dated and not focus.own for focus in question.foci):  # "than in 2022": of one thing at two times
        pairs = [(a, b) for a, b in pairs if same_metric(a.figure, b.figure)]
    called = None if any(focus.anchors for focus in question.foci) else _named_so(operands)
    if called is not None and question.foci and all(focus.dated for focus in question.foci):
        called = frozenset(figure for figure in called if figure.period is not None)  # of neither side without a time
    if called:
        pairs = [(a, b) for a, b in pairs if a.figure in called or b.figure in called]
    pairs = [(a, b) for a, b in pairs if not _opposite(a.figure, b.figure, operands.corpus)]
    if not pairs:
        return None
    timed = question.whole.periods or any(focus.periods for focus in question.foci)
    best = max(pairs, key=_worth)
    left_best, right_best = best if timed else newest(best, pairs)
    changes = operands.corpus.changes
    if not operands.sides and (left_best.figure in changes) != (right_best.figure in changes):
        return None  # of "80 shops, 12 more than Brill" the 12 is the difference already
    return left_best.figure, right_best.figure


def _opposite(left: Figure, right: Figure, corpus: Corpus) -> bool:
    """Say whether two are changes of which one rose and one fell: as sizes they compare nothing."""
    if left not in corpus.changes or right not in corpus.changes:
        return False
    first, second = (_moved(figure, corpus) for figure in (left, right))
    return first * second < 0


def _moved(figure: Figure, corpus: Corpus) -> int:
    """Return +1 where a figure's clause speaks of a rise, -1 of a fall, 0 of neither or both."""
    text = corpus.text(figure.document, figure.sentence)
    if figure.clause is not None:
        text = corpus.documents[figure.document].quote(figure.clause)
    ideas = [concepts().get(stemmed, ()) for stemmed in stems(text)]
    return any("growing" in idea for idea in ideas) - any("shrinking" in idea for idea in ideas)


def _worth(pair: tuple[Candidate, Candidate]) -> float:
    left, right = pair
    uneven = _UNEVEN * abs(left.words - right.words)  # the price of power beside the price of anything
    return round(left.score + right.score + bond(left.figure, right.figure) - uneven, 9)


def _named_so(operands: Operands) -> frozenset[Figure] | None:
    """Return the figures with a word of what is asked for in their own names; None where none is called just that.

    Where a firm's marketing is stated in % of sales, another share of the firm is not what "marketing" asks for.
    """
    own = {c.figure: c.own for c in operands.whole if all(lack.startswith("name:") for lack in c.lacks)}
    told = max(own.values(), default=0.0) >= CERTAIN
    return frozenset(figure for figure, share in own.items() if share > 0.0) if told else None


def _present(candidates: tuple[Candidate, ...], question: Question, corpus: Corpus) -> tuple[Candidate, ...]:
    """Return the candidates without changes where a level is asked for, and without those of a time that is over."""
    if not asks_change(question):  # revenue that rose by 24% is no revenue
        candidates = tuple(c for c in candidates if c.figure not in corpus.changes)
    elif question.operation == "compare":
        candidates = tuple(c for c in candidates if c.figure in corpus.changes) or candidates
    if question.whole.periods or any(focus.periods for focus in question.foci):
        return candidates
    candidates = _latest(candidates)
    if len({focus.names for focus in question.foci if focus.names}) > 1:  # of two, what each was before is not asked
        over = {move.before for move in moves(corpus)}
        candidates = tuple(c for c in candidates if c.figure not in over) or candidates
    return tuple(c for c in candidates if not past(c.figure, corpus)) or candidates


def apart_in_currency(operands: Operands, outcome: Calculation | None) -> tuple[Figure, ...]:
    """Return the two amounts of money that fit the sides best where no rate joins them and the outcome has others."""
    tops = [next((c for c in side if c.fits), None) for side in operands.sides[:2]]
    if len(tops) < 2 or tops[0] is None or tops[1] is None:
        return ()
    first, second = tops[0].figure, tops[1].figure
    money = first.quantity.dimension == second.quantity.dimension == "money"
    used = outcome.inputs if outcome is not None else ()
    if not money or first.quantity.unit == second.quantity.unit or first in used or second in used:
        return ()
    return (first, second) if same_metric(first, second) else ()


def _named_itself(candidates: tuple[Candidate, ...], focus: Focus | None, corpus: Corpus) -> tuple[Candidate, ...]:
    """Return the candidates that are told of the side's name, where some are; else all, of whom the text is about."""
    names = frozenset(focus.names) if focus is not None else frozenset[str]()

    def told(figure: Figure) -> bool:
        texts = (figure.subject or "", figure.column or "", corpus.text(figure.document, figure.sentence))
        here = {mention.name for text in texts for mention in corpus.lexicon.mentions(text)}
        return any(corpus.lexicon.related(name, other) for name in names for other in here)

    return tuple(c for c in candidates if told(c.figure)) or candidates


def _latest(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the candidates without those that a later one tells the same of: of 2023 and 2025, what was in 2025."""
    return tuple(c for c in candidates if not any(_outdates(other.figure, c.figure) for other in candidates))


def _outdates(later: Figure, figure: Figure) -> bool:
    mine, other = later.period, figure.period
    if mine is None or other is None or later.status != "actual" or mine.end <= other.end:
        return False
    counted = mine.surface.split()[:-1] == other.surface.split()[:-1] and later.quantity.dimension == "count"
    measured = later.metric == figure.metric or (later.kind == figure.kind and (counted or later.kind is not None))
    alike = (later.document, later.subject, later.quantity.unit) == (
        figure.document,
        figure.subject,
        figure.quantity.unit,
    )
    return alike and measured and later.column == figure.column is None


def _contrast(left: Figure, right: Figure) -> bool:
    """Say whether two figures of one side are set side by side: one metric, another subject or period."""
    return same_metric(left, right) and not same_value(left, right)


def _named_alike(question: Question) -> bool:
    """Say whether neither names nor times tell the sides of a question apart."""
    return all(focus.names == question.foci[0].names and not focus.dated for focus in question.foci)


def _told_twice(left: Figure, right: Figure) -> bool:
    """Say whether two figures may be one, told in two places: "They are equal" would be said of it and itself."""
    timeless = None in (left.period, right.period) or left.period == right.period
    return timeless and same_value(left, right) and same_metric(left, right)


def _called_alike(left: Figure, right: Figure) -> bool:
    """Say whether two figures have one name and time: one of them is not of what the other side asks for."""
    return named(left) == named(right) and when(left) == when(right)


def comparable(left: Figure, right: Figure) -> bool:
    """Say whether a result can mean anything: one dimension, and one currency."""
    mine, other = left.quantity, right.quantity
    if mine.dimension == "money" or other.dimension == "money":
        beside = (left.document, left.sentence) == (right.document, right.sentence) and not (mine.per and other.per)
        return mine.unit == other.unit and (mine.per == other.per or beside)
    countable = {"count", "ordinal", "number"}
    return mine.dimension == other.dimension or {mine.dimension, other.dimension} <= countable


def bond(left: Figure, right: Figure, corpus: Corpus | None = None) -> float:
    """Return how much two figures belong together; with a corpus, also by standing in one paragraph."""
    gain = SAME_UNIT if left.quantity.unit == right.quantity.unit else 0.0
    if same_metric(left, right):
        gain += SAME_METRIC
    if (left.document, left.sentence) == (right.document, right.sentence):
        gain += SAME_PLACE
    if corpus is not None and beside(left, right, corpus):
        gain += SAME_PLACE
    return gain
