"""Who held an office before: "Ada took over from Ida Fenn", which tells of Ida what is no longer so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.lexicon import Mention
from assistant.people import runs
from assistant.replies.predicate import predicate
from assistant.types import Question
from assistant.words import fold, stem

_TOOK_OVER = re.compile(
    r"\b(?:(?:took|takes|taking|taken|take) (?:\w+ )?over|inherit(?:s|ed|ing)?)\b[^.;:]{0,80}?"
    r"\bfrom (?:[\w'’,-]+ ){0,6}$"
    r"|\b(?:succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|successor (?:to|of)|replacement for|in place of)"
    r" (?:[\w'’,-]+ ){0,6}$"
)
_HANDED = re.compile(r"\b(?:by|with|who|whom|which)\b")
_BEFORE = re.compile(r"\b(?:before|former|formerly|previous|previously|earlier|predecessors?)\b")
_PAST = re.compile(rf"{_BEFORE.pattern}|\b(?:once|until|ran|led|headed|was|were|did|used to|founders?)\b")


def gave_over(text: str, mention: Mention) -> bool:
    """Say whether a name is that of who was there before: "took over from | Ida Fenn", not "was replaced by | Ida"."""
    before = _TOOK_OVER.search(fold(text[: mention.start]))
    return before is not None and _HANDED.search(before.group()) is None


def asks_before(question: Question) -> bool:
    """Say whether it is asked who was there before: "who ran it before Ada?", "who is its former head?"."""
    return _BEFORE.search(fold(question.standalone)) is not None


def of_another_time(question: Question, text: str, mention: Mention, beside: Sequence[Mention]) -> bool:
    """Say whether a name is that of who held the office before, or of who holds it now where the former is asked."""
    if asks_before(question):
        return not gave_over(text, mention) and any(gave_over(text, other) for other in beside)
    return _PAST.search(fold(question.standalone)) is None and gave_over(text, mention)


def presides(question: Question, office: str) -> bool:
    """Say whether it is asked who chairs a thing, and the office is that of who runs it from day to day."""
    return stem("chair") in predicate(question) and runs(office)
