"""How much of a text is read as a question: past this it is a pasted text, and costs without telling more.

Counted in pieces and not in words, so that a line of brackets or of letters of another script counts as what it costs.
"""

from __future__ import annotations

import re

# The longest of 100,000 public questions has 128 pieces, and three of them more than 115.
MOST = 128
# What a model reads as about one token: eight letters or digits, or any other sign.
_PIECE = re.compile(r"[a-zA-Z0-9]{1,8}|\S")


def pieces(text: str) -> int:
    """Return how many pieces a text has: a little more than words."""
    return sum(1 for _ in _PIECE.finditer(text))


def within(text: str, most: int = MOST) -> str:
    """Return the text up to its so many first pieces."""
    if len(text) <= most:
        return text
    for count, piece in enumerate(_PIECE.finditer(text)):
        if count == most:
            return text[: piece.start()].rstrip()
    return text
