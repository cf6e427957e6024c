"""Where somebody worked before: "She came from Acme", "Before she founded Brill, she was a buyer at Acme"."""

from __future__ import annotations

import re

from assistant.replies.case import Case, quoting
from assistant.replies.persons import people_asked, tells_of
from assistant.types import Draft, Evidence, Question
from assistant.words import fold

_BEFORE = r"(?:before|previously|formerly|earlier|until then|in the past|used to)"
_WORKED = r"\b(?:work(?:ed|ing)?|been|employed)\b"
_ASKED = re.compile(
    rf"\b(?:where|for (?:whom|which|what)) (?:did|has|had|was|were) .{{1,60}}{_WORKED}.{{0,40}}?\b{_BEFORE}\b"
    rf"|\bwhere (?:did|has|had) .{{1,60}}\b{_BEFORE} (?:work|worked|be|been)\b"
    r"|\bwho (?:did|had) .{1,60}\b(?:work|worked) for before\b"
    r"|\b(?:former|previous|earlier|last|old) (?:employers?|jobs?|posts?|positions?)\b"
)
_CAME = re.compile(
    r"\b(?:came|comes|joined|moved|arrived|hired|lured|poached|recruited|switched) (?:\w+ ){0,4}?from (?:the )?[A-Z]"
    r"|\b(?:formerly|previously|once|earlier)\b[^.;]{0,60}\b(?:of|at|for|with) (?:the )?[A-Z]"
    r"|\b(?:[Bb]efore|until|had|spent|after|used to)\b[^.;]{0,60}\b(?:was|work(?:ed|ing)?|been|ran|run|led|years|months"
    r"|sold|built|made|served|decade)\b[^.;]{0,60}\b(?:at|for|with|of) (?:the )?(?:\w+ )?[A-Z]"
    r"|\bwho (?:had )?(?:worked|served|trained|spent)\b[^.;]{0,60}\b(?:at|for|with) (?:the )?(?:\w+ )?[A-Z]"
    r"|\b(?:ex-|an? former|a veteran)\b[^.;]{0,60}\b(?:of|at|from|for) (?:the )?[A-Z]"
)


def asks_before(question: Question) -> bool:
    """Say whether it is asked for whom somebody worked before."""
    return _ASKED.search(fold(question.standalone)) is not None


def before(case: Case) -> Draft | None:
    """Return the sentence that tells where the person asked of worked before; None where none does."""
    people = people_asked(case)
    if not people or not asks_before(case.question):
        return None
    for found in sorted(case.evidence, key=lambda e: (len(e.missing), e.document, e.sentence)):
        if _employed(found, case) and tells_of(people, found, case) and not case.asks(found):
            return quoting(case, found)
    return None


def _employed(found: Evidence, case: Case) -> bool:
    """Say whether a sentence tells for whom somebody worked: who comes from a town worked for nobody there."""
    text, places = case.text(found), case.corpus.named(found.document).places
    towns = {mention.start for mention in case.corpus.lexicon.mentions(text) if mention.name in places}
    return any(match.end() - 1 not in towns for match in _CAME.finditer(text))
