"""Who came in which place, and which place somebody took: "Acme came first, Brill third and Corvo eleventh"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.display import capital
from assistant.lexicon import Mention
from assistant.replies.case import ENOUGH, Case, quoting
from assistant.types import Draft, Evidence
from assistant.words import fold

_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last|bottom|top"
    r"|\d{1,2}(?:st|nd|rd|th))"
)
_WHO = re.compile(
    rf"\b(?:who|which|what)\b.{{0,30}}\b(?:came|finished|ended|was|ranked|placed|is|took) (?:in )?(?:the )?"
    rf"(?P<place>{_ORDINAL})\b(?: place)?(?! (?:\w+ed|to)\b)"
)
_WHERE = re.compile(
    r"\bwhere (?:did|does|do|was|is|has) .{1,60}\b(?:rank|ranked|finish|finished|come|came|place|placed|end up|land)\b"
    r"|\b(?:what|which) (?:place|rank|position) (?:did|does|was|is|has)\b|\bhow high did .{1,60} (?:rank|place)\b"
)
_TOOK = re.compile(rf" (?:came |finished |was |is |ranked |placed |ended |took |in )*(?:the )?(?P<place>{_ORDINAL})\b")
_LOOK = 6  # sentences on the matter, and one after each


def who(case: Case) -> Draft | None:
    """Return who took the place that is asked for, with the sentence; None where no sentence tells."""
    asked = _WHO.search(fold(case.question.standalone))
    if asked is None:
        return None
    for found in _near(case):
        for mention, place in _places(case, found):
            if place == asked["place"] and mention.name not in case.question.whole.names:
                return quoting(case, found, text=f"{mention.name} {{0}}.")
    return None


def where(case: Case) -> Draft | None:
    """Return which place the one asked of took; None where it is not asked or no sentence tells."""
    names = case.question.whole.names
    if len(names) != 1 or not _WHERE.search(fold(case.question.standalone)):
        return None
    for found in _near(case):
        for mention, place in _places(case, found):
            if mention.name == names[0]:
                return quoting(case, found, text=f"{capital(place)}: {case.text(found)} {{0}}")
    return None


def _near(case: Case) -> Iterator[Evidence]:
    """Yield the sentences on the matter and those right after them, which may tell how it came out."""
    for found in [e for e in case.evidence[: 3 * _LOOK] if e.coverage >= ENOUGH][:_LOOK]:
        yield found
        after = case.near(found, 1)
        if after is not None:
            yield after


def _places(case: Case, found: Evidence) -> Iterator[tuple[Mention, str]]:
    text = case.text(found)
    for mention in case.corpus.lexicon.mentions(text):
        took = _TOOK.match(fold(text[mention.end :]))
        if took is not None:
            yield mention, took["place"]
