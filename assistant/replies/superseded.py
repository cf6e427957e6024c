"""Plans that an article says were given up: "It was to sail in April. It will now be October."

What was planned is no answer to what will be, and what came instead stands behind it without a name; both are told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.replies.case import Case, quoting
from assistant.replies.said_times import event_of, loose
from assistant.topics import GENERIC_WEIGHT
from assistant.types import Draft, Evidence, Question, Quote
from assistant.words import fold, same_idea, stems
from documents.figures.periods import periods

_LOOK = 3  # sentences behind a plan among which the one that replaces it is looked for
_BY_NAME = 2  # from there on it has to say again what it is about
_PLAN = re.compile(
    r"\b(?:was|were|had been) (?:originally |initially |first |once |all )?"
    r"(?:to [a-z]{2,}|due\b|planned\b|scheduled\b|supposed\b|meant\b|expected\b|promised\b|slated\b|set (?:to|for)\b)"
    r"|\b(?:had|originally|initially) (?:hoped|planned|promised|intended|meant)\b|\bshould (?:originally )?have [a-z]+"
)
_NEW = re.compile(
    r"\bnow\b|\bno longer\b|\binstead\b|\bslipped\b|\bwill not\b|\bafter all\b"
    r"|\bha(?:s|ve|d) (?:since |already )?(?:become|turned|moved|shifted|gone|risen|grown|fallen"
    r"|been (?:\w+ )?(?:put|pushed|moved|delayed|postponed|changed|brought|raised|cut|shifted|extended|revised))\b"
    r"|\b(?:was|were|is|are) (?:then |later |since )?"
    r"(?:put back|put off|pushed back|postponed|delayed|brought forward|moved|shifted)\b"
)
_POINTS_BACK = re.compile(
    r"(?:it|its|they|that|this|these|those|now|he|she"
    r"|the (?:new )?(?:date|day|opening|start|launch|deadline|plan|estimate|figure|target|price|cost|bill|total))\b"
)
_CAME = re.compile(r"(?:it|they|that|this) (?:only |finally )?(?:came|began|started|happened|arrived|took|did)\b")
_CLAUSE = re.compile(r"[,;:()—–]| (?:and|but|when|while|although|though|because) ")
# "When was it to open?" asks for the plan itself.
_OF_PLAN = re.compile(
    r"\b(?:was|were|had) .{2,80} (?:to (?!do\b)[a-z]|due\b|planned\b|scheduled\b|supposed\b|meant\b|expected\b)"
    r"|\b(?:originally|initially|at first|first planned|original|planned|initial|earlier)\b"
)


def of_plan(question: Question) -> bool:
    """Say whether it is asked what was planned at first."""
    return _OF_PLAN.search(fold(question.standalone)) is not None


def planned(case: Case, found: Evidence) -> bool:
    """Say whether a sentence only tells what was planned of what is asked: "it was to sail in April"."""
    return _plan_end(case, found) is not None


def renewed_at(case: Case, found: Evidence) -> int | None:
    """Return where a sentence goes on from a plan to what came of it: "was due in May, but is now due in June"."""
    end = _plan_end(case, found)
    new = _NEW.search(fold(case.text(found)), end) if end is not None else None
    return new.start() if new is not None else None


def replacing(case: Case, found: Evidence) -> Evidence | None:
    """Return the sentence that says what came of a plan, None where there is none or no plan of what is asked."""
    if _plan_end(case, found) is None or renewed_at(case, found) is not None:
        return None
    for offset in range(1, _LOOK + 1):
        after = case.near(found, offset)
        if after is None or case.sentence(after).block != case.sentence(found).block:
            return None
        text = fold(case.text(after))
        back = offset < _BY_NAME and _POINTS_BACK.match(text) is not None
        new = _NEW.search(text) is not None or (back and (_CAME.match(text) is not None or _same_verb(case, after)))
        if new and _measured(case, after) and (back or _named_again(case, after)):
            return after
        if _PLAN.search(text) is not None:
            return None  # what follows is of the later plan
    return None


def beside(case: Case, draft: Draft) -> Draft:
    """Return an answer that rests on a plan with what came of it; without a verdict, which the plan does not give."""
    if draft.status == "not_found" or draft.calculation is not None or of_plan(case.question):
        return draft
    for number, quote in enumerate(draft.quotes):
        found = case.at(quote.document, quote.sentence)
        text = case.text(found)
        if text not in draft.text:
            continue  # figures are told each with what it stands for
        after = replacing(case, found)
        later = None if after is None else Quote(after.document, after.sentence)
        if after is None or later is None or later in draft.quotes:
            continue
        if len(draft.quotes) == 1:
            return quoting(case, found, after, caveats=draft.caveats)
        own = f"{text} {{{number}}}"
        told = draft.text.replace(own, f"{own} {case.text(after)} {{{len(draft.quotes)}}}", 1)
        return replace(draft, text=told, quotes=(*draft.quotes, later))
    return draft


def _plan_end(case: Case, found: Evidence) -> int | None:
    """Return where the words end that make a clause on what is asked a plan; None where none of them is one."""
    text = fold(case.text(found))
    plans = list(_PLAN.finditer(text))
    if not plans:
        return None
    event = [token.start for token in event_of(case, case.text(found))]
    for plan in plans:
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, plan.start())), default=0)
        end = next((m.start() for m in _CLAUSE.finditer(text, plan.end())), len(text))
        if any(start <= at < end for at in event):
            return plan.end()
    return None


def _measured(case: Case, found: Evidence) -> bool:
    """Say whether a sentence tells a time, or a number where that is asked for."""
    if case.question.expects not in ("date", "reason", "yes_no", "any"):
        return bool(case.corpus.by_sentence.get((found.document, found.sentence)))
    text = case.text(found)
    timed = bool(periods(text) or loose(text))
    return timed or (case.question.expects != "date" and any(c.isdigit() for c in text))


def _same_verb(case: Case, found: Evidence) -> bool:
    """Say whether the verb of the question is told again: "It was finished in 2020"."""
    return any(token.start < _OPENING for token in event_of(case, case.text(found)))


_OPENING = 20  # characters to a verb of what "it" did


def _named_again(case: Case, found: Evidence) -> bool:
    own = stems(case.text(found))
    asked = [t.stem for t in case.question.whole.terms if t.weight > GENERIC_WEIGHT]
    return any(s in own or any(same_idea(s, other) for other in own) for s in asked)
