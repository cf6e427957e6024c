"""The noun phrase that is counted: "4,500 confirmed orders" -> "confirmed orders". No grammar beyond word lists."""

from __future__ import annotations

from documents.figures.tokens import Token
from documents.figures.vocabulary import load, numbers, words

LONGEST_PHRASE = 6  # words between a number and the head of what it counts
_ADJECTIVES = ("ed", "al", "ive", "ic", "y", "ous", "ary", "ing", "ent", "ant", "able", "er")
_MORE = frozenset({"more", "other", "further", "fewer"})
_JOINERS = frozenset("-‐‑'’&")


def counted(tokens: tuple[Token, ...], i: int, number_one: bool = False) -> int | None:
    """Return the position after the noun phrase counted by the number that ends before token i, or None.

    The phrase ends at its first plural noun ("monthly active users"); for the number one at its first noun.
    """
    last: int | None = None
    crossed = False
    j = i
    while j < min(len(tokens), i + 2 * LONGEST_PHRASE):
        token = tokens[j]
        if token.line:
            break
        if token.kind == "mark":
            if token.text in _JOINERS and not token.gap and j > i and j + 1 < len(tokens) and not tokens[j + 1].gap:
                j += 2 if tokens[j + 1].low in words("function") else 1  # "walk-in clinics"
                continue
            if token.text == "," and last is None and not crossed and _listed_adjective(tokens, i, j):
                crossed, j = True, j + 1
                continue
            break
        if token.kind == "number" or token.low in numbers("ones") or token.low in numbers("tens"):
            break
        if token.low in ("and", "or") and last is None and j > i and not crossed and _plural_soon(tokens, j + 1):
            crossed, j = True, j + 1
            continue
        if j == i and token.low in _MORE:
            j += 1
            continue
        if token.low in words("function") or token.low in numbers("months"):
            break
        if is_plural(token) or (number_one and j == i):
            last = j + 1
            if not _attributive(tokens, j):
                break
        elif last is not None:
            break
        j += 1
    return last


def is_plural(token: Token) -> bool:
    """Say whether the word reads as a counted plural."""
    low = token.low
    if token.kind == "code":
        return token.text[-1] == "s" and len(token.text) > 2
    if token.kind != "word" or "'" in low:
        return False
    if low in load("words")["irregular"]:
        return True
    if low in words("not_plural") or low in words("function"):
        return False
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _attributive(tokens: tuple[Token, ...], j: int) -> bool:
    """Say whether the plural at j only describes a following plural: "sales jobs"."""
    collective = tokens[j].low in load("words")["irregular"] and not tokens[j].low.endswith("s")
    if tokens[j].low not in words("attributive") and not collective:
        return False
    return any(is_plural(token) and not token.line for token in tokens[j + 1 : j + 3])


def _listed_adjective(tokens: tuple[Token, ...], i: int, j: int) -> bool:
    """Say whether the comma at j stands between adjectives: "three well-trained, coordinated divisions"."""
    if j == i or not tokens[j - 1].low.endswith(_ADJECTIVES):
        return False
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return after is not None and after.low.endswith(_ADJECTIVES) and _plural_soon(tokens, j + 2)


def _plural_soon(tokens: tuple[Token, ...], j: int) -> bool:
    for token in tokens[j : j + 3]:
        if token.kind == "mark" or token.kind == "number" or token.low in words("function"):
            return False
        if is_plural(token):
            return True
    return False
