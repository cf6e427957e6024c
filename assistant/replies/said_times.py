"""When something is said to be, also without a year, and where a sentence speaks of what is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.replies.case import Case
from assistant.replies.predicate import verbs_asked
from assistant.words import Token, same_idea, tokens
from documents.types import Span

_NAMED = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday"
    "|Thursday|Friday|Saturday|Sunday|spring|summer|autumn|winter|Christmas|Easter"
)
_LOOSE = re.compile(
    r"\b(?:(?:in|on|by|since|until|from|every|each) )?(?:(?:early|late|mid|this|next|last|the first|the end of"
    rf"|the beginning of) )*(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_NAMED})\b(?: \d{{1,2}}(?:st|nd|rd|th)?\b(?![\d,.]*\d))?"
    r"|\b(?:in|by) the (?:first|second|third|fourth|last) (?:half|quarter) of (?:this|that|next|the) year\b"
    r"|\b(?:this|next|last) (?:year|month|week|season|quarter)\b|\bthe end of (?:this|the|next) year\b"
    r"|\b(?:in|by|since|until|from|of|around|about) (?:AD |the year )?[1-9]\d{2,3}\b(?![\d,.]*\d)(?! ?%)"
    r"|\b(?:(?:early|late|mid|first half of the|second half of the) )*"
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)(?: |-)centur(?:y|ies)\b"
    r"|\b(?:shortly |soon |\w+ \w+ )?(?:before|after|during) the [a-z]+\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A time that names no year: "in March", "next spring"."""

    surface: str


def loose(text: str) -> list[tuple[Said, Span]]:
    """Return times without a year, those with the name of a month, day or season first."""
    found = [(Said(m.group().strip()), Span(m.start(), m.end())) for m in _LOOSE.finditer(text)]
    named = [
        pair
        for pair in found
        if any(c.isupper() or c.isdigit() for c in pair[0].surface)
        or pair[0].surface.split()[-1] in _SEASONS
        or pair[0].surface.endswith(" year")
    ]
    return named or found


_SEASONS = ("spring", "summer", "autumn", "winter")


def _told(verbs: frozenset[str], text: str) -> list[Token]:
    """Return where the verbs, or verbs of the same meaning, stand in a text."""
    return [t for t in tokens(text) if t.stem in verbs or any(same_idea(t.stem, verb) for verb in sorted(verbs))]


def event_of(case: Case, text: str) -> list[Token]:
    """Return where the verb of the question stands in a sentence, else its rarest word."""
    weights = {t.stem: t.weight for t in case.question.whole.terms}
    told = _told(verbs_asked(case.question), text)
    if told:
        return told
    hits = [
        (weights.get(t.stem, 0.0) or max(w for s, w in weights.items() if same_idea(t.stem, s)), t)
        for t in tokens(text)
        if t.stem in weights or any(same_idea(t.stem, s) for s in sorted(weights))
    ]
    most = max((weight for weight, _ in hits), default=0.0)
    return [t for weight, t in hits if weight == most]
