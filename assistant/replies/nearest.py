"""The sentence nearest to the question, where what is asked for cannot be cut out of it but it is there.

"When was the mill rebuilt?" is answered by a sentence that says so in words that no rule reads as a time. It is quoted
whole where it meets the question and holds something of the kind that is asked for.
"""

from __future__ import annotations

import re

from assistant.replies.case import Case, quoting
from assistant.types import Draft, Evidence
from assistant.words import fold

_MET = 0.6  # share of the question's weighted words
_SCORE = 0.6  # of the evidence
_TIME = re.compile(
    r"\b\d|\b(?:second|minute|hour|day|night|week|weekday|month|quarter|season|year|decade|centur|today|yesterday|tomorrow"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|morning|evening|always"
    r"|never|once|often|daily|weekly|monthly|yearly|annually|until|since|before|after|during|while|when)"
)
_PLACE = re.compile(r"\b(?:in|at|near|on|from|to|into|outside|beside|across|around|between|throughout|under|behind)\b")
_LASTING = re.compile(
    r"\b(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|seconds|minutes|hours|days|weeks|months"
    r"|years|decades|centuries)"
)


def nearest(case: Case) -> Draft | None:
    """Return the best sentence where it meets the question and may hold what is asked for, else None."""
    for found in case.evidence[:1]:
        if found.missing or found.score < _SCORE or found.coverage < _MET:
            return None
        if case.of_other_time(found) or case.text(found).rstrip().endswith("?"):
            return None
        return quoting(case, found) if _holds(case, found) else None
    return None


def _holds(case: Case, found: Evidence) -> bool:
    """Say whether the sentence holds something of the kind that the question asks for."""
    text, expects = case.text(found), case.question.expects
    if expects == "date":
        return _TIME.search(fold(text)) is not None
    if expects == "place":
        return _PLACE.search(fold(text)) is not None and _unasked(case, text)
    if expects in ("person", "quotation"):
        return _unasked(case, text)
    if expects == "duration":
        return _TIME.search(fold(text)) is not None and _LASTING.search(fold(text)) is not None
    return expects in ("reason", "definition", "list", "manner", "any", "ranking", "words")


def _unasked(case: Case, text: str) -> bool:
    """Say whether a text names somebody or something that the question does not."""
    asked = set(case.question.whole.names)
    return any(mention.name not in asked for mention in case.corpus.lexicon.mentions(text))
