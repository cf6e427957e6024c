"""Where the clauses of a sentence begin and end, told from its elements."""

from __future__ import annotations

from documents.figures.clause_marks import BREAKS, SUBORDINATORS, divides, filled_verb
from documents.figures.elements import Element
from documents.figures.verbs import is_a


def left_end(parts: tuple[Element, ...], k: int) -> int:
    j = k - 1
    while j >= 0:
        part = parts[j]
        if part.low == ")" and part.sort == "mark":
            j = opening(parts, j) - 1
            continue
        if part.sort == "mark" and part.low in BREAKS:
            return j + 1
        inserted = _inserted(parts, j)
        if inserted is not None:
            j = inserted - 1
            continue
        if part.sort == "relative" or (part.sort == "join" and part.low in SUBORDINATORS):
            return j + 1
        if divides(parts, j, k) or _reports(parts, j, k) or _resumes(parts, j):
            return j + 1
        skipped = _restrictive(parts, j)
        if skipped is not None:
            j = skipped - 1
            continue
        j -= 1
    return 0


def _resumes(parts: tuple[Element, ...], j: int) -> bool:
    """Say whether ", and" at j goes back to the main clause with a verb: "panels, which supply 3%, | and cut costs"."""
    if j < 3 or parts[j].sort != "join" or parts[j].low not in ("and", "but") or parts[j - 1].low != ",":
        return False
    if not (j + 1 < len(parts) and (parts[j + 1].sort == "verb" or filled_verb(parts, j + 1))):
        return False
    for i in range(j - 2, 0, -1):
        part = parts[i]
        if part.sort == "mark" and part.low in BREAKS:
            return False
        if part.sort == "relative" or (part.sort == "join" and part.low in ("when", "because", "where", "if")):
            return True
    return False


def _restrictive(parts: tuple[Element, ...], j: int) -> int | None:
    """Return the relative pronoun of the clause that ends before the verb at j: "a claim that took 3 | takes 5"."""
    if parts[j].sort != "verb" or j < 3:
        return None
    before = parts[j - 1]
    if before.sort in ("relative", "join", "mark", "pronoun", "verb") or before.low == "to":
        return None
    verbs = 0
    for i in range(j - 1, 0, -1):
        part = parts[i]
        if part.sort == "mark" or (part.sort == "join" and part.low not in ("and", "or")):
            return None
        if part.sort == "relative":
            opened = parts[i - 1].sort == "phrase" and parts[i + 1].sort == "verb"
            return i if verbs and opened and not is_a(parts[i + 1].low, "say") else None
        verbs += part.sort == "verb" and parts[i - 1].low != "to"
    return None


def _inserted(parts: tuple[Element, ...], j: int) -> int | None:
    """Return the comma that opens a relative clause closed by the comma at j: "taxes, which rose, | go up"."""
    if parts[j].low != "," or parts[j].sort != "mark" or j + 1 >= len(parts):
        return None
    after = j + 1
    while after < len(parts) and parts[after].sort == "filler":
        after += 1
    if after >= len(parts) or parts[after].sort != "verb":
        return None
    reported = j >= 4 and parts[j - 1].sort == "verb" and is_a(parts[j - 1].low, "say") and parts[j - 3].low == ","
    if reported and parts[j - 2].sort in ("phrase", "pronoun"):
        return j - 3  # "Its prices, she added, | would rise"
    for i in range(j - 1, 0, -1):
        if parts[i].sort == "mark" and parts[i].low in BREAKS:
            return None
        if parts[i].sort == "relative" and parts[i - 1].low == ",":
            return _speaking(parts, i - 1) or i - 1
        if parts[i].sort == "relative" and any(part.low == "," for part in parts[max(0, i - 4) : i]):
            return i  # "Acme, a firm that sells tools, | raised": on to the apposition and its name
        if parts[i].low == "," and parts[i - 1].sort == "phrase" and i + 1 < j and parts[i + 1].sort == "verb":
            begin = left_end(parts, i - 1)
            return i if not any(part.sort == "verb" for part in parts[begin:i]) else None
    return None


def _speaking(parts: tuple[Element, ...], j: int) -> int | None:
    """Return the comma before who is cited at j: "Such deals | , says Ada Keller, the boss | , who left, cover 5%"."""
    i = j - 1
    while i > 2 and parts[i].sort == "phrase" and parts[i - 1].low == ",":
        i -= 2
    cited = i > 1 and parts[i].sort == "phrase" and parts[i - 1].sort == "verb" and is_a(parts[i - 1].low, "say")
    return i - 2 if cited and parts[i - 2].low == "," else None


def insertions(parts: tuple[Element, ...], first: int, k: int) -> list[tuple[int, int]]:
    """Return the elements of clauses inserted between first and k: ", opened in 2024,"."""
    found: list[tuple[int, int]] = []
    for j in range(first, k):
        opened = _inserted(parts, j)
        opened = _restrictive(parts, j) if opened is None else opened
        if opened is not None and opened >= first:
            found.append((opened, j))
    return found


def _reports(parts: tuple[Element, ...], j: int, k: int) -> bool:
    """Say whether the verb at j reports a clause of its own before k: "data shows | the rate is"."""
    if parts[j].sort != "verb" or not is_a(parts[j].low, "say") or j + 2 >= k:
        return False
    if parts[j + 1].sort not in ("phrase", "pronoun"):
        return False
    return any(part.sort == "verb" for part in parts[j + 2 : k])


def right_end(parts: tuple[Element, ...], k: int) -> int:
    j = k + 1
    while j < len(parts):
        part = parts[j]
        if part.low == "(" and part.sort == "mark":
            j = _closing(parts, j) + 1
            continue
        if part.sort == "mark" and part.low in BREAKS:
            return j
        if part.sort == "relative" or (part.sort == "join" and part.low in SUBORDINATORS):
            return j
        if divides(parts, j, j + 1) or (_resumes(parts, j) and parts[j - 1].low == ","):
            return j
        opened = _restrictive(parts, j)
        if opened is not None and opened <= k:
            return j
        j += 1
    return len(parts)


def opening(parts: tuple[Element, ...], j: int) -> int:
    while j > 0 and parts[j].low != "(":
        j -= 1
    return j


def _closing(parts: tuple[Element, ...], j: int) -> int:
    while j < len(parts) - 1 and parts[j].low != ")":
        j += 1
    return j
