"""Yes or no first, where the article's words decide it; else what the article says on it."""

from __future__ import annotations

import re
from functools import cache

from assistant.replies.case import Case, quoting
from assistant.replies.prose import statement
from assistant.types import Draft
from assistant.words import concepts, fold, stems, vocabulary

# In "gave up" and "cut from the team" these tell no direction.
_LOOSE = frozenset(("more", "better", "up", "down", "cut", "top", "beat"))
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|nor|neither|hardly|n't|isn't|doesn't|didn't|wasn't|hasn't|cannot|can't)\b|n't\b"
)


def reply(case: Case) -> Draft | None:
    """Return the sentence on it, led by yes or no where its words agree with or contradict the question's."""
    draft = statement(case)
    if draft is None:
        return None
    best = case.best(1)[0]
    verdict = decide(fold(case.question.standalone), fold(case.text(best)))
    if verdict is None:
        return draft
    before = case.near(best, -1)
    if before is not None and re.match(r"(?:this|that|it|these|they)\b", fold(case.text(best))):
        found = (before, best)
        return quoting(case, *found, text=f"{verdict}: {case.text(before)} {{0}} {case.text(best)} {{1}}")
    return Draft(draft.status, f"{verdict}: {draft.text}", draft.quotes, draft.caveats)


def decide(asked: str, stated: str) -> str | None:
    """Return "Yes" or "No" where the direction or the denial in the two texts decides it, None where it does not."""
    mine, other = direction(asked), direction(stated)
    denied = bool(_NEGATION.search(stated)) != bool(_NEGATION.search(asked))
    if mine and other:
        return "Yes" if (mine == other) != denied else "No"
    return None


def direction(folded: str) -> int:
    """Return +1 where a text speaks of more, -1 of less, 0 of neither or both."""
    words = set(re.findall(r"[a-z']+", folded))
    up = len(words & _greater()) + _idea(folded, "exceeding") + _idea(folded, "growing")
    down = len(words & _smaller()) + _idea(folded, "shrinking")
    return (up > down) - (up < down)


def _idea(folded: str, idea: str) -> int:
    return sum(1 for s in set(stems(folded)) if idea in concepts().get(s, ()) and s not in _LOOSE)


@cache
def _greater() -> frozenset[str]:
    return frozenset(vocabulary("questions")["direction"]["greater"])


@cache
def _smaller() -> frozenset[str]:
    return frozenset(vocabulary("questions")["direction"]["smaller"])
