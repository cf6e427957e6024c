"""How much of one thing there is for each of another: revenue per ship, points per game, what one of sixty costs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from assistant.agreement import TELLING, per_fit
from assistant.changing import moves
from assistant.corpus import Corpus
from assistant.display import capital
from assistant.evaluate import converted
from assistant.expectation import dimensions
from assistant.expression import Expression, Input, apply, shifted
from assistant.labels import said
from assistant.operands import STATED, Candidate
from assistant.operations import extreme, rate
from assistant.operations.base import Operands, Operation
from assistant.operations.sum import items
from assistant.operations.working import working
from assistant.relatedness import one_owner
from assistant.standing import came_or_went
from assistant.types import Calculation, Question, Refused
from assistant.words import fold, same_idea, stem, stems, stop_words, tokens
from documents.figures.types import Figure, Quantity
from documents.figures.units import counted_unit, unit_of

_UNIT = r"(?:kilo(?:gram)?|kg|lit(?:re|er)|tonne|ton|gram|gallon|pint|met(?:re|er)|hectare|acre|barrel|kilowatt-hour)"
_EACH = re.compile(
    r"\b(?:per|for each|for every|for one|(?:is|are|does|do|did|was|were|of|to \w+|can|could|must|will|would) "
    rf"(?:one|a single|each|every)|(?:does|do|did|would|will|for) an?(?= {_UNIT}\b))"
    r"(?: of (?:the|its|their|these|those))? ([a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*){0,2})"
)
_APIECE = re.compile(r"\b(?:apiece|each|per piece)\W*$")
_ASKS = re.compile(r"^.*\b(?=(?:how|what|which)\b)")
_EARNING = frozenset(
    map(stem, ("earn", "earning", "earned", "make", "making", "made", "take", "took", "bring", "brought"))
)
_PAYING = frozenset(map(stem, ("pay", "paying", "paid", "cost", "spend", "spent", "price")))
_PAID = re.compile(r"\b(?:for|paid|cost|costs|costing|spent|spending|worth)(?: \w+)?\W*$")  # "for about" and a sign
_PHYSICAL = ("mass", "energy", "area", "volume", "length")
_PLACED = re.compile(r" (?:at|in|on|by|as of|per) ")
_TRIED = 5
_NO_AMOUNT = ("share", "factor", "points", "rank", "ordinal", "duration")


def asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    return bool(nouns(folded))


def run(question: Question, operands: Operands) -> Calculation | Refused | None:
    if (listed := items(question, operands)) is not None:
        return listed  # "what do wood, paint and labour come to for one set?"
    folded = fold(question.standalone)
    for noun in nouns(folded):
        if (each := _of_columns(question, operands.corpus, noun)) is not None:
            return each
        if any(_stated(c, noun, _before(question)) for c in operands.whole):
            # The article states it, perhaps of several: "which house uses the most water per guest?"
            return extreme.OPERATION.run(question, operands) if extreme.OPERATION.asked(folded, (), ()) else None
        corpus = operands.corpus
        able = (f for f in corpus.figures if _counts(f, noun) or _labelled(f, noun, corpus))
        divisors = [f for f in able if not came_or_went(f, corpus)]
        over = {move.before for move in moves(corpus)}
        divisors = [f for f in divisors if f not in over or question.whole.periods] or divisors
        if divisors:
            found = _quotient(question, operands, noun, divisors)
            return found or (rate.run(question, operands) if question.per_unit else None)
    return rate.run(question, operands) if question.per_unit else None


def _of_columns(question: Question, corpus: Corpus, noun: str) -> Calculation | None:
    """Return what two rows of a table come to for each of the columns that are asked for, the greatest first."""
    names, what = question.whole.names, _before(question)
    counted = stem(question.noun or "")
    if len(names) < 2 or question.foci or not (what or counted):
        return None
    cells = [f for f in corpus.figures if f.row is not None and f.column is not None]
    own = [f for f in cells if (_counts(f, counted) if counted else what is not None and _is_of(f, what))]
    over = {(f.document, f.column, f.row): f for f in cells if _counts(f, noun)}
    rows = {(f.document, f.row) for f in own}, {(document, row) for document, _, row in over}
    if any(len(row) != 1 for row in rows):
        return None  # of two rows either may be meant
    divided = rows[1].pop()[1]
    found: list[tuple[str, Figure, Figure]] = []
    for name in names:
        of_it = [f for f in own if any(m.name == name for m in corpus.lexicon.mentions(f.column or ""))]
        divisor = over.get((of_it[0].document, of_it[0].column, divided)) if len(of_it) == 1 else None
        if divisor is None:
            return None
        found.append((name, _as_counted(of_it[0]), _as_counted(divisor)))
    works = [(one, working(one[1:], apply("/", Input(0), Input(1)))) for one in found]
    order = sorted([(one, work) for one, work in works if work is not None], key=lambda each: -each[1].value.low)
    inputs = tuple(figure for one, _ in order for figure in one[1:])
    parts = [shifted(work.expression, 2 * i) for i, (_, work) in enumerate(order)]
    whole = working(inputs, apply("descending", *parts)) if len(order) == len(names) else None
    if whole is None:
        return None
    told = [
        f"{name}: {work.surface}, {said(top)} {{{2 * i}}} over {said(bottom)} {{{2 * i + 1}}}"
        for i, ((name, top, bottom), work) in enumerate(order)
    ]
    return whole.calculation("rate", "; ".join(told) + ".", ("the total is spread evenly",))


def _as_counted(figure: Figure) -> Figure:
    """Return a figure that counts the things of its row with their unit: of "Drivers | 310", 310 drivers."""
    quantity = figure.quantity
    if quantity.unit or quantity.dimension != "count":
        return figure
    head = _PLACED.split(figure.metric, maxsplit=1)[0]
    return replace(figure, quantity=replace(quantity, unit=counted_unit(head)))


def _timed(question: Question, figure: Figure) -> bool:
    """Say whether a figure comes in the time that the question asks it in: "parcels a day for each machine"."""
    own = figure.quantity.per
    return own is None or own == question.per_unit


def _quotient(question: Question, operands: Operands, noun: str, divisors: list[Figure]) -> Calculation | None:
    allowed, before = dimensions(question), _before(question)
    dividends = [c for c in operands.whole if _told(question, c, noun, before, operands.corpus)]
    dividends = [c for c in dividends if not allowed or c.figure.quantity.dimension in allowed][:_TRIED]
    able = [c.figure for c in dividends if any(_belong(c.figure, d, operands.corpus) for d in divisors)]
    places = {(d.document, d.sentence) for d in divisors}
    if not _says_what(question, noun):  # "how much did each bun bring in?" is told where the buns are
        pays = any(term.stem in _PAYING for term in question.whole.terms)
        able = [f for f in able if (f.document, f.sentence) in places and _is_paid(f, operands.corpus) == pays]
    if not able:
        return None
    best = next((figure for figure in able if (figure.document, figure.sentence) in places), able[0])
    fits = {c.figure: round(c.words, 1) for c in operands.whole}  # "recalled" boxes are those that were called back
    corpus = operands.corpus
    divisor = max(
        (d for d in divisors if _belong(best, d, corpus)),
        key=lambda d: (_shared(best, d), fits.get(d, 0), -_distance(best, d)),
    )
    each: Expression | None = apply("/", Input(0), Input(1))
    inputs = (best, _as_counted(divisor) if divisor.row is not None else divisor)
    if question.target_unit and each is not None and (plain := working(inputs, each)) is not None:
        each = converted(each, plain.unit, f"{question.target_unit}/{divisor.quantity.unit}") or each
    work = working(inputs, each)
    if work is None:
        return None
    statement = f"{capital(work.surface)}: {said(best)} {{0}} over {said(divisor)} {{1}}."
    return work.calculation("rate", statement, ("the total is spread evenly",))


def _stated(candidate: Candidate, noun: str, before: str | None) -> bool:
    told = candidate.words >= STATED if before is None else _is_of(candidate.figure, before)
    return candidate.fits and told and bool(per_fit(frozenset((noun, stem(counted_unit(noun)))), candidate.figure))


def _is_of(figure: Figure, before: str) -> bool:
    """Say whether a figure measures what the word says: "revenue"."""
    own = {*stems(figure.metric), *stems(figure.row or ""), *stems((figure.kind or "").replace("_", " "))}
    if figure.quantity.dimension == "money" and figure.quantity.per is not None:
        own.add(stem("price"))
    return any(before == s or same_idea(before, s) for s in own)


def nouns(folded: str) -> tuple[str, ...]:
    """Return the stems of what the question may ask per, the head first: "per monthly active user"."""
    match = _EACH.search(folded)
    if match is None:
        return ()
    words = list(takewhile(lambda word: word not in stop_words(), match.group(1).split()))
    unit = unit_of(words[0]) if words else None
    if unit is not None and unit[1] in _PHYSICAL:
        return (stem(words[0]),)  # "for one kilogram cost" is no cost
    return () if unit is not None and unit[1] == "duration" else tuple(stem(word) for word in reversed(words))


def _before(question: Question) -> str | None:
    """Return the stem of the word that a rate is of: "revenue" in "revenue per ship"; None for a name."""
    words = tokens(_head(question))
    last = words[-1].stem if words else ""
    return last if any(term.stem == last for term in question.whole.terms) else None


def _head(question: Question) -> str:
    """Return the question up to what it asks per, without what is said ahead: "after tax, how much did each ...?"."""
    folded = fold(question.standalone)
    match = _EACH.search(folded)
    return folded if match is None else _ASKS.sub("", folded[: match.start()])


def _counts(figure: Figure, noun: str) -> bool:
    """Say whether a figure counts the thing: "86,000 paying customers" counts customers."""
    quantity = figure.quantity
    if quantity.dimension in _NO_AMOUNT or quantity.low <= 0 or quantity.per is not None:
        return False
    if quantity.dimension not in ("count", "number"):
        return stem(quantity.unit) == noun  # per tonne, of so many tonnes
    counted = _PLACED.split(figure.metric, maxsplit=1)[0]  # "Stores at year-end" counts stores
    last = stems(quantity.unit)[-1:] + stems(counted)[-1:] + stems(quantity.surface)[-1:]
    last += (stem(counted_unit(counted)),)  # "drivers" and "driver" have two stems
    return any(noun == s or same_idea(noun, s) for s in last)


def _labelled(figure: Figure, noun: str, corpus: Corpus) -> bool:
    """Say whether a figure is the count that an item of a list begins with, of what its label says: "Boats: 12 new"."""
    article = corpus.documents[figure.document]
    label = article.blocks[article.sentences[figure.sentence].block].label
    if label is None or figure.row is not None or figure.quantity.dimension not in ("count", "number"):
        return False
    first = corpus.by_sentence[figure.document, figure.sentence][0]
    return first == figure and figure.quantity.per is None and stems(label)[-1:] == (noun,)


def _told(question: Question, candidate: Candidate, noun: str, before: str | None, corpus: Corpus) -> bool:
    """Say whether a figure is what is to be divided: of the word before "per", else of the question's other words."""
    figure = candidate.figure
    if set(candidate.lacks) - {"words", "unit", "kind"} or _counts(figure, noun) or not _timed(question, figure):
        return False
    if figure.quantity.dimension in _NO_AMOUNT or figure.kind == "price":
        return False  # a price is for one already
    if before is not None and not _is_of(figure, before) and not (before in _PAYING and _is_paid(figure, corpus)):
        return False
    told = {token.stem for token in tokens(_head(question))}
    rest = [t for t in question.whole.terms if t.weight >= TELLING and t.stem in told and t.stem not in (noun, before)]
    if before is not None:
        rest = [t for t in rest if t.stem not in _EARNING]  # "what did it earn in revenue per guest?"
    return not rest or corpus.figure(figure).coverage(rest) >= STATED


