"""An amount with another one that the article tells beside it: "how much did it cost, including marketing?"."""

from __future__ import annotations

import re

from assistant.expectation import dimensions
from assistant.furthering import beside, chain_of
from assistant.left_out import asked, told
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.share import AMOUNTS
from assistant.operations.sum import added
from assistant.relatedness import met, telling, told_of_one
from assistant.types import Calculation, Question
from assistant.words import WordSet, fold, stems
from documents.figures.types import Figure

# What is asked of an amount is not the amount: "how much more did it cost, including marketing?"
_OTHERWISE = re.compile(r"\b(?:than|difference|more|less|fewer|compared|share|percentage|per ?cent|how much of)\b")
_LOOSE = {"words", "kind"}
_BESIDE = {*_LOOSE, "part"}  # what is left out is another part of the thing
_SENTENCES = 1  # between an amount and what it leaves out


def run(question: Question, operands: Operands) -> Calculation | None:
    wanted = asked(question.standalone).taken
    if not wanted or _OTHERWISE.search(fold(question.standalone)) is not None:
        return None
    allowed = dimensions(question) or AMOUNTS
    able = [c for c in operands.whole if not set(c.lacks) - _LOOSE and c.figure.quantity.dimension in allowed]
    for candidate in _of_the_rest(question, wanted, able, operands):
        figures = _added_on(candidate.figure, wanted, operands) or _left_out(candidate.figure, wanted, operands)
        if figures:
            return added(figures)
    return None


def _of_the_rest(
    question: Question, wanted: frozenset[str], able: list[Candidate], operands: Operands
) -> list[Candidate]:
    """Return the figures that meet most of the other words of the question: "the old wing" is not the new one."""
    rest = [term for term in telling(question.whole) if term.stem not in wanted]
    share = {c.figure: met(rest, (c.figure,), operands.corpus) for c in able}
    own = [c for c in able if not _called(c.figure, wanted, operands)]
    most = max((share[c.figure] for c in own), default=0)
    return [c for c in own if share[c.figure] >= most]


def _added_on(figure: Figure, wanted: frozenset[str], operands: Operands) -> tuple[Figure, ...]:
    """Return an amount with what the article adds to it and calls as the question does: "a further $85 million"."""
    chain = chain_of(figure, operands.corpus)
    extra = tuple(f for f in chain[1:] if _called(f, wanted, operands))
    return (chain[0], *extra) if extra and chain[0] == figure else ()


def _left_out(figure: Figure, wanted: frozenset[str], operands: Operands) -> tuple[Figure, ...]:
    """Return an amount "before marketing" with what is told of the marketing."""
    corpus = operands.corpus
    if not any(map(WordSet.of(wanted).meets, corpus.once(told, figure).loosely)):
        return ()
    able = (c.figure for c in operands.whole if not {lack for lack in c.lacks if lack[:5] != "name:"} - _BESIDE)
    others = sorted(able, key=lambda f: abs(f.quantity.span.start - figure.quantity.span.start))
    for other in others:
        near = other.document == figure.document and abs(other.sentence - figure.sentence) <= _SENTENCES
        alike = other != figure and other.quantity.unit == figure.quantity.unit
        alike = alike and not chain_of(other, corpus)  # it is added to something else
        of_one = told_of_one(figure, other, corpus) or not (other.subject or "")[:1].isupper()  # "the land"
        if near and alike and of_one and _called(other, wanted, operands):
            return (figure, beside(other, figure))
    return ()


def _called(figure: Figure, wanted: frozenset[str], operands: Operands) -> bool:
    return _meets(f"{figure.metric} {figure.subject or ''} {figure.quantity.surface}", wanted)


def _meets(text: str, wanted: frozenset[str]) -> bool:
    return any(map(WordSet.of(stems(text)).meets, wanted))


OPERATION = Operation("including", "How much did it cost, including marketing?", cues("including"), run)
