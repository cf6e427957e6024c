"""Whether a sentence speaks of what somebody does something to: of the bonus, where it is asked who wants it banned."""

from __future__ import annotations

import re

from assistant.replies.case import Case
from assistant.replies.predicate import done_to, predicate, widened
from assistant.types import Evidence
from assistant.words import fold, same_idea, stem, stems

_WISHED = re.compile(r"^who (?:else )?(?:wants?|wanted|demands?|demanded|urges?|urged) (?:.+? )?to (?:be )?([a-z-]+)")


def speaks_of(case: Case, found: Evidence, things: frozenset[str]) -> bool:
    """Say whether a sentence holds what somebody does something to; `things` are stems.

    Of several things the sentence before may hold one: "She demands that it be banned". What is wished to be done must
    stand in the sentence itself, and all the rest in one of the two.
    """
    own = stems(case.text(found))
    wished = _WISHED.match(fold(case.question.standalone))
    if wished is not None and not _met(own, frozenset((stem(wished[1]),))):
        return False
    before = case.near(found, -1) if len(things) > 1 else None
    said = own if before is None else (*own, *stems(case.text(before)))
    return all(_met(said, frozenset((thing,))) for thing in things) if wished is not None else _met(said, things)


def of_wish(case: Case, found: Evidence) -> bool:
    """Say whether a sentence speaks of what somebody is asked to want; any does where no wish is asked about."""
    things = done_to(case.question) - widened(predicate(case.question))
    return _WISHED.match(fold(case.question.standalone)) is None or speaks_of(case, found, things)


def _met(own: tuple[str, ...], things: frozenset[str]) -> bool:
    return any(word in things or any(same_idea(word, thing) for thing in sorted(things)) for word in own)
