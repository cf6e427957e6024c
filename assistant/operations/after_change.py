"""How many there will be once a change that is still to come has been made: "how many staff after the job cuts?"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.changing import past
from assistant.corpus import Corpus
from assistant.display import capital
from assistant.expression import apply
from assistant.labels import said
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.opposed import PEOPLE_KINDS, direction
from assistant.operations.working import aligned, working
from assistant.own_words import own_words
from assistant.people import people
from assistant.relatedness import of_name
from assistant.types import Calculation, Question
from assistant.words import fold, stem
from documents.figures.types import Figure

_COMING = re.compile(r"\b(?:hir\w+|openings?|recruit\w+|additions?|expansion)\b[^?]{0,30}\W*$")
_AHEAD = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) to|to (?:close|cut|lose|lay|shed|hire|open|recruit|axe|add)|plan(?:s|ned)?"
    r"|announc\w+|intends?|aims?|expects?|propos\w+|wants? to|going to|set to|due to|by (?:19|20)\d\d)\b"
)


def run(question: Question, operands: Operands) -> Calculation | None:
    """Return what there is now less what goes, or with what comes; None where either is not told, or told twice."""
    corpus = operands.corpus
    comes = _COMING.search(fold(question.standalone)) is not None
    able = [c for c in operands.whole if c.figure.quantity.dimension == "count" and _counts(question, c.figure)]
    steps = [c.figure for c in able if _is_step(c.figure, comes, question, corpus)]
    levels = [c for c in able if set(c.lacks) <= {"words"} and _is_level(c, corpus)]
    levels = [c for c in levels if c.figure not in steps]
    if any(c.figure.status != "actual" for c in levels) or len({f.quantity.low for f in steps}) != 1:
        return None  # how many there are to be may be told, which is then the answer
    now = [c.figure for c in levels if not past(c.figure, corpus) and c.figure.document == steps[0].document]
    now = [figure for figure in now if figure.subject in question.whole.names] or now
    if len({figure.quantity.low for figure in now}) != 1:
        return None
    level, step = now[0], steps[0]
    counted = replace(step.quantity, unit=level.quantity.unit)
    step = replace(step, quantity=counted, subject=level.subject, subjects=level.subjects)
    both = aligned((level, step))
    if both is None or (not comes and both.values[1].high >= both.values[0].low):
        return None
    work = working((level, step), apply("+" if comes else "-", *both.operands))
    if work is None:
        return None
    joined = "and another" if comes else "less"
    told = f"{capital(work.surface)}: {said(level)} {{0}} {joined} {said(step)} {{1}}."
    return work.calculation("difference", told, ("nothing else changes",))


def _counts(question: Question, figure: Figure) -> bool:
    """Say whether a figure counts what the question does: the noun itself, or people of whatever word."""
    if question.noun is None:
        return False
    both = question.kind in PEOPLE_KINDS and figure.kind in PEOPLE_KINDS
    return both or own_words(figure).counted.meets(stem(question.noun))


def _is_step(figure: Figure, comes: bool, question: Question, corpus: Corpus) -> bool:
    """Say whether a figure is what is still to go or to come, told of whom the question names."""
    if figure.column is not None or direction(figure, corpus) != (1 if comes else -1):
        return False
    if _AHEAD.search(fold(corpus.text(figure.document, figure.sentence))) is None:
        return False
    return all(_told_of(name, figure, corpus) for name in question.whole.names)


def _told_of(name: str, figure: Figure, corpus: Corpus) -> bool:
    """Say whether the firm last named up to a figure's sentence is the one asked of; where several are, its own.

    Whose jobs go is seldom said beside them: "He announced the closure of a plant, with the loss of 45 jobs".
    """
    article = corpus.documents[figure.document]
    own = article.sentences[figure.sentence]
    persons = people(corpus, figure.document)
    for position in range(figure.sentence, -1, -1):
        sentence = article.sentences[position]
        if sentence.block != own.block:
            break
        mentions = corpus.lexicon.mentions(article.quote(sentence.span))
        firms = dict.fromkeys(m.name for m in mentions if m.name not in persons)
        if firms:
            of_one = len(firms) == 1 or of_name(name, figure, corpus)
            return of_one and any(name == one or corpus.lexicon.related(name, one) for one in firms)
    return name in corpus.main_names(figure.document)


def _is_level(candidate: Candidate, corpus: Corpus) -> bool:
    figure = candidate.figure
    stands = figure not in corpus.changes and figure.quantity.per is None
    return stands and (figure.column is not None or direction(figure, corpus) == 0)


OPERATION = Operation("after_change", "How many staff will it have after the job cuts?", cues("after_change"), run)
