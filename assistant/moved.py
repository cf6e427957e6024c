"""By how much a level rose or fell, asked as something that might be stated: "how far did its debt come down?"."""

from __future__ import annotations

import re

from assistant.operations.difference import of_change
from assistant.replies.case import Case
from assistant.types import Calculation
from assistant.words import fold

_MOVES = (
    r"f[ae]ll|fallen|r[io]se|risen|drop(?:ped)?|gr[eo]w|grown|increased?|decreased?|declined?|shr[aiu]nk|climb(?:ed)?"
    r"|improved?|(?:c[ao]me|coming|go|gone|went) (?:up|down)|up|down"
)
_HOW_FAR = re.compile(rf"\bhow (?:much|far)\b[^?]{{0,90}}?\b(?:{_MOVES})\b(?! to\b)")


def _asks_how_far(said: str) -> bool:
    """Say whether a question asks how far something rose or fell."""
    return _HOW_FAR.search(fold(said)) is not None


def moved(case: Case) -> Calculation | None:
    """Return the difference of the two levels that an article tells of one thing, None where that is not asked."""
    question = case.question
    if question.operation is not None or question.unknown or not _asks_how_far(question.standalone):
        return None
    return of_change(question, case.anything, case.corpus)
