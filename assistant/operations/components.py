"""What a question takes together by name: "the fee and the equipment together", of one owner or of each of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from assistant.changing import past
from assistant.corpus import Corpus
from assistant.display import capital
from assistant.expression import Expression, apply
from assistant.furthering import around, chain_of
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands
from assistant.operations.working import aligned, working
from assistant.relatedness import told_of_one
from assistant.types import Calculation, Question
from assistant.words import content, fold, stems
from documents.figures.types import Figure

_TOGETHER = re.compile(
    r"\b(?P<first>[\w'-]+) and (?:the |its |their |a |an )?(?P<second>[\w'-]+)(?: [\w'-]+)? "
    r"(?:together|combined|taken together|in total|altogether)\b"
)
_USE = re.compile(r"^ (?:in|for|on|of) (?:the |its |their )?([\w'-]+)")  # "$3 million in rent"
_BORDER = re.compile(r"[,;:()]|\b(?:while|whereas|but|and|than|against)\b|\d")
_LOOSE = {"words"}


def of_components(question: Question, candidates: Sequence[Candidate], corpus: Corpus) -> tuple[Figure, ...]:
    """Return a figure of one owner for each of the things that a question takes together; () where one is not told."""
    wanted = _named(question)
    able = [c.figure for c in candidates if not set(c.lacks) - _LOOSE and c.figure.quantity.dimension == "money"]
    able = [figure for figure in able if not past(figure, corpus) and not _is_over(figure)]
    found: list[Figure | None] = [next((f for f in able if _called(f, word, corpus)), None) for word in wanted]
    told = [figure for figure in found if figure is not None]
    if len(told) == 1 and len(wanted) == 2:  # "$24 upfront and another $31 for equipment": the upfront is the fee
        chain = chain_of(told[0], corpus)
        return chain if len(chain) == 2 and chain[1] == told[0] else ()
    if not told or len(told) < len(wanted) or len(set(told)) < len(told):
        return ()
    return tuple(told) if all(_beside(told[0], other, corpus) for other in told[1:]) else ()


def between_sums(question: Question, operands: Operands) -> Calculation | None:
    """Return how far what one side takes together lies from what the other does; None where either is not told."""
    sides = [of_components(question, side, operands.corpus) for side in operands.sides]
    if len(sides) != 2 or not all(sides):
        return None
    inputs = (*sides[0], *sides[1])
    terms = aligned(inputs)
    if terms is None or len(set(inputs)) < len(inputs):
        return None
    at = len(sides[0])
    first, second = _sum(terms.operands[:at]), _sum(terms.operands[at:])
    mine, other = (sum(v.low for v in values) for values in (terms.values[:at], terms.values[at:]))
    work = working(inputs, apply("-", second, first) if mine < other else apply("-", first, second))
    if work is None:
        return None
    told = [f"{said(figure)} {{{i}}}" for i, figure in enumerate(inputs)]
    word = "less" if mine < other else "more"
    text = f"{capital(work.surface)} {word}: {' plus '.join(told[:at])} against {' plus '.join(told[at:])}."
    return work.calculation("difference", text)


def _sum(operands: Sequence[Expression]) -> Expression:
    return reduce(lambda total, operand: apply("+", total, operand), operands)


def _named(question: Question) -> tuple[str, ...]:
    """Return the stems of the things that are taken together."""
    match = _TOGETHER.search(fold(question.standalone))
    if match is None:
        return ()
    return tuple(token.stem for word in (match["first"], match["second"]) for token in content(word)[:1])


def _beside(figure: Figure, other: Figure, corpus: Corpus) -> bool:
    """Say whether two figures are told of one owner in one section."""
    sentences = corpus.documents[figure.document].sentences
    near = figure.document == other.document and sentences[figure.sentence].section == sentences[other.sentence].section
    return near and told_of_one(figure, other, corpus)


def _is_over(figure: Figure) -> bool:
    return figure.period is not None and fold(figure.period.surface).startswith("until ")


def _called(figure: Figure, word: str, corpus: Corpus) -> bool:
    """Say whether a figure bears a name itself: another word for it may be one for anything, a price for a fee."""
    before, after = around(figure, corpus)
    use, clause = _USE.match(after), _BORDER.split(before)[-1] if figure.row is None else ""
    return word in stems(f"{figure.metric} {figure.subject or ''} {clause} {use[1] if use is not None else ''}")
