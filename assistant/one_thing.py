"""Whether two rivals' amounts are of the one thing that is asked of both: a loaf is set against no cake."""

from __future__ import annotations

from assistant.labels import metric, verbal
from assistant.operands import RARE
from assistant.types import Question, Term
from assistant.words import fold, same_idea, stems
from documents.figures.kinds import kinds_of
from documents.figures.types import Figure
from documents.figures.verbs import base_of


def of_one_thing(question: Question, left: Figure, right: Figure) -> bool:
    """Say whether two amounts of money are of the thing that is asked of, where one of them is called after it.

    An amount that names no thing at all, "Acme charges €5", may be of it.
    """
    money = left.quantity.dimension == right.quantity.dimension == "money"
    if not money or len(question.whole.names) < 2:
        return True
    things = [term for term in question.whole.terms if term.weight >= RARE and not _measures(fold(term.text))]
    for term in things:
        mine, other = _called(term, left), _called(term, right)
        if mine != other and not verbal(metric(right if mine else left)):
            return False
    return True


def _measures(word: str) -> bool:
    """Say whether a word says what is measured, of whatever thing: "cost", "price", "to build"."""
    return bool(kinds_of((word,), "money")) or base_of(word) is not None


def _called(term: Term, figure: Figure) -> bool:
    """Say whether a figure is called by a word of the question: in its metric, row, column, kind or whose it is."""
    kind = (figure.kind or "").replace("_", " ")
    texts = (figure.subject, *figure.subjects, figure.metric, figure.row, figure.column, kind)
    return any(term.stem == own or same_idea(term.stem, own) for text in texts for own in stems(text or ""))
