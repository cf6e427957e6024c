"""What of a reader's long text is read: the sentences that ask, as everybody reads a letter that ends with a question.

A question has up to forty words. Who sends ten times as many has pasted a text, and what stands in it besides would
only blur what is asked.
"""

from __future__ import annotations

import re

from assistant.several import MOST_ASKED, opens
from index.reach import pieces, within

# Pieces of a text that is read whole: of 100,000 public questions of 23 kinds 99.98 in 100 have no more.
MOST = 96
_SENTENCE = re.compile(r"(?<=[.?!])\s+|(?<=\?)(?=[^\W\d_])")
_SAME = re.compile(r"([^\w\s])\1{3,}")  # "(((((" says no more than "("
_BEGINNING = "This is longer than a question; only its beginning was read."
_ASKING = "This is longer than a question; only what it asks was read."


def asked_part(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what is read of a text, and what the reader is told where that is not all of it.

    It is the last questions in it, a few at most, each once; else its beginning.
    """
    if len(text) <= MOST or pieces(text) <= MOST:
        return text, ()
    text = _SAME.sub(r"\1", text)
    if pieces(text) <= MOST:
        return text, ()
    told = tuple(dict.fromkeys(_SENTENCE.split(text)))
    asking = [one for one in told if one.endswith("?")] or [one for one in told if opens(one)]
    if not asking:
        return within(text, MOST), (_BEGINNING,)
    kept: list[str] = []
    room = MOST
    for one in reversed(asking[-MOST_ASKED:]):
        room -= pieces(one)
        if room < 0:
            break
        kept.insert(0, one)
    return " ".join(kept) or within(asking[-1], MOST), (_ASKING,)
