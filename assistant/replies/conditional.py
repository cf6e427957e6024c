"""A number that holds under a condition which question and sentence state alike: "at 79 cents it needs about 390"."""

from __future__ import annotations

import re

from assistant.agreement import TELLING
from assistant.replies.case import ENOUGH, Case, quoting
from assistant.types import Draft, Evidence
from assistant.words import fold
from documents.figures.types import Quantity

_UNDER = re.compile(r"\b(?:at|under|with)(?: (?:a|an|the) (?:[a-z]+ ){1,2}of)? $")
_BESIDE = ("count", "ordinal", "rank", "duration")  # they say how many or how long, and are no condition
_LOOKED_AT = 12  # of the sentences nearest to the question


def reply(case: Case) -> Draft | None:
    """Quote the sentence that states the condition of the question, and under it another number."""
    asked = case.question.standalone
    conditions = [
        q for q in case.question.whole.quantities
        if q.dimension not in _BESIDE and _UNDER.search(fold(asked[: q.span.start]))
    ]  # fmt: skip
    if not conditions or case.question.foci:
        return None
    telling = [term for term in case.question.whole.terms if term.weight >= TELLING]
    able = [e for e in case.evidence[:_LOOKED_AT] if not e.missing and e.coverage >= ENOUGH and telling]
    found = next((e for e in able if all(_states(case, e, one) for one in conditions)), None)
    return None if found is None else quoting(case, found)


def _states(case: Case, found: Evidence, condition: Quantity) -> bool:
    """Say whether a sentence states the condition as one, and another number beside it."""
    here = case.corpus.by_sentence.get((found.document, found.sentence), ())
    text = case.corpus.documents[found.document].text
    same = [f for f in here if (f.quantity.low, f.quantity.unit) == (condition.low, condition.unit)]
    start = case.sentence(found).span.start
    return len(here) > len(same) and any(_UNDER.search(fold(text[start : f.quantity.span.start])) for f in same)