def _is_paid(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is what something was bought for: "ordered twelve ovens for about 240 million"."""
    article = corpus.documents[figure.document]
    start = article.sentences[figure.sentence].span.start
    before = fold(article.text[start : figure.quantity.span.start])
    return figure.quantity.dimension == "money" and _PAID.search(before) is not None


def _says_what(question: Question, noun: str) -> bool:
    """Say whether the words before "each" tell what is asked for, or an earlier answer; "how much did each" do not."""
    if question.whole.anchors:
        return True
    told = {token.stem for token in tokens(_head(question))} - {noun} - _PAYING
    return any(term.stem in told for term in question.whole.terms)


def _belong(dividend: Figure, divisor: Figure, corpus: Corpus) -> bool:
    mine, other = dividend.period, divisor.period
    apart = mine is not None and other is not None and (mine.end < other.start or other.end < mine.start)
    return (
        dividend.document == divisor.document
        and dividend != divisor
        and not apart
        and one_owner(dividend, divisor, corpus)
    )


def _shared(figure: Figure, divisor: Figure) -> int:
    """Return how much a divisor has in common with a dividend: period, subject and sentence."""
    shared = (
        figure.row is not None and divisor.row is not None and figure.column == divisor.column,
        figure.period is not None and figure.period == divisor.period,
        figure.subject is not None and figure.subject in (divisor.subject, *divisor.subjects),
        figure.sentence == divisor.sentence,
    )
    return sum(shared)


def _distance(figure: Figure, divisor: Figure) -> int:
    return abs(figure.quantity.span.start - divisor.quantity.span.start)


OPERATION = Operation("per_unit", "How much revenue was there per ship?", asked, run)
