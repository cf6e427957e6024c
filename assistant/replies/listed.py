"""The lists of an article: their leads, their items, and an answer of all items of one."""

from __future__ import annotations

from assistant.replies.case import Case
from assistant.types import Draft, Evidence, Quote
from documents.types import Document

_MOST_ITEMS = 12
_LABEL_ALONE = 4  # words: a first sentence this short is the item's label, and the second tells what it is


def items_of(document: Document, blocks: list[int], *, whole: bool = False) -> Draft | None:
    """Return the labels of list items, or their first sentences, each with its quote; with `whole` both."""
    quotes: list[Quote] = []
    parts: list[str] = []
    for block in blocks[:_MOST_ITEMS]:
        sentence = next((i for i, s in enumerate(document.sentences) if s.block == block), None)
        if sentence is None:
            continue
        label = document.blocks[block].label
        text = " ".join(document.quote(document.sentences[sentence].span).split())
        shown = text.rstrip(".") if whole or not label else label
        own = [sentence]
        if len(text.split()) <= _LABEL_ALONE and _continues(document, sentence, block):
            own.append(sentence + 1)
        parts.append(shown + " " + "".join(f"{{{len(quotes) + n}}}" for n in range(len(own))))
        quotes.extend(Quote(document.id, n) for n in own)
    return Draft("answered", "; ".join(parts) + ".", tuple(quotes)) if len(parts) > 1 else None


def lists(document: Document) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, block in enumerate(document.blocks):
        if block.kind == "item" and block.lead is not None:
            found.setdefault(block.lead, []).append(i)
        elif block.kind == "paragraph" and block.label and (lead := _before_labelled(document, i)) is not None:
            found.setdefault(lead, []).append(i)
    return {lead: items for lead, items in found.items() if len(items) > 1}


def _before_labelled(document: Document, i: int) -> int | None:
    """Return the block before a run of labelled paragraphs: "Pay: ...", "Prices: ..."."""
    while i > 0 and document.blocks[i].kind == "paragraph" and document.blocks[i].label:
        i -= 1
    return i if i > 0 and document.blocks[i].kind == "paragraph" else None


def _continues(document: Document, sentence: int, block: int) -> bool:
    return sentence + 1 < len(document.sentences) and document.sentences[sentence + 1].block == block


def led_by(case: Case, found: Evidence) -> Draft | None:
    """Return the items of the list that a sentence ending in a colon leads to, whole where some have no label."""
    if not case.text(found).rstrip().endswith(":"):
        return None
    document = case.corpus.documents[found.document]
    blocks = lists(document).get(case.sentence(found).block, [])
    labelled = all(document.blocks[block].label for block in blocks)
    return items_of(document, blocks, whole=not labelled) if blocks else None
