"""Whether a calculation is the answer to a question, and what it says then."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose import drafted, refused
from assistant.premise import verdict
from assistant.replies.limits import limit
from assistant.types import Calculation, Draft, Question, Refused


def calculated(question: Question, calculation: Calculation | Refused | None) -> Draft | None:
    """Return the calculation as the answer, unless the question wants a reason or a fact rather than a number."""
    if calculation is None or question.expects in ("reason", "definition", "quotation", "words", "manner"):
        return None
    if isinstance(calculation, Refused):
        return refused(calculation)
    if question.expects == "yes_no":
        if limit(question) is not None:
            return None  # "more than a quarter?" compares with the question's own number
        word = verdict(question, calculation)
        return None if word is None else drafted(replace(calculation, statement=f"{word}: {calculation.statement}"))
    return drafted(calculation)
