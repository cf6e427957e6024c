"""Figures of one metric side by side: the ground of average, greatest, smallest, rank and sum."""

from __future__ import annotations

import re

from assistant.agreement import same_metric, same_value
from assistant.corpus import Corpus
from assistant.evaluate import period_days
from assistant.expectation import measured
from assistant.operands import Candidate
from assistant.operations.base import Operands, fitting
from assistant.types import Question
from assistant.words import fold, stems
from documents.figures.types import Figure
from documents.types import Document

_SPAN = re.compile(r"\b(?:from|between)\b|\d{4} ?(?:to|-) ?\d{4}")
# A list belongs to a question when its section meets this share of the question's words.
_ABOUT = 0.6
# What meets so much less of the question's words is of another thing: an energy bill among insurance bills.
_LESS = 0.2
_LEADS = 3  # figures of each side by which all may be measured
_LINE = 8  # words in a line of a pasted list: "Freight: 2.40 a set"


def peers(operands: Operands, *, named: bool = True, apart: bool = True) -> tuple[Figure, ...]:
    """Return the figures that measure what the best candidate measures, one for each subject or period.

    Where the question names subjects, those it names; else all that the articles give. Empty where none fits. Not
    `apart`: also several of one subject, where the article dates none.
    """
    if named and len(operands.sides) >= 2:
        chosen = _one_each(operands.sides)
        if len(chosen) == len(operands.sides):
            return chosen
    leads = _leads(operands)
    return _alike(leads[0], operands, apart=apart) if leads else ()


