"""Which office a question asks for: a chief financial officer is not the chief executive."""

from __future__ import annotations

import re

from assistant.words import fold, is_english, same_idea, stem, stems, stop_words, vocabulary

_OFFICES = (
    re.compile(r"\bchief ([a-z]+) officer\b"),
    re.compile(r"\b([a-z]+) (?:director|chief(?! executive)|manager|boss|minister)\b"),
    re.compile(r"\b(?:head|director|manager|chief|vice president) of ([a-z]+)\b"),
)
_HOLDERS = re.compile(r"\b(?:officer|director|chief|manager|boss|minister|head|president|leader|c[fot]o|cmo)s?\b")
_NEAR = 40  # characters between an office and its field
_ROOT = 5  # letters that forms of one field share: "finance", "financial"
# What runs the whole, and what says nothing of the field.
_WHOLE = frozenset(
    (
        "executive",
        "managing",
        "general",
        "new",
        "former",
        "current",
        "present",
        "first",
        "last",
        "deputy",
        "acting",
        "became",
        "become",
    )
)


def field(text: str) -> str | None:
    """Return the stem of the field of the office that a text names: "financ" of "chief financial officer"."""
    said = fold(text)
    for short in ("cfo", "coo", "cto", "cmo"):
        said = re.sub(rf"\b{short}\b", vocabulary("words")["short_forms"][short][0], said)
    for pattern in _OFFICES:
        for match in pattern.finditer(said):
            # "the head of Acme" runs the whole of it
            if match[1] not in _WHOLE and match[1] not in stop_words() and is_english(match[1]):
                return stem(match[1])
    return None


def has_office(text: str, wanted: str) -> bool:
    """Say whether a text speaks of an office of a field: "runs finance as its director" of "financ"."""
    said = fold(text)
    for holder in _HOLDERS.finditer(said):
        around = said[max(0, holder.start() - _NEAR) : holder.end() + _NEAR]
        if any(wanted == one or same_idea(wanted, one) or one[:_ROOT] == wanted[:_ROOT] for one in stems(around)):
            return True
    return False
