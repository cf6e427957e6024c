"""What a question takes for granted, held against what the articles say."""

from __future__ import annotations

import re

from assistant.operations.working import aligned
from assistant.opposites import outright
from assistant.replies.case import Case, quoting
from assistant.replies.yes_no import direction
from assistant.types import Calculation, Draft, Evidence, Question, Quote
from assistant.words import fold, stem, stems

# A sentence must meet this share of the question's words before its word against the question's counts.
_SURE = 0.7


def claimed(question: Question) -> int:
    """Return +1 where the question says that the first side is the greater, -1 the smaller, 0 neither."""
    return direction(fold(question.standalone))


def actual(calculation: Calculation) -> int:
    """Return the sign of the first operand minus the second, by their middles; 0 where units differ."""
    if len(calculation.inputs) < 2:
        return 0
    both = aligned(calculation.inputs[:2])
    if both is None:
        return 0
    mine, other = both.values
    apart = (mine.low + mine.high) - (other.low + other.high)
    return (apart > 0) - (apart < 0)


def refuted(case: Case, calculation: Calculation | None) -> Draft | None:
    """Return a contradiction with the quoted facts where the question's premise is false, None where it is not."""
    question = case.question
    if question.expects == "reason" and calculation is not None and claimed(question) * actual(calculation) == -1:
        quotes = tuple(Quote(f.document, f.sentence) for f in calculation.inputs)
        return Draft(
            "not_found", f"It is the other way round. {calculation.statement}", quotes, calculation.caveats, calculation
        )
    return _opposite(case) if question.expects in ("reason", "yes_no", "date", "manner") else None


def _otherwise(case: Case, found: Evidence) -> Draft:
    return Draft("not_found", f"The article says otherwise: {case.text(found)} {{0}}", quoting(case, found).quotes)


def _opposite(case: Case) -> Draft | None:
    """Return the sentence that says "last" where the question says "first"."""
    asked = set(stems(case.question.standalone))
    for found in [e for e in case.evidence[:3] if not e.missing][:1]:
        sure = found.coverage >= _SURE
        if sure and case.question.expects == "reason" and _denied(case, case.text(found)):
            return _otherwise(case, found)
        said = set(stems(case.text(found)))
        for mine in sorted(asked & outright().keys() - said):
            # "Sales rose as prices fell" says of neither what "up" would contradict.
            others = [other for other in outright()[mine] & said - asked if not said & outright()[other]]
            if others and (sure or _all_but(case, found, mine)):
                return _otherwise(case, found)
    return None


def _all_but(case: Case, found: Evidence, word: str) -> bool:
    """Say whether a sentence meets all that is asked but the one word that it says the opposite of."""
    rest = [t for t in case.question.whole.terms if t.stem != word]
    profile = case.corpus.sentence(found.document, found.sentence)
    return bool(rest) and profile.coverage(rest) >= _SURE


_DENIAL = re.compile(r"\b(?:did|does|do|was|were|is|are|has|have) not (?:\w+ly )?(\w+)")


def _denied(case: Case, text: str) -> bool:
    """Say whether a sentence denies just what the question takes for granted: "did not compare"."""
    asked = {term.stem for term in case.question.whole.terms}
    return any(stem(match.group(1)) in asked for match in _DENIAL.finditer(fold(text)))


def verdict(question: Question, calculation: Calculation) -> str | None:
    """Return "Yes" or "No" where the question asks which side is the greater or smaller, else None."""
    product = claimed(question) * actual(calculation)
    return None if product == 0 else "Yes" if product > 0 else "No"
