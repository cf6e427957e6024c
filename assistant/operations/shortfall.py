"""By how much a result misses or passes the goal that was set for it: "how far short of its hopes did sales fall?"."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from assistant.agreement import same_metric
from assistant.corpus import Corpus
from assistant.display import capital
from assistant.expression import apply
from assistant.labels import said
from assistant.operations import difference
from assistant.operations.base import Operands, Operation, bond, comparable, cues
from assistant.operations.working import aligned, working
from assistant.relatedness import speaks_of
from assistant.types import Calculation, Question
from assistant.words import fold
from documents.figures.types import Figure

_SET = re.compile(
    r"\b(?:hoped|hopes|hoping|wanted|wants|planned|plans|targets?|targeted|aimed|aims?|goals?|promised|budget|budgeted"
    r"|expected|forecast|predicted|foreseen|counted on|supposed)\b"
)
_SHORT = re.compile(r"\b(?:miss\w*|short\w*|fall|fell|behind|exceed\w*|beat|beats|pass\w*|far|goals?|hopes?)\b")
# A goal and its result side by side are rare; of the words, so little tells that they are meant.
_ENOUGH = Fraction(1, 3)
_COUNTABLE = ("count", "number", "ordinal")
_SENTENCES = 1  # between a goal and what came of it


def run(question: Question, operands: Operands) -> Calculation | None:
    corpus = operands.corpus
    able = [c for c in operands.whole if not c.of_another and c.figure not in corpus.changes]
    goals = [c for c in able if _is_goal(c.figure, corpus)]
    results = [c for c in able if not _is_goal(c.figure, corpus)]
    pairs = [(r, g) for r in results for g in goals if _of_one(r.figure, g.figure, corpus)]
    told = replace(question.whole, terms=tuple(t for t in question.whole.terms if _tells(t.text)))
    pairs = [(r, g) for r, g in pairs if speaks_of(told, (r.figure, g.figure), corpus, at_least=_ENOUGH)]
    if not pairs:
        return difference.run(question, operands) if len(operands.sides) >= 2 else None
    best = max(pairs, key=lambda pair: round(pair[0].score + pair[1].score + bond(pair[0].figure, pair[1].figure), 9))
    return _missed(*in_one_unit(best[0].figure, best[1].figure))


def _tells(word: str) -> bool:
    """Say whether a word tells what the goal was for, not that there was one."""
    return _SET.search(fold(word)) is None and _SHORT.search(fold(word)) is None


def _missed(result: Figure, goal: Figure) -> Calculation | None:
    both = aligned((result, goal))
    if both is None:
        return None
    mine, other = both.values
    short = mine.low < other.low
    work = working((result, goal), apply("-", both.operands[short], both.operands[not short]))
    if work is None:
        return None
    word = "less" if short else "more"
    return work.calculation(
        "difference", f"{capital(work.surface)} {word}: {said(result)} {{0}} against the goal of {said(goal)} {{1}}."
    )


def _is_goal(figure: Figure, corpus: Corpus) -> bool:
    """Say whether a figure is what was hoped for: of "had hoped for 80 and found 65" the one after the word."""
    here = [f for f in corpus.by_sentence[figure.document, figure.sentence] if _alike(f, figure)]
    start = corpus.documents[figure.document].sentences[figure.sentence].span.start
    cues = [match.end() + start for match in _SET.finditer(fold(corpus.text(figure.document, figure.sentence)))]
    if not cues or len(here) < 2:
        return bool(cues) or figure.status in ("target", "forecast")
    after = (next((f for f in here if f.quantity.span.start >= cue), here[-1]) for cue in cues)
    return figure in after


def _alike(left: Figure, right: Figure) -> bool:
    mine, other = left.quantity.dimension, right.quantity.dimension
    return mine == other or {mine, other} <= set(_COUNTABLE)


def _of_one(result: Figure, goal: Figure, corpus: Corpus) -> bool:
    """Say whether two figures are told beside each other and measure one thing."""
    sentences = corpus.documents[goal.document].sentences
    if result.document != goal.document or result.row != goal.row or result == goal:
        return False
    near = abs(result.sentence - goal.sentence) <= _SENTENCES
    beside = near and sentences[result.sentence].block == sentences[goal.sentence].block
    bare = any(_is_bare(figure) for figure in (result, goal)) and result.sentence == goal.sentence
    return beside and comparable(result, goal) and (bare or same_metric(result, goal))


def _is_bare(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.dimension in _COUNTABLE and quantity.surface.strip().replace(",", "").isdigit()


def in_one_unit(result: Figure, goal: Figure) -> tuple[Figure, Figure]:
    """Return both with the unit that one of them names: "wanted 5,000 machines and had 3,650"."""
    named = next((f.quantity.unit for f in (result, goal) if not _is_bare(f)), "")
    pair = [replace(f, quantity=replace(f.quantity, unit=named)) if _is_bare(f) else f for f in (result, goal)]
    return pair[0], pair[1]


OPERATION = Operation("shortfall", "How far short of its goal did it fall?", cues("shortfall"), run)
