"""A surname that a firm and its people share: whom the name alone means is told by what the text says of it.

"Keller grew 9% and sold its mill" speaks of the firm Keller & Sons, "Keller says that she will stay" of Anna Keller.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.figures.runs import Run
from documents.figures.verbs import base_of, is_a
from documents.figures.vocabulary import words
from documents.types import Document

_REST = re.compile(r"[^.;:!?\"“”]*")
_NEXT = re.compile(r"\s+(?:(?:now|also|still|then|only|never|even)\s+)?([a-z]+)")
_OF_PERSON = re.compile(r"\b(?:herself|himself|she|he|her|his|who)\b")
_OF_FIRM = re.compile(r"\b(?:its?|itself)\b")
_TRADES = frozenset({"sell", "employ", "make", "produce", "ship", "export", "deliver", "supply", "brew", "charge"})
_BESIDE = 24


def of_firm(single: str, found: Sequence[Run], document: Document) -> bool:
    """Say whether the surname alone stands for the firm more often than for a person."""
    told = sum(_speaks_of(run, document) for run in found if run.text == single)
    return told > 0


def _speaks_of(run: Run, document: Document) -> int:
    """Return 1 where a mention speaks of a firm, -1 where of a person, 0 where it may be either."""
    before = document.text[max(0, run.span.start - _BESIDE) : run.span.start].split()
    if before and before[-1].lower().strip(".") in words("titles", name="names"):
        return -1
    rest = _REST.match(document.text, run.span.end)
    after = rest.group() if rest is not None else ""
    verb = _NEXT.match(after)
    base = (base_of(verb[1]) or verb[1]) if verb is not None else ""
    if is_a(base, "say") or _OF_PERSON.search(after.partition(",")[0]) is not None:
        return -1
    return int(_OF_FIRM.search(after) is not None or base in _TRADES)
