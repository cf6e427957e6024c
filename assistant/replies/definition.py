"""What a word of the articles means: an abbreviation written out, or the sentences that say what something is."""

from __future__ import annotations

import re

from assistant.replies.case import Case, quoting
from assistant.replies.prose import statement
from assistant.types import Draft, Evidence
from assistant.words import fold, stems, vocabulary
from documents.figures.abbreviations import abbreviations

_POINTS = re.compile(r"(?:this|that|it|these|they) (?:is|are|was|were|means?) ")
_OUTRIGHT = 0.4  # "the slow pan is a basin"
_TOLD = 0.12  # "... the slow pan. This is a basin ..."
_CALLED = re.compile(r"^(?:an? |the )?(?:abbreviation|acronym|term|word|name|phrase|expression) (?=\S)", re.IGNORECASE)
_SUBJECT = (
    re.compile(r'"([^"]{1,80})"'),
    re.compile(r"\bmeans? (?:by|with) (?:an? |the )?(.{1,80}?)(?:\?|$)", re.IGNORECASE),
    re.compile(r"\bwhat (?:does|do) (.{1,80}?) (?:stand for|mean|stands for|refer to)", re.IGNORECASE),
    re.compile(
        r"\bwhat (?:is|are|was|were) (?:meant by )?(?:an? |the )?(.{1,80}?)(?:\?|$| in | according| to the )",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:count|counts|counted|qualify|qualifies|classed) as (?:an? |the )?(.{1,60}?)(?:\?|$| (?:in|for|at)\b)",
        re.IGNORECASE,
    ),
    re.compile(r"^\W*(?:the |an? )?(.{1,60}?)(?:'s)? (?:meaning|definition|defined|explained)\W*$", re.IGNORECASE),
    re.compile(r"\b(?:meaning|definition) of (?:an? |the )?(.{1,80}?)(?:\?|$| in )", re.IGNORECASE),
    re.compile(r"\b(?:define|explain) (?:the (?:term|word) )?(?:an? |the )?(.{1,80}?)(?:\?|$)", re.IGNORECASE),
)


def reply(case: Case) -> Draft | None:
    """Return the expansion of an abbreviation or what the article says that something is."""
    subject = _subject(case.question.standalone)
    if subject is None:
        return statement(case)
    return _written_out(case, subject) or _said_to_be(case, subject) or statement(case)


def defined(case: Case) -> Draft | None:
    """Return the sentence that says outright what a thing is: "the slow pan is a basin"."""
    match = _THING.match(case.question.standalone)
    if match is None:
        return None
    name = re.escape(fold(match.group(1)))
    outright = re.compile(
        rf"{name}[\"')]*,? (?:(?:is|are|was|were)(?:,? \w+,)? (?:an?|the|our|its|their|what|how|where)\b|means?\b"
        r"|refers? to\b)"
        rf"|{name}, (?:an?|the) [a-z]"
        rf"|\b(?:called|known as|named) (?:an? |the )?[\"']?{name}\b"
    )
    if not any(outright.search(fold(case.text(e))) for e in case.evidence[:10] if not case.asks(e)):
        return None
    return of_thing(case)


def of_thing(case: Case) -> Draft | None:
    """Return what the article says that a thing is, for "what is the slow pan?"."""
    match = _THING.match(case.question.standalone)
    if match is None or (not case.question.whole.terms and not case.question.whole.names):
        return None
    return _written_out(case, match.group(1)) or _said_to_be(case, match.group(1), surely=True)


_THING = re.compile(
    r"^\W*(?:so |and )?(?:what(?:'?s| is| are| was| were)|explain|define)(?: exactly)? "
    r"(?:an? |the |this |that |called )*((?:[\w'-]+ ){0,3}[\w'-]+)\W*$",
    re.IGNORECASE,
)


def _subject(text: str) -> str | None:
    for pattern in _SUBJECT:
        match = pattern.search(text)
        if match:
            return _CALLED.sub("", match.group(1).strip(" \"'.,?")).strip(" \"'")
    return None


def _written_out(case: Case, subject: str) -> Draft | None:
    """Return "user-generated content" for UGC where the text has "user-generated content (UGC)" or the reverse."""
    if " " in subject or not any(letter.isalpha() for letter in subject):
        return None
    for found in case.evidence:
        expansion = _explained(case.text(found), subject)
        if expansion is not None:
            return quoting(case, found, text=f"{subject} stands for {expansion} {{0}}.")
    return None


def _explained(text: str, short: str) -> str | None:
    """Return what a sentence says that a short form is short for, or what it has in brackets after it."""
    for one in abbreviations(text, 0, len(text)):
        if fold(text[one.short.start : one.short.end]) == fold(short):
            return text[one.long.start : one.long.end]
    match = re.search(rf"\b{re.escape(short)} \(([^()]{{3,80}})\)", text, re.IGNORECASE)
    return match.group(1) if match else None


def _said_to_be(case: Case, subject: str, *, surely: bool = False) -> Draft | None:
    """Return the sentence that links the subject to what it is, with the next one where that goes on about it."""
    wanted = stems(subject)
    scored: list[tuple[float, Evidence]] = []
    for found in case.evidence:
        text = case.text(found)
        own = stems(text)
        if not wanted or not set(wanted) <= set(own):
            continue
        after = case.near(found, 1)
        told = after is not None and _POINTS.match(fold(case.text(after))) is not None
        asks = text.rstrip("\"'”’) ").endswith("?")
        if surely and not told and not _links(text, subject):
            continue
        scored.append((found.score + _links(text, subject) + _TOLD * told - _TOLD * asks, found))
    if not scored:
        return None
    best = max(scored, key=lambda pair: (round(pair[0], 9), -pair[1].sentence))[1]
    after = case.near(best, 1)
    if after is not None and re.match(r"(?:this|these|it|they|that|such)\b", fold(case.text(after))):
        return quoting(case, best, after)
    return quoting(case, best)


def _links(text: str, subject: str) -> float:
    """Return what a sentence gains by the words beside its subject: "is the <subject>", "<subject> is"."""
    folded = fold(text)
    links = "|".join(sorted(map(re.escape, vocabulary("replies")["defines"]["links"]), key=len, reverse=True))
    name = re.escape(fold(subject))
    after = re.search(rf'{name}["\')]* (?:{links})\b', folded)
    before = re.search(rf'\b(?:{links}) (?:an? |the |its |their )?["\']?{name}', folded)
    beside = re.search(rf"{name}, (?:an?|the) [a-z]", folded)  # "ballast, the crushed stone between sleepers"
    opening = rf"\W*(?:an? |the |by (?:an? |the )?)?[\"']?{name}[\"')]* "
    if re.match(rf"{opening}(?:is (?:an?|the|our|its|their|what|when|how)\b|means?\b|refers to|we mean)", folded):
        return _OUTRIGHT
    if before and before.group().split()[0] in ("is", "are", "was", "were"):
        return _TOLD  # "what she hears is the tick" says less of it than "the tick is a sound"
    return 0.2 if after else 0.18 if before else 0.16 if beside else 0.0
