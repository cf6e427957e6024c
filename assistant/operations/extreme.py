"""The greatest or smallest of several figures of one metric."""

from __future__ import annotations

import re
from functools import cache

from assistant.agreement import TELLING
from assistant.display import stated
from assistant.expression import apply
from assistant.labels import metric, subject, when
from assistant.operations.base import Operands, Operation
from assistant.operations.group import peers
from assistant.operations.ordering import ascending, group, of_two, smallest_asked, superlative
from assistant.operations.working import aligned, working
from assistant.relatedness import met
from assistant.superlatives import said
from assistant.types import Calculation, Question
from assistant.words import fold, same_idea, stem, stems, tokens, vocabulary
from documents.figures.types import Figure, Quantity


def run(question: Question, operands: Operands) -> Calculation | None:
    figures = _results(group(question, operands) or _mentioned(question, operands))
    if figures and said(operands.corpus, figures[0].document, question.standalone):
        return None  # the article says itself which one is the largest customer
    if question.expects == "person" and not _of_others(question, figures):
        return None  # nobody is their own largest customer
    if question.threshold is not None and any(figure.milestone is None for figure in figures):
        return None  # "took longest to reach 10,000" is no wait for a delivery
    order, both = ascending(figures), aligned(figures)
    if not _superlative(fold(question.standalone)) and len(figures) != 2:
        return None  # "which uses more?" of three has no answer
    if len(order) < 2 or both is None or not _of_noun(question, figures) or not _of_verb(question, figures, operands):
        return None
    least = smallest_asked(fold(question.standalone))
    order = order if least else order[::-1]
    name = "min" if least else "max"
    work = working(figures, apply(name, *both.operands))
    if work is None:
        return None
    winner = figures[order[0]]
    others = "; ".join(f"{subject(figures[i])} {stated(figures[i].quantity)} {{{i}}}" for i in order[1:])
    what, amount = metric(winner), stated(winner.quantity)
    who = subject(winner) or what
    told = "" if what == amount else f", {what}"  # of a bare amount in a list nothing more is told
    return work.calculation(name, f"{who}: {amount}{told}{when(winner)} {{{order[0]}}}, against {others}.")


def _of_others(question: Question, figures: tuple[Figure, ...]) -> bool:
    """Say whether no figure is of the one in whose name it is asked: "who is Acme's largest customer?"."""
    owners = [name for name in question.whole.names if re.search(rf"{re.escape(name)}['’]s\b", question.standalone)]
    return not any(owner in (figure.subject or "") for owner in owners for figure in figures)


def _of_noun(question: Question, figures: tuple[Figure, ...]) -> bool:
    """Say whether figures are of what is called the biggest: the "biggest customer" is no marketing budget."""
    folded = fold(question.standalone)
    most = _superlative(folded)
    counts = most is None or most.group() in ("most", "least", "fewest")  # "took in the least cherry": its unit tells
    after = () if counts or most is None else tokens(folded[most.end() :])[:1]
    telling = {term.stem for term in question.whole.terms if term.weight >= TELLING}
    if not after or after[0].stem not in telling:
        return True
    noun = after[0].stem
    own = {
        s
        for f in figures
        for text in (f.metric, f.row, f.kind, f.quantity.unit, *f.subjects)
        for s in stems((text or "").replace("_", " "))
    }
    return any(noun == s or same_idea(noun, s) for s in own)


def _of_verb(question: Question, figures: tuple[Figure, ...], operands: Operands) -> bool:
    """Say whether figures are told with the verb of which most is asked: who "loses the most" has no long wait."""
    folded = fold(question.standalone)
    most = _superlative(folded)
    before = _MOST_OF_IT.search(folded[: most.end()]) if most is not None else None
    verb = next((t for t in question.whole.terms if before is not None and t.stem == stem(before[1])), None)
    return verb is None or verb.weight < TELLING or met((verb,), figures, operands.corpus) > 0


def _mentioned(question: Question, operands: Operands) -> tuple[Figure, ...]:
    """Return all that the articles say of a measure, whoever it is of: "the longest wait mentioned"."""
    return peers(operands, apart=False) if _MENTIONED.search(fold(question.standalone)) is not None else ()


def _results(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures that came about; all where fewer than two did: a promise is no longest wait."""
    came = tuple(figure for figure in figures if figure.status == "actual")
    return came if len(came) > 1 else figures


_MOST_OF_IT = re.compile(r"\b([a-z]+) (?:the )?(?:most|least)$")
_MENTIONED = re.compile(r"\b(?:mentioned|listed|named|given|of all|anywhere|at all|in the article|cited|quoted|ever)\b")


def _asked(folded: str, quantities: tuple[Quantity, ...], names: tuple[str, ...]) -> bool:
    asks = re.search(r"\b(?:which|who|whose|what|where|when)\b", folded) or _MENTIONED.search(folded)
    most = _superlative(folded)
    if most is None:
        return of_two(folded)
    return asks is not None and not _matter().match(folded[most.end() :])


def _superlative(folded: str) -> re.Match[str] | None:
    return superlative("greatest").search(folded) or superlative("smallest").search(folded)


@cache
def _matter() -> re.Pattern[str]:
    """What is called biggest and has no size: "the biggest risks" are told, not measured."""
    words = "|".join(vocabulary("operations")["matters"]["words"])
    return re.compile(rf" (?:\w+ )?(?:{words})s?\b")


OPERATION = Operation("extreme", "Which of them spends the most?", _asked, run)