def of_size(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return as many figures of one measure as the question counts, "rank the three by"; () where it counts none."""
    counted = _SIZE.search(fold(question.standalone))
    if counted is None or len(operands.sides) >= 2:
        return ()
    size = _SIZES.get(counted[1]) or int(counted[1])
    groups = (_alike(lead, operands, apart=True) for lead in _leads(operands)[:_TRIED])
    return next((group for group in groups if len(group) == size), ())


_SIZES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SIZE = re.compile(rf"\b(?:the|all|these|those) ({'|'.join(_SIZES)}|[2-9]|10) [a-z]")
_TRIED = 6  # figures that may be one of them


def _alike(lead: Candidate, operands: Operands, *, apart: bool) -> tuple[Figure, ...]:
    best = lead.figure
    alike = [
        c.figure
        for c in operands.whole
        if same_metric(best, c.figure) and _same_measure(best, c.figure) and _close(c) and lead.words - c.words < _LESS
    ]
    return _distinct([best, *alike]) if apart else tuple(dict.fromkeys([best, *alike]))


def spanned(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return a figure for each period "from 2020 to 2023", not only for its ends; empty where no such span is asked."""
    dated = [focus.periods[0] for focus in question.foci if focus.dated and len(focus.periods) == 1]
    if len(dated) != 2 or len(operands.sides) != 2 or _SPAN.search(fold(question.standalone)) is None:
        return ()
    best = next((c.figure for c in operands.sides[0] if c.fits), None)
    start, end = min(p.start for p in dated), max(p.end for p in dated)
    if best is None or best.period is None:
        return ()
    days = period_days(best.period)
    within = [
        c.figure
        for c in operands.whole
        if set(c.lacks) <= {"period"} and same_metric(best, c.figure) and _same_measure(best, c.figure)
        and c.figure.row == best.row and (p := c.figure.period) is not None
        and start <= p.start and p.end <= end and abs(period_days(p) - days) <= 3
    ]  # fmt: skip
    return _distinct(within)


def reaching(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return the times that each took to reach the number of the question; empty without one or with named sides."""
    goal = question.threshold
    if goal is None or len(operands.sides) > 1:
        return ()
    took = [c.figure for c in operands.whole if c.figure.milestone is not None and c.figure.milestone.low == goal.low]
    return _distinct([figure for figure in took if figure.quantity.dimension == "duration"])


def of_labels(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return a figure for each line that the question calls by its label: "what do wood, paint and labour come to?"."""
    corpus = operands.corpus
    asked = {term.stem for term in question.whole.terms} | {s for name in question.whole.names for s in stems(name)}
    found: dict[tuple[str, int], list[Figure]] = {}
    for name, document in sorted(corpus.documents.items()):
        for i, sentence in enumerate(document.sentences):
            called = set(stems(document.blocks[sentence.block].label or ""))
            if called and called <= asked:
                figures = corpus.by_sentence.get((name, i), ())[:1]
                found.setdefault((name, sentence.section), []).extend(figures)
    best = max(found.values(), key=len, default=[])
    alike = len({figure.quantity.unit for figure in best}) == 1
    return tuple(best) if len(best) > 1 and alike else ()


def of_list(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return a figure for each item of the list whose section is about the question; empty where no list is.

    "Here is what each of them took in:" names neither the stations nor the cherry; its section does.
    """
    best: tuple[float, tuple[Figure, ...]] = (0.0, ())
    corpus, dimensions = operands.corpus, measured(question)
    for name, document in sorted(corpus.documents.items()):
        groups: dict[tuple[int, str], list[Figure]] = {}
        for i, sentence in enumerate(document.sentences):
            lead = _lead_of(document, sentence.block)
            if lead is not None:
                for figure in corpus.by_sentence.get((name, i), ())[:1]:
                    groups.setdefault((lead, figure.quantity.unit), []).append(figure)
        for (lead, _), figures in sorted(groups.items()):
            if dimensions and figures[0].quantity.dimension not in dimensions:
                continue
            kinds = {figure.kind for figure in figures}
            if len(kinds) > (1 if figures[0].quantity.dimension == "share" else 1 + (None in kinds)):
                continue  # a share of orders beside a margin: one list, and no one measure
            about = corpus.section(name, document.blocks[lead].section).coverage(question.whole.terms)
            led = about + _led_in(question, corpus, name, lead)  # of two lists below one heading the one so led in
            if len(figures) > 1 and about > _ABOUT and led > best[0]:
                best = (led, tuple(figures))
    return best[1]


def _led_in(question: Question, corpus: Corpus, document: str, lead: int) -> float:
    """Return the share of the question's words that the lines met that introduce a list, 0 to 1."""
    article = corpus.documents[document]
    led = (i for i, sentence in enumerate(article.sentences) if sentence.block == lead)
    return max((corpus.sentence(document, i).coverage(question.whole.terms) for i in led), default=0.0)


def _lead_of(document: Document, at: int) -> int | None:
    """Return the block that introduces the list a block is of: pasted lists are lines with a label and few words."""
    block = document.blocks[at]
    if block.kind == "item":
        return block.lead
    while at > 0 and _is_line(document, at):
        at -= 1
    return at if document.blocks[at] is not block and document.blocks[at].section == block.section else None


def _is_line(document: Document, at: int) -> bool:
    block = document.blocks[at]
    return block.kind == "paragraph" and block.label is not None and len(document.quote(block.span).split()) <= _LINE


def _leads(operands: Operands) -> list[Candidate]:
    """Return the figures that fit when names are left aside, best first: the group has several of one."""
    return [c for c in operands.whole if all(lack.startswith("name:") for lack in c.lacks)]


def _close(candidate: Candidate) -> bool:
    return all(lack.startswith("name:") for lack in candidate.lacks)


def _same_measure(left: Figure, right: Figure) -> bool:
    return left.quantity.unit == right.quantity.unit and left.quantity.per == right.quantity.per


def _one_each(sides: tuple[tuple[Candidate, ...], ...]) -> tuple[Figure, ...]:
    """Return the best figure of each side that measures what the best of all does, or else the next that all have."""
    able = [fitting(side) for side in sides]
    if not all(able):
        return ()
    leads = sorted((c for side in able for c in side[:_LEADS]), key=lambda c: -c.score)
    chosen = [figures for lead in leads if (figures := _measured_as(lead.figure, able))]
    alike = (figures for figures in chosen if all(same_metric(figures[0], other) for other in figures[1:]))
    return next(alike, chosen[0] if chosen else ())


def _measured_as(lead: Figure, sides: list[tuple[Candidate, ...]]) -> tuple[Figure, ...]:
    """Return the best figure of each side in the dimension of one figure, of its metric where there is one."""
    found = []
    for side in sides:
        alike = [c.figure for c in side if c.figure.quantity.dimension == lead.quantity.dimension]
        if not alike:
            return ()
        found.append(next((figure for figure in alike if same_metric(lead, figure)), alike[0]))
    return tuple(found)


def _distinct(figures: list[Figure]) -> tuple[Figure, ...]:
    """Return the figures without repetitions of one value for one subject, in text order."""
    chosen: list[Figure] = []
    for figure in figures:
        twin = any(
            same_value(figure, other)
            or (other.subject == figure.subject and other.period == figure.period and other.column == figure.column)
            for other in chosen
        )
        if not twin:
            chosen.append(figure)
    return tuple(sorted(chosen, key=lambda f: (f.document, f.quantity.span.start)))
