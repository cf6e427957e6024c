"""Clauses that stand side by side in a sentence: "Acme supplies the bow, and Brill the stern"."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.words import stems

_BORDER = re.compile(r"; |, (?:and|while|whereas|but) |,? (?:while|whereas) ")


def of_another_clause(text: str, start: int, asked: frozenset[str]) -> bool:
    """Say whether what is asked for stands in another clause of a sentence than the one at `start`, and not in that."""
    borders = [0, *(match.end() for match in _BORDER.finditer(text)), len(text)]
    if len(borders) < 3:
        return False
    clauses = [text[a:b] for a, b in pairwise(borders)]
    at = next(i for i, end in enumerate(borders[1:]) if start < end)
    held = [len(asked & set(stems(clause))) for clause in clauses]
    return max(held) > held[at] == 0
