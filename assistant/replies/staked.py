"""What somebody has staked on a thing, where it is no sum of money: "I am willing to bet my name on this loom"."""

from __future__ import annotations

import re

from assistant.replies.case import Case, quoting
from assistant.replies.figure import named
from assistant.replies.persons import people_asked, tells_of
from assistant.types import Draft, Question
from assistant.words import fold

STAKED = re.compile(
    r"\bwhat (did|does|has|have|had) (.{2,60}?) (?:staked?|bet|wager(?:ed)?|gambled?) on\b", re.IGNORECASE
)
_WHOSE = r"(?:its|his|her|their|my|our|all|everything)"
_STAKES = re.compile(rf"\b(?:stak|bet|wager|gambl|risk)(?:e|es|s|ed|d|ing|ting)? (?:[\w-]+ ){{0,2}}?{_WHOSE}\b")


def asks_stake(question: Question) -> bool:
    """Say whether it is asked what somebody staked on a thing, with money or without."""
    return STAKED.search(question.text) is not None


def staked(case: Case) -> Draft | None:
    """Return the sum that is told, else the sentence that tells the stake in words; None where neither is."""
    if not asks_stake(case.question):
        return None
    told = named(case)
    if told is not None and any(c.fits and c.figure.quantity.dimension == "money" for c in case.figures[:1]):
        return told
    people = people_asked(case)
    able = (e for e in case.evidence if _STAKES.search(fold(case.text(e))) and not case.asks(e))
    own = (e for e in able if not e.missing or tells_of(people, e, case))
    found = max(own, key=lambda e: e.score, default=None)
    return quoting(case, found) if found is not None else None
