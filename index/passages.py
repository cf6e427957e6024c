"""From a Document to what is searched: passages of whole sentences, and each sentence with its context.

A passage never crosses a section, never splits a sentence, and is verbatim. How it is ranked belongs elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from documents.types import Document, Span
from index.types import Passage

Unit = tuple[int, int, int]  # first sentence, end, estimated word pieces

_READ = 250  # estimated word pieces that the default embedder reads of a text
MAX_TOKENS = 220  # the default embedder reads 256 word pieces; the rest is for the heading and for misjudged words
_SAYS = 2  # words without which a sentence is no more than its figures
_WORD = re.compile(r"[^\W\d_]{3,}")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LETTERS_A_PIECE = 7  # longer words are cut into several word pieces
# Costs of a break, against the squared relative deviation of a passage from its even share of the section.
_BREAK_IN_PARAGRAPH = 0.15
_BREAK_AFTER_LEAD = 0.5  # the sentence that introduces a list explains its items


def passages(document: Document, max_tokens: int = MAX_TOKENS) -> tuple[Passage, ...]:
    """Cut a document into passages of at most `max_tokens` estimated word pieces (a longer sentence stands alone)."""
    found: list[Passage] = []
    tables = _tables(document)
    for _, members in groupby(range(len(document.sentences)), key=lambda at: document.sentences[at].section):
        units = _units(document, list(members), tables, max_tokens)
        found.extend(_passage(document, start, end) for start, end in _cuts(document, units, max_tokens))
    return tuple(found)


def embedding_text(passage: Passage) -> str:
    """The text that is embedded: its headings say what a passage of pronouns and bare figures is about."""
    return " > ".join(passage.heading) + "\n" + passage.text if passage.heading else passage.text


def sentence_embedding_text(context: str, text: str) -> str:
    """The text of a sentence that is embedded: behind its context, unless its own end would then be cut off.

    "7% vs. 9%." stays alone: it says nothing itself, and would be as near to a question as its headings are.
    """
    heading = " > ".join(context.split("\n"))
    fits = tokens(heading) + tokens(text) <= _READ
    return f"{heading}\n{text}" if context and fits and len(_WORD.findall(text)) >= _SAYS else text


def sentence_contexts(document: Document) -> tuple[str, ...]:
    """For each sentence what a reader has in mind on reaching it: title, headings, label of its item, table header.

    Indexed beside the sentence for BM25, and embedded before it: "It took eleven months" is about what stands above.
    """
    tables = _tables(document)
    contexts = []
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        parts = [document.title, *document.sections[sentence.section].path]
        if block.label is not None and block.label not in document.quote(sentence.span):
            parts.append(block.label)
        if sentence.block in tables:
            parts.extend(document.quote(cell) for cell in document.tables[tables[sentence.block]].header)
        contexts.append("\n".join(part for part in parts if part))
    return tuple(contexts)


def tokens(text: str) -> int:
    """Estimate how many word pieces an English embedder makes of a text; other scripts count each letter."""
    return sum(_pieces(word) for word in _PIECE.findall(text))


def _pieces(word: str) -> int:
    if word.isascii():
        return -(-len(word) // (_LETTERS_A_PIECE if word.isalpha() else 3))
    return len(word)


def _units(document: Document, members: Sequence[int], tables: Mapping[int, int], max_tokens: int) -> list[Unit]:
    """What a passage takes whole: a table that fits with its header, else one sentence."""
    units: list[Unit] = []
    blocks = [document.sentences[at].block for at in members]
    at = 0
    while at < len(members):
        stop = at + 1
        table = tables.get(blocks[at])
        while table is not None and stop < len(members) and tables.get(blocks[stop]) == table:
            stop += 1
        if _size(document, members[at], members[stop - 1] + 1) > max_tokens:
            stop = at + 1
        units.append((members[at], members[stop - 1] + 1, _size(document, members[at], members[stop - 1] + 1)))
        at = stop
    return units


def _cuts(document: Document, units: Sequence[Unit], max_tokens: int) -> list[tuple[int, int]]:
    """Choose the breaks that make passages even and fall between paragraphs where they can (shortest path)."""
    total = sum(size for _, _, size in units)
    share = total / -(-total // max_tokens) if total else 1.0
    best: list[tuple[float, int]] = [(0.0, 0)]  # for each number of units: the lowest cost, and the last break
    for end in range(1, len(units) + 1):
        size = 0
        options = []
        for start in range(end - 1, -1, -1):
            size += units[start][2]
            if size > max_tokens and start < end - 1:
                break
            uneven = (size / share - 1.0) ** 2
            options.append((best[start][0] + uneven + _break_cost(document, units, start), start))
        best.append(min(options))
    cuts: list[tuple[int, int]] = []
    end = len(units)
    while end:
        start = best[end][1]
        cuts.append((units[start][0], units[end - 1][1]))
        end = start
    return cuts[::-1]


def _break_cost(document: Document, units: Sequence[Unit], at: int) -> float:
    if at == 0:
        return 0.0
    before, after = document.sentences[units[at - 1][1] - 1].block, document.sentences[units[at][0]].block
    if before == after:
        return _BREAK_IN_PARAGRAPH
    return _BREAK_AFTER_LEAD if document.blocks[after].lead == before else 0.0


def _passage(document: Document, start: int, end: int) -> Passage:
    span = Span(document.sentences[start].span.start, document.sentences[end - 1].span.end)
    heading = document.sections[document.sentences[start].section].path
    text = document.quote(span)
    digest = hashlib.sha256("\0".join((document.id, *heading, text)).encode("utf-8", "replace")).hexdigest()
    return Passage(
        id=digest[:16],
        document=document.id,
        heading=heading,
        text=text,
        start=span.start,
        end=span.end,
        sentences=(start, end),
        page=document.sentences[start].page,
    )


def _tables(document: Document) -> dict[int, int]:
    """For each block that is a row or header of a table, the position of the table."""
    rows = (at for at, block in enumerate(document.blocks) if block.kind == "row")
    found: dict[int, int] = {}
    table = 0
    for at in rows:
        while table < len(document.tables) and document.tables[table].span.end <= document.blocks[at].span.start:
            table += 1
        if table < len(document.tables) and document.tables[table].span.holds(document.blocks[at].span):
            found[at] = table
    return found


def _size(document: Document, start: int, end: int) -> int:
    return sum(max(1, tokens(document.quote(sentence.span))) for sentence in document.sentences[start:end])
