"""A level that the article gives only by another one: "90 fewer than at the start of the year"."""

from __future__ import annotations

from assistant.display import capital, stated
from assistant.implied import Implied, expression
from assistant.labels import said
from assistant.operations.working import working
from assistant.types import Calculation


def calculation(found: Implied, words: str) -> Calculation | None:
    """Return the calculation of an implied level; `words` are the article's own for it, "" where there are none."""
    base, change = found.relation.base, found.relation.change
    work = working((base, change), expression(found.relation))
    if work is None:
        return None
    told = f"the article gives {said(base)} {{0}} and {stated(change.quantity)} {{1}}"
    about = f" ({words})" if words else ""
    return work.calculation("implied_value", f"{capital(work.surface)}{about}: {told}.")
