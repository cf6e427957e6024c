"""What the text spoke of before a sentence: headings, labels, topics and recent names."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.figures.antecedents import measured_noun
from documents.figures.periods import year_of
from documents.figures.pronouns import made
from documents.figures.scene import Scene
from documents.figures.subjects import Background, Cast, introduced, topic_of
from documents.figures.tokens import tokenize
from documents.types import Document, Span

_RECENT = 12  # names kept from the sentences before


_LONGEST_SENTENCE = 2_000  # characters; the longest sentences of prose have about 800
_MOST_NUMBERS = 40  # in a sentence; the fullest sentences of prose have about 15
_NUMBER = re.compile(r"\d[\d.,]*")


def stretches(text: str, span: Span) -> list[Span]:
    """Cut a sentence of unusual length or of very many numbers at white space, so that the work on it stays linear."""
    found: list[Span] = []
    start = span.start
    edges = [match.start() for match in _NUMBER.finditer(text, span.start, span.end)][_MOST_NUMBERS::_MOST_NUMBERS]
    for edge in (*edges, span.end):
        while min(edge, start + _LONGEST_SENTENCE) < edge:
            start = _cut(text, start, start + _LONGEST_SENTENCE, found)
        if edge < span.end and edge > start:
            start = _cut(text, start, edge, found)
    return [*found, Span(start, span.end)]


def _cut(text: str, start: int, limit: int, found: list[Span]) -> int:
    """Cut off what stands before the last space below the limit, all of it where there is none."""
    cut = text.rfind(" ", start + 1, limit)
    end = cut if cut > start else limit
    found.append(Span(start, end))
    return end


def heading_names(document: Document, section: int, cast: Cast) -> tuple[str, ...]:
    """Return the names in the headings of the section, the innermost first."""
    for heading in reversed(document.sections[section].path):
        tokens = tokenize(heading)
        found = cast.mentions(tokens, 0, len(tokens))
        plain = [name for _, _, name in found if not cast.known[name].coined]
        if plain:
            return cast.chain(plain[0])
    return ()


def label_names(document: Document, block: int, cast: Cast) -> tuple[str, ...]:
    label = document.blocks[block].label
    if label is None:
        return ()
    tokens = tokenize(label)
    found = cast.mentions(tokens, 0, len(tokens))
    return cast.chain(found[0][2]) if found and found[0][:2] == (0, len(tokens)) else ()


def names_of_list(document: Document, block: int, cast: Cast) -> tuple[str, ...]:
    """Return whom the items before speak of where each of them names it after its label: what a list is about.

    The nearest two are asked, so that the work on a list stays linear; one item alone tells nothing.
    """
    shared: list[str] = []
    for position in (block - 1, block - 2):
        item = document.blocks[position] if position >= 0 else None
        if item is None or item.kind != "item" or item.section != document.blocks[block].section:
            return ()
        text = document.text[item.span.start : item.span.end]
        begin = item.span.start + (text.find(":") + 1 if item.label else 0)
        tokens = tokenize(document.text, begin, item.span.end)
        found = [name for _, _, name in cast.mentions(tokens, 0, len(tokens)) if not cast.person(name)]
        shared = [name for name in found if position == block - 1 or name in shared]
    return cast.chain(shared[0]) if len(set(shared)) == 1 else ()


def item_label(document: Document, block: int) -> str | None:
    """Return the label of a list item that is no name: "Stores: 212"."""
    label = _TIMED.sub("", document.blocks[block].label or "").strip()
    return label if label and document.blocks[block].kind == "item" and len(label.split()) <= 3 else None


# A time is no part of what a label calls: "Estimate (March 2026)", "Spent by the end of 2025".
_TIMED = re.compile(
    r" *\([^)]*\d[^)]*\)$| (?:by|at|until|in|to|since|for)(?: the)?(?: end of)?(?: [A-Z][a-z]+)? (?:19|20)\d\d$"
)


def after_sentence(read: Scene, cast: Cast, back: Background) -> Background:
    """Return the background for the next sentence."""
    mentioned = [name for _, _, name in reversed(cast.mentions(read.tokens, 0, len(read.tokens)))]
    found = topic_of(read, cast, back)
    topic = found or back.topic
    named = bool(found) and found[0] in cast.known and not introduced(read)
    named = named and (found[0] not in cast.places or back.main in cast.places)
    focus = topic if named else back.focus or back.topic
    if found and not named and not focus and back.main is not None:
        focus = cast.chain(back.main)
    noun = measured_noun(read)
    recent = tuple(dict.fromkeys((*mentioned, *back.recent)))[:_RECENT]
    year = year_of(read.tokens, back.year)
    return replace(back, topic=topic, focus=focus, recent=recent, noun=noun, made=made(read), year=year)
