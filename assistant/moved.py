"""By how much a level rose or fell, asked as something that might be stated: "how far did its debt come down?"."""

from __future__ import annotations

import re

from assistant.asked_focus import asks_change
from assistant.comparability import refusal
from assistant.dated_levels import dated_move
from assistant.operations.difference import of_change, of_levels
from assistant.peaks import asked_from, peak_move
from assistant.replies.case import Case
from assistant.since import since_then
from assistant.types import Calculation, Refused
from assistant.words import fold

_MOVES = (
    r"f[ae]ll|fallen|r[io]se|risen|drop(?:ped)?|gr[eo]w|grown|increased?|decreased?|declined?|shr[aiu]nk|climb(?:ed)?"
    r"|improved?|(?:c[ao]me|coming|go|gone|went) (?:up|down)|up|down"
)
_HOW_FAR = re.compile(rf"\bhow (?:much|far)\b[^?]{{0,90}}?\b(?:{_MOVES})\b(?! to\b)")


def _asks_how_far(said: str) -> bool:
    """Say whether a question asks how far something rose or fell."""
    return _HOW_FAR.search(fold(said)) is not None


def moved(case: Case) -> Calculation | Refused | None:
    """Return the difference of the two levels that an article tells of one thing, None where that is not asked.

    Levels of a year and of a quarter tell no change, which is said.
    """
    question = case.question
    if question.operation is not None or question.unknown:
        return None
    if asked_from(question.standalone) and (question.expects == "yes_no" or _asks_how_far(question.standalone)):
        peak = peak_move(question, case.anything, case.corpus)
        return None if peak is None else _proved(of_levels(peak))
    if question.expects == "yes_no" and asks_change(question):  # "did the loss fall?"
        move = dated_move(question, case.anything, case.corpus)
        return _proved(of_levels(move)) if move is not None else None
    if not _asks_how_far(question.standalone):
        return None
    if (then := since_then(question, case.anything, case.corpus)) is not None:
        return _proved(of_levels(then))
    stated = of_change(question, case.anything, case.corpus)
    move = dated_move(question, case.anything, case.corpus) if stated is None else None
    return stated if move is None else _proved(of_levels(move))


def _proved(found: Calculation | None) -> Calculation | Refused | None:
    """Return a difference, or why it would tell nothing."""
    reason = refusal("difference", found.inputs) if found is not None else None
    return found if found is None or reason is None else Refused(reason, found.inputs)
