"""Whom a sentence is about where it says "she": the person that one of the sentences before it names."""

from __future__ import annotations

import re

from assistant.replies.case import Case
from assistant.types import Evidence

_LEANS = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir)\b|\bI\b")
_BACK = 3  # sentences of a paragraph to the one that names whom "she" is


def people_asked(case: Case) -> frozenset[str]:
    """Return the names of a question that an article treats as people's; its first one where it treats none so."""
    known = frozenset[str]().union(*(case.corpus.people(document) for document in case.corpus.documents))
    return known.intersection(case.question.whole.names) or frozenset(case.question.whole.names[:1])


def tells_of(people: frozenset[str], found: Evidence, case: Case) -> bool:
    """Say whether a sentence is about one of the people: it names them, or it says "she" of them and names nobody."""
    if named := _named(people, found, case):
        return bool(named & people)
    if not _LEANS.search(case.text(found)):
        return False
    for back in range(1, _BACK + 1):
        earlier = case.near(found, -back)
        if earlier is None or case.sentence(earlier).block != case.sentence(found).block:
            return False
        if named := _named(people, earlier, case):
            return bool(named & people)
    return False


def _named(people: frozenset[str], found: Evidence, case: Case) -> frozenset[str]:
    known = case.corpus.people(found.document) | people
    return known.intersection(mention.name for mention in case.corpus.lexicon.mentions(case.text(found)))
