"""What somebody still needs, what is demanded less what there is: "how many more ferries does it need?"."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.display import capital
from assistant.expression import apply
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, comparable, cues
from assistant.operations.shortfall import in_one_unit
from assistant.operations.working import aligned, working
from assistant.own_words import own_words
from assistant.relatedness import one_owner
from assistant.types import Calculation, Question
from assistant.words import fold, stem
from documents.figures.types import Figure

_DEMANDED = re.compile(
    r"\b(?:must|oblig\w+|requir\w+|needs?|needed|(?:has|have) to|demand\w*|asks?|asked|insists?|target\w*|goals?|aims?"
    r"|wants?|plans?|promised|pledged|licen[cs]e|concession|quota)\b"
)


def run(question: Question, operands: Operands) -> Calculation | None:
    corpus = operands.corpus
    noun = stem(question.noun) if question.noun is not None else ""
    able = [c for c in operands.whole if not _of_another(c) and c.figure not in corpus.changes]
    able = [c for c in able if not noun or own_words(c.figure).counted.meets(noun)]
    goals = [c.figure for c in able if _is_demanded(c.figure, corpus)]
    levels = [c.figure for c in able if c.figure not in goals and c.figure.status == "actual"]
    if len({figure.quantity.low for figure in goals}) != 1:
        return None  # nothing is demanded, or several things, of which none is told to be meant
    goal = goals[0]
    level = _present([f for f in levels if comparable(f, goal) and one_owner(f, goal, corpus)], goal)
    if level is None:
        return None
    level, goal = in_one_unit(level, goal)
    both = aligned((level, goal))
    if both is None or both.values[0].low >= both.values[1].low:
        return None
    work = working((level, goal), apply("-", both.operands[1], both.operands[0]))
    if work is None:
        return None
    statement = f"{capital(work.surface)} more: {said(goal)} {{1}}, of which there are {said(level)} {{0}}."
    return work.calculation("difference", statement)


def _of_another(candidate: Candidate) -> bool:
    """Say whether a figure is of somebody else or another part; a level is of another time than what is aimed for."""
    return any(lack.startswith("name:") or lack in ("row", "part", "currency") for lack in candidate.lacks)


def _is_demanded(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is a goal: its clause demands it or hopes for it."""
    if figure.row is not None:
        return figure.status in ("target", "forecast") or _DEMANDED.search(fold(figure.row)) is not None
    article = corpus.documents[figure.document]
    clause = (
        article.quote(figure.clause) if figure.clause is not None else corpus.text(figure.document, figure.sentence)
    )
    return figure.status == "target" or _DEMANDED.search(fold(clause)) is not None


def _present(levels: list[Figure], goal: Figure) -> Figure | None:
    """Return the latest level that is dated, else the only one; what one launch or one order brings is no level."""
    until = goal.period.end if goal.period is not None else "9999"
    dated = [f for f in levels if f.period is not None and f.period.end <= until]
    if dated:
        last = max(f.period.end for f in dated if f.period is not None)
        levels = [f for f in dated if f.period is not None and f.period.end == last]
    return levels[0] if len({figure.quantity.low for figure in levels}) == 1 else None


OPERATION = Operation("to_go", "How many more ferries does it need?", cues("to_go"), run)
