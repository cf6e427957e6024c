"""What is left of a whole once stated parts are taken off, of a year after its first quarters, of all but a share."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import reduce

from assistant.agreement import same_metric
from assistant.corpus import Corpus
from assistant.display import capital
from assistant.evaluate import period_days
from assistant.expression import Constant, Convert, Expression, Input, apply
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.deducted import deducted
from assistant.operations.quarters import quarter, quarter_asked
from assistant.operations.working import aligned, working
from assistant.parting import Parting, partings
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure

_REST_OF_YEAR = re.compile(r"\b(?:rest|remainder) of (?:the|this|its) (?:fiscal |financial )?year\b")
_YEAR_DAYS = 365
_NOT = re.compile(r"\b(?:not|other than|apart from|outside|except)\b|n't\b")
_RATES = frozenset(("margin", "growth", "interest", "inflation"))  # shares of nothing that has a rest
_ALL = Constant(Fraction(1), "x", "all of it")


def run(question: Question, operands: Operands) -> Calculation | None:
    folded = fold(question.standalone)
    last = quarter_asked(folded) or (4 if _REST_OF_YEAR.search(folded) else None)
    if last is not None and last > 1:
        return _of_year(operands, last)
    if question.expects == "share" and _NOT.search(folded):
        return _of_all(question, operands)
    if (pair := deducted(question, operands)) is not None:
        return left(pair[0], pair[1:])
    found = partings(question, operands.corpus)
    return _of_whole(found[0]) if found else None


def _of_whole(parting: Parting) -> Calculation | None:
    """Return the whole without the parts that the question names, without all of them where it names none."""
    split = parting.split
    return left(split.whole, parting.named or split.parts)


def _of_all(question: Question, operands: Operands) -> Calculation | None:
    """Return what a stated share leaves: "how much does not come from exports?" where 71% does."""
    for candidate in fitting(operands.whole):
        figure, corpus = candidate.figure, operands.corpus
        share = figure.quantity.unit == "%" and 0 < figure.quantity.high < 100 and figure.kind not in _RATES
        if not share or figure in corpus.changes:
            continue
        if _NOT.search(fold(corpus.text(figure.document, figure.sentence))):
            return None  # what is stated may be what is asked
        rest = apply("-", _ALL, Convert(Input(0), "x", Fraction(1, 100)))
        work = working((figure,), Convert(rest, "%", Fraction(100)))  # of percentages the difference would be points
        if work is not None:
            return work.calculation("difference", f"{capital(work.surface)}: all but {said(figure)} {{0}}.")
    return None


def left(whole: Figure, parts: tuple[Figure, ...]) -> Calculation | None:
    """Return what is left of a whole, None where the parts are more than it or have another unit."""
    parts = tuple(sorted(parts, key=lambda figure: figure.quantity.span.start))
    both = aligned((whole, *parts))
    if both is None or sum(value.high for value in both.values[1:]) > both.values[0].high:
        return None
    start, *rest = both.operands
    first: Expression = start
    work = working((whole, *parts), reduce(lambda taken, part: apply("-", taken, part), rest, first))
    if work is None:
        return None
    listed = " and ".join(f"{said(part)} {{{i}}}" for i, part in enumerate(parts, 1))
    return work.calculation("difference", f"{capital(work.surface)}: {said(whole)} {{0}} less {listed}.")


def _of_year(operands: Operands, last: int) -> Calculation | None:
    """Return what the year's amount leaves for its last quarters once those before have come in."""
    corpus = operands.corpus
    years = [c.figure for c in operands.whole if _may_be_year(c)]
    for year in sorted(years, key=lambda figure: figure.status == "actual"):
        quarters = _quarters(year, corpus)
        if set(range(1, last)) == set(quarters):
            return left(year, tuple(quarters.values()))
    return None


def _may_be_year(candidate: Candidate) -> bool:
    figure = candidate.figure
    period = figure.period
    whole = period is not None and not period.cumulative and period_days(period) >= _YEAR_DAYS
    blocked = any(lack.startswith("name:") for lack in candidate.lacks)
    return whole and not blocked and figure.quantity.dimension in ("money", "count", "mass", "energy", "volume")


def _quarters(year: Figure, corpus: Corpus) -> dict[int, Figure]:
    """Return the figures of the year's quarters that stand in its section, by quarter; of two that clash, the first."""
    article = corpus.documents[year.document]
    section = article.sentences[year.sentence].section
    found: dict[int, Figure] = {}
    for figure in corpus.figures:
        if figure.document != year.document or article.sentences[figure.sentence].section != section:
            continue
        alike = figure.quantity.unit == year.quantity.unit and figure.quantity.high < year.quantity.low
        mine = not figure.subjects or not year.subjects or bool(_owners(figure) & _owners(year))
        kind = same_metric(figure, year) or figure.kind is None
        if alike and mine and kind and (number := quarter(figure, corpus)) is not None:
            found.setdefault(number, figure)
    return found


def _owners(figure: Figure) -> set[str]:
    return {fold(name) for name in (figure.subject or "", *figure.subjects) if name}


OPERATION = Operation("remainder", "How much is left once both have paid?", cues("remainder"), run)
