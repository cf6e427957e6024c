"""Edits of the articles seen from an answer: which of them touch what it cites, and what it said before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.types import Answer
from index.history import Change

_ALIKE = 0.5  # of the words of two sentences, of which one is then the other's edition
_ENDS = ".,;:!?"  # what a word carries of its sentence


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence as it was and as it is; "" where there was or is none."""

    before: str
    now: str


def edits(change: Change) -> tuple[Edit, ...]:
    """Return what was done to an article's sentences: each new one with the one it most resembles, the rest alone."""
    left = dict.fromkeys(change.removed)
    found: list[Edit] = []
    for now in dict.fromkeys(change.added):
        nearest = max(left, key=lambda before: _likeness(before, now), default="")
        alike = nearest != "" and _likeness(nearest, now) >= _ALIKE
        found.append(Edit(nearest if alike else "", now))
        if alike:
            del left[nearest]
    return (*found, *(Edit(before, "") for before in left))


def touching(answer: Answer, changes: Iterable[Change], then: Answer | None = None) -> tuple[Edit, ...]:
    """Return the edits of the sentences that an answer cites now, and of those that it cited then."""
    return tuple(
        edit
        for change in changes
        for edit in edits(change)
        if _cites(answer, change.document, edit.now)
        or (then is not None and _cites(then, change.document, edit.before))
    )


def _cites(answer: Answer, document: str, sentence: str) -> bool:
    quotes = (_folded(one.quote) for one in answer.citations if one.document == document)
    return bool(sentence) and any(quote in sentence or sentence in quote for quote in quotes)


def before(answer: Answer, made: Sequence[Edit], same: Callable[[Answer], bool]) -> Answer | None:
    """Return the answer before the edits, where putting them back gives what `same` recognises."""
    for back in (_sentences(made), _words(made)):
        earlier = replace(
            answer,
            text=back(answer.text),
            caveats=tuple(map(back, answer.caveats)),
            citations=tuple(replace(citation, quote=back(citation.quote)) for citation in answer.citations),
        )
        if same(earlier):
            return earlier
    return None


def _sentences(made: Sequence[Edit]) -> Callable[[str], str]:
    return _replacing({edit.now: edit.before for edit in made if edit.before})


def _words(made: Sequence[Edit]) -> Callable[[str], str]:
    """Return what puts back the words in which sentences differ: an answer may have a figure without its sentence."""
    turned: dict[str, str] = {}
    for edit in made:
        before, now = edit.before.split(), edit.now.split()
        for kind, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
            if kind == "replace":
                turned[" ".join(now[k:m]).strip(_ENDS)] = " ".join(before[i:j]).strip(_ENDS)
    return _replacing(turned)


def _replacing(turned: dict[str, str]) -> Callable[[str], str]:
    known = sorted(filter(None, turned), key=len, reverse=True)
    if not known:
        return lambda text: text
    any_of = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    return lambda text: any_of.sub(lambda match: turned[match[0]], text)


def _likeness(one: str, other: str) -> float:
    mine, theirs = set(one.split()), set(other.split())
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def _folded(text: str) -> str:
    return " ".join(text.split())
