"""From found blocks to an outline: title, heading levels, and list items that act as headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from documents.build import Raw
from documents.labels import is_title_case, reads_like_heading
from documents.structure_levels import settle_levels
from documents.structure_lines import ends_sentence

_LONGEST_TITLE = 250  # characters
_ITEM_LEVEL = 10  # item headings rank below every heading proper


def outline(text: str, raws: Sequence[Raw], *, find_title: bool) -> tuple[list[Raw], int | None]:
    """Return the blocks with their heading levels settled, and the position of the title's block or None.

    `find_title`: the text has no other title, so its first line is one if it can be.
    """
    blocks = list(raws)
    title_at = _title(text, blocks) if find_title else None
    if title_at is not None:
        blocks[title_at] = replace(blocks[title_at], kind="heading")
    blocks = _number_headings(text, blocks)
    blocks = settle_levels(text, blocks, title_at)
    return _item_headings(text, blocks), title_at


def _title(text: str, raws: Sequence[Raw]) -> int | None:
    if not raws:
        return None
    first = raws[0]
    words = first.span.of(text)
    if first.kind == "heading":
        return 0
    if first.kind != "paragraph" or len(words) > _LONGEST_TITLE or "\n" in words or len(raws) == 1:
        return None
    return None if words.endswith((".", ":", ",", ";")) else 0


def _family(raw: Raw) -> str:
    """What kind of list an item is of: its bullet, or how it is numbered."""
    marker = raw.marker or ""
    return marker if not marker.strip("().").isalnum() else marker.lstrip("(")[-1:] + str(marker.strip("().").isdigit())


def _number_headings(text: str, raws: Sequence[Raw]) -> list[Raw]:
    """Turn "1. Introduction", each followed by its own text, from items into headings."""
    chosen = []
    for at, raw in enumerate(raws):
        alone = raw.kind == "item" and raw.depth == 0 and reads_like_heading(raw.span.of(text))
        before = raws[at - 1] if at else None
        listed = before is not None and before.kind == "item" and _family(before) == _family(raw)
        after = raws[at + 1] if at + 1 < len(raws) else None
        if alone and not listed and after is not None and after.kind == "paragraph" and after.depth == 0:
            chosen.append(at)
    if len(chosen) < 2:
        return list(raws)
    blocks = list(raws)
    for at in chosen:
        blocks[at] = replace(
            raws[at], kind="heading", style="number" if (raws[at].marker or "")[-1:] in ".)" else "bullet"
        )
    return blocks


def _item_headings(text: str, raws: Sequence[Raw]) -> list[Raw]:
    """Make headings of items that only name what the text inside them is about.

    What follows the list outside of it goes back to the section around it.
    """
    blocks: list[Raw] = []
    around = 0  # level of the last heading proper
    inside: list[int] = []  # depths of the items that became headings and are still open
    for at, raw in enumerate(raws):
        if raw.kind == "heading":
            around, inside = raw.level, []
            blocks.append(raw)
            continue
        left = False
        while inside and raw.depth <= inside[-1] and not (raw.kind == "paragraph" and raw.depth > inside[-1]):
            inside.pop()
            left = True
        if raw.kind == "item" and _names_its_content(text, raws, at):
            blocks.append(replace(raw, kind="heading", level=around + _ITEM_LEVEL + raw.depth))
            inside.append(raw.depth)
            continue
        depth = raw.depth - len(inside)
        level = around + _ITEM_LEVEL + inside[-1] + 1 if inside else around + _ITEM_LEVEL
        blocks.append(replace(raw, depth=max(depth, 0), resumes=left, level=level if left else 0))
    return blocks


def _names_its_content(text: str, raws: Sequence[Raw], at: int) -> bool:
    words = raws[at].span.of(text)
    if not reads_like_heading(words) or at + 1 == len(raws):
        return False
    after, depth = raws[at + 1], raws[at].depth
    if after.depth <= depth:
        return False
    if after.kind == "paragraph":
        return True
    return after.kind == "item" and is_title_case(words) and ends_sentence(after.span.of(text))
