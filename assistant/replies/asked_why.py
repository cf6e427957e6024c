"""Reasons in an interview: what is answered where the interviewer asks the reader's "why", and no other answer.

"Why so small?" "It hardly rained." holds neither a word of cause nor one of the reader's in the answer, while
"Because it costs too much." answers only the question above it.
"""

from __future__ import annotations

import re

from assistant.replies.case import ENOUGH, Case
from assistant.types import Evidence
from assistant.words import fold

_SAME = 0.6  # share of the reader's words in the question that is asked in the article
_LOOK = 25  # sentences among which such a question is looked for
_OPENING = 2  # sentences of an answer
_WHY = re.compile(r"\b(?:why|how come|for what reason)\b")
_WHY_NOT = re.compile(r"\bwhy not\b|\bwhy (?:\w+ )?(?:\w+n['’]t|not)\b|\bnot\b|n['’]t\b")
_BARE = re.compile(r"\W*because\b")


def asked_in_article(case: Case) -> tuple[Evidence, ...]:
    """Return the first sentences of the answer to the same "why" that stands in an article; () where none does."""
    reader = fold(case.question.standalone)
    if _WHY.search(reader) is None:
        return ()
    denied = _WHY_NOT.search(reader) is not None
    asked = [e for e in case.evidence[:_LOOK] if e.coverage >= _SAME and not e.missing and _asks_why(case, e, denied)]
    told = max((e.coverage for e in case.evidence[:_LOOK] if _gives_cause(case, e)), default=0.0)
    asked = [e for e in asked if e.coverage >= told]  # a reason that is told of more of it is nearer
    for turn in sorted(asked, key=lambda e: (-e.coverage, e.document, e.sentence)):
        answer = case.answered_by(turn, _OPENING) or _behind(case, turn)
        if answer:
            return answer
    return ()


def answers_another(case: Case, found: Evidence) -> bool:
    """Say whether a sentence gives no more than the reason that another question in the article asks for."""
    if _BARE.match(fold(case.text(found))) is None:
        return False
    turn = case.turn_of(found)
    before = case.near(found, -1)
    if turn is None and before is not None and case.text(before).rstrip("\"'”’) ").endswith("?"):
        turn = before
    return turn is not None and turn.coverage < ENOUGH


def _gives_cause(case: Case, found: Evidence) -> bool:
    text = fold(case.text(found))
    return not found.missing and " because " in text and not case.asks(found)


def _asks_why(case: Case, found: Evidence, denied: bool) -> bool:
    text = fold(case.text(found))
    if not text.rstrip("\"'”’)*_ ").endswith("?") or _WHY.search(text) is None:
        return False
    return (_WHY_NOT.search(text) is not None) == denied


def _behind(case: Case, turn: Evidence) -> tuple[Evidence, ...]:
    """Return what follows a question in its own paragraph, else the paragraph below it."""
    found: list[Evidence] = []
    last = turn
    while len(found) < _OPENING:
        after = case.near(last, 1)
        if after is None or case.text(after).rstrip("\"'”’)*_ ").endswith("?"):
            break
        if found and case.sentence(after).block != case.sentence(found[0]).block:
            break
        found.append(after)
        last = after
    return tuple(found)
