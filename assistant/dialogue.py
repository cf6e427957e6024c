"""Which paragraphs of an article are questions, and which paragraphs answer them: interviews and "Q and A" pieces.

Nothing here reads a reader's question; `corpus` lends the words of an interviewer's question to its answer.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.words import fold
from documents.types import Document

# Fewer questions with an answer below them than this are rhetoric, not an interview.
_FEWEST = 3
_RAREST = 8  # turns for each question, at most: in an essay a paragraph here and there ends with one
_LONGEST = 4  # sentences of an interviewer's turn
_ENOUGH = 4  # answers by whose length it is told where the last one ends
_SHORT = 45  # words of a turn that is put as a statement: "There is talk that you will sell."
_YOU = re.compile(r"\b(?:you|your|yours)\b")


def answers(document: Document) -> dict[int, int]:
    """Return block -> the block of the question that it answers; empty where the article is no interview."""
    counts: dict[int, int] = {}
    for sentence in document.sentences:
        counts[sentence.block] = counts.get(sentence.block, 0) + 1
    turns = [i for i, block in enumerate(document.blocks) if block.kind in ("paragraph", "item", "heading")]
    listed = {i for i in turns if document.blocks[i].lead is not None}  # "three things will settle it:" asks nobody
    asked = {i for i in turns if i not in listed and _asks(document, i) and counts.get(i, 1) <= _LONGEST}
    pairs = sum(1 for i, after in pairwise(turns) if i in asked and after not in asked)
    paragraphs = {i for i in asked if document.blocks[i].kind != "heading"}
    if pairs < _FEWEST or not paragraphs or len(turns) > _RAREST * len(asked):
        return _below_headings(document, turns, asked - paragraphs)
    found: dict[int, int] = {}
    current: int | None = None
    previous: int | None = None
    for i in turns:
        if document.blocks[i].kind == "heading" and i not in asked:
            current = None
        elif i in asked or (current is not None and previous != current and _puts(document, i, counts.get(i, 1))):
            current = i
        elif current is not None:
            found[i] = current
        previous = i
    return _without_reporting(found)


def _without_reporting(found: dict[int, int]) -> dict[int, int]:
    """Return the pairs without the paragraphs behind the interview, which the last answer would take in.

    That answer is no longer, in paragraphs, than the longest of the others, where there are enough of them.
    """
    sizes: dict[int, int] = {}
    for asked in found.values():
        sizes[asked] = sizes.get(asked, 0) + 1
    *others, last = sizes or {0: 0}
    if len(others) < _ENOUGH:
        return found
    most = max(sizes[asked] for asked in others)
    own = [i for i in sorted(found) if found[i] == last][:most]
    return {i: asked for i, asked in found.items() if asked != last or i in own}


def _below_headings(document: Document, turns: list[int], asked: set[int]) -> dict[int, int]:
    """Return the paragraphs of sections whose heading is a question."""
    found: dict[int, int] = {}
    current: int | None = None
    for i in turns:
        if document.blocks[i].kind == "heading":
            current = i if i in asked else None
        elif current is not None:
            found[i] = current
    return found


def _asks(document: Document, block: int) -> bool:
    return document.quote(document.blocks[block].span).rstrip(" \n\"'”’)*_").endswith("?")


def _puts(document: Document, block: int, sentences: int) -> bool:
    """Say whether a short turn speaks to the other: "There is talk that you will sell." """
    text = document.quote(document.blocks[block].span)
    quoted = re.sub(r'["“][^"”]*["”]', "", text)
    return sentences <= 2 and len(text.split()) <= _SHORT and _YOU.search(fold(quoted)) is not None
