"""The clauses of a long question: each is searched on its own as well, since no one text answers all of them.

"Did the report on A say that prices fell, while the one on B saw them rise?" needs two texts; the question as a whole
is nearest to texts that hold a little of both.
"""

from __future__ import annotations

import re

from index.lexical import function_terms, terms
from index.reach import MOST as REACH
from index.reach import pieces

# Words of content that a clause has at least; a shorter piece stays with the one before it. All facts of a multihop
# question in the best ten: 0.733 with 4, 0.727 with 3, 0.723 with 5, 0.721 with 6.
LEAST = 4
MOST = 12  # clauses: each costs a search, and who joins more has pasted a text
_JOINING = (
    "and|or|but|yet|while|whereas|although|though|despite|unlike|before|after|as well as"
    "|in contrast to|contrasts? with|compared (?:to|with)"
)
_JOINT = re.compile(
    rf"(?:[,;:]?\s+(?:(?:{_JOINING})(?:,\s*|\s+))+|[;:,]\s+|\s+[–—-]\s+|[?!]\s+)",
    re.IGNORECASE,
)


def clauses(question: str) -> tuple[str, ...]:
    """Return the clauses of a question in their order; () where it has only one.

    A text longer than any question has none: it was pasted, and where it is cut off its clauses tell nothing.

    Example: "Did Korn open two shops in May, while Kruste closed its oven in June?"
    -> "Did Korn open two shops in May", "Kruste closed its oven in June"
    """
    if pieces(question) > REACH:
        return ()
    joints = [joint.span() for joint in _JOINT.finditer(question)]
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(question)]
    found: list[tuple[int, int]] = []
    for start, end in zip(starts, ends, strict=True):
        if start >= end:
            continue
        if found and (_content(question[start:end]) < LEAST or _content(question[slice(*found[-1])]) < LEAST):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(question[start:end] for start, end in found[:MOST]) if len(found) > 1 else ()


def _content(text: str) -> int:
    """How many distinct words of a text are no function words."""
    return len(set(terms(text)) - function_terms())
