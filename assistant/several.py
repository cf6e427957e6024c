"""Several questions in one turn: "When was it built, and by whom?" is two, and each is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Draft, Quote, Status
from assistant.words import content

_ASKS = (
    r"(?:who|whom|whose|what|when|where|why|how|which|by whom|since when|is|are|was|were|do|does|did|has|have|can|will)"
)
_JOINT = re.compile(
    rf"(?:[?.!;]\s+(?:and |but |also |so )?|,? (?:and|but|&) (?:also )?|; )(?={_ASKS}\b)", re.IGNORECASE
)
_OPENS = re.compile(rf"\W*(?:and |so |also )?{_ASKS}\b", re.IGNORECASE)
_BARE = re.compile(
    r"(?:by )?(?:who|whom|why|when|where|how|how much|how long|how many|since when|by how much)\W*$", re.IGNORECASE
)
_QUESTION_WORDS = re.compile(
    r"^\W*(?:since when|how (?:much|many|long|often|far|fast)|who|what|when|where|why|how|which \w+)\b", re.IGNORECASE
)
MOST_ASKED = 3  # questions of a turn that are answered one by one
_MARK = re.compile(r"\{\d+\}")
_CITED = re.compile(r"[^{}]*(?:\{\d+\})+\.?")  # what stands before one or more citations, and they


def parts(text: str) -> tuple[str, ...]:
    """Return the questions of a turn, each readable by itself or as a follow-up to the one before it."""
    if not _OPENS.match(text):
        return (text,)
    cuts = [m.span() for m in _JOINT.finditer(text) if _whole(text[: m.start()])]
    if not cuts or len(cuts) >= MOST_ASKED:
        return (text,)
    found: list[str] = []
    begin = 0
    for start, end in cuts:
        found.append(text[begin:start].strip(" ,;"))
        begin = end
    found.append(text[begin:].strip())
    if not all(_OPENS.match(part) for part in found):
        return (text,)
    out = [found[0]]
    for part in found[1:]:
        out.append(_completed(out[0], part))
    return tuple(part if part.endswith("?") else f"{part.rstrip(' .!')}?" for part in out)


def opens(text: str) -> bool:
    """Say whether a text opens with a word that asks."""
    return _OPENS.match(text) is not None


def _whole(head: str) -> bool:
    """Say whether what stands before a joint is a question: it opens as one and has a topic."""
    last = re.split(r"[?.!;]\s+", head.rstrip(" ?.!;"))[-1]
    return _OPENS.match(last) is not None and len(content(last)) >= 1 and len(last.split()) >= 3


def _completed(first: str, part: str) -> str:
    """Return "by whom was it built" for "by whom?" after "When was it built"."""
    if not _BARE.fullmatch(part.strip()):
        return part
    rest = _QUESTION_WORDS.sub("", first, count=1).strip(" ?")
    return f"{part.strip(' ?')} {rest}"


def merged(drafts: Sequence[Draft]) -> Draft | None:
    """Return one answer of several, in their order; None where two hold a calculation, which has one place."""
    if sum(draft.calculation is not None for draft in drafts) > 1:
        return None
    texts: list[str] = []
    quotes: list[Quote] = []
    caveats: list[str] = []
    for draft in drafts:
        if new := _new(draft.text, texts):
            texts.append(_shifted(new, len(quotes)))
        caveats += [_shifted(note, len(quotes)) for note in draft.caveats]
        quotes += draft.quotes
    states = {draft.status for draft in drafts}
    status = _status(states)
    calculation = next((d.calculation for d in drafts if d.calculation is not None), None)
    least = min(draft.confidence for draft in drafts)
    return Draft(status, " ".join(texts), tuple(quotes), tuple(dict.fromkeys(caveats)), calculation, least)


def _new(text: str, before: Sequence[str]) -> str:
    """Return a text without what stands before it: the sentence that tells when it closed may tell why, too."""
    said = [m.group() for m in _CITED.finditer(text)]
    if "".join(said) != text:
        return text
    return "".join(part for part in said if not any(_bare(part) in _bare(earlier) for earlier in before)).strip()


def _bare(text: str) -> str:
    return _MARK.sub("", text).strip(" .")


def _status(states: set[Status]) -> Status:
    """Return what several answers come to: found or not where all agree, else answered in part."""
    return states.pop() if len(states) == 1 else "partial"


def _shifted(text: str, by: int) -> str:
    return re.sub(r"\{(\d+)\}", lambda m: f"{{{int(m.group(1)) + by}}}", text)
