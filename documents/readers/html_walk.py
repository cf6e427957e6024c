"""From an HTML element to written blocks: headings, paragraphs, items and tables in reading order.

Which element is the article belongs in `documents.readers.html`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from documents.labels import bold_label, reads_like_heading
from documents.readers.html_table import grid_of
from documents.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATA = tomllib.loads(Path(__file__).with_name("html.toml").read_text(encoding="utf-8"))
_DROPPED = frozenset(_DATA["dropped"])
_BLOCKS = frozenset(_DATA["blocks"])
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_ANCHORS = " ¶§#"  # what links to a heading itself show behind it
_BREAKS = re.compile(r"\n\s*\n")


@dataclass(slots=True)
class _List:
    """An open list and the marker of its next item."""

    number: int | None  # None for bullets

    def marker(self) -> str:
        """Return the marker of the next item and count on."""
        if self.number is None:
            return "•"
        self.number += 1
        return f"{self.number - 1}."


@dataclass(slots=True)
class _Walk:
    """What is open on the way through the elements."""

    writer: Writer
    said: list[tuple[str, bool]] = field(default_factory=list)  # the paragraph so far, in pieces: text, is it bold
    lists: list[_List] = field(default_factory=list)
    marker: str | None = None  # of the item whose first text has not come yet


def write_element(writer: Writer, element: _Element) -> None:
    """Write what a reader of the page sees of the element."""
    walk = _Walk(writer)
    _children(walk, element, bold=False)
    _flush(walk)


def is_hidden(element: _Element) -> bool:
    """Say whether a browser would not show the element, or shows it only to run it."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def visible_text(element: _Element) -> str:
    """The text of an element on one line, without what is hidden in it."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not is_hidden(child):
            if child.tag == "sup":
                yield _superscript(child)
            elif child.tag == "br" or child.tag in _BLOCKS or child.tag == "li":
                yield " "
                yield from _pieces(child)
                yield " "
            else:
                yield from _pieces(child)
        yield child.tail or ""


def _children(walk: _Walk, element: _Element, *, bold: bool) -> None:
    _say(walk, element.text, bold)
    for child in element:
        if not is_hidden(child):
            _element(walk, child, bold)
        _say(walk, child.tail, bold)


def _element(walk: _Walk, element: _Element, bold: bool) -> None:
    tag = str(element.tag)
    if tag in _HEADINGS:
        _flush(walk)
        walk.marker = None
        walk.writer.heading(visible_text(element).rstrip(_ANCHORS), int(tag[1]))
    elif tag in ("ul", "ol"):
        _list(walk, element)
    elif tag == "li":
        _item(walk, element)
    elif tag == "table":
        _table(walk, element)
    elif tag == "dl":
        _definitions(walk, element)
    elif tag == "pre":
        _flush(walk)
        walk.writer.paragraph("".join(element.itertext()), depth=len(walk.lists))
    elif tag == "br":
        _say(walk, "\n", bold)
    elif tag == "sup":
        _say(walk, _superscript(element), bold)
    elif tag in _BLOCKS:
        _flush(walk)
        _children(walk, element, bold=False)
        _flush(walk)
    else:
        _children(walk, element, bold=bold or tag in _BOLD)


def _say(walk: _Walk, text: str | None, bold: bool) -> None:
    if text:
        walk.said.append((text if text == "\n" else re.sub(r"\s+", " ", text), bold))


def _flush(walk: _Walk) -> None:
    """End the paragraph that is being gathered."""
    if not walk.said:
        return
    text = "".join(piece for piece, _ in walk.said)
    opening = "".join(piece for piece, _ in takewhile(lambda said: said[1] or not said[0].strip(), walk.said))
    walk.said.clear()
    bold = len(opening) == len(text)
    label = bold_label(opening, text[len(opening) :])
    for part in _BREAKS.split(text):
        if not part.strip():
            continue
        if walk.marker is not None:
            walk.writer.item(part, walk.marker, depth=len(walk.lists) - 1, label=label)
            walk.marker = None
        elif bold and not walk.lists:
            walk.writer.bold(part)
        else:
            walk.writer.paragraph(part, depth=len(walk.lists), label=label)
        label = None


def _list(walk: _Walk, element: _Element) -> None:
    _flush(walk)
    start = element.get("start") or "1"
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    walk.lists.append(_List(number if element.tag == "ol" else None))
    for child in element:
        if not is_hidden(child):
            _element(walk, child, False)
    _flush(walk)
    walk.lists.pop()
    walk.marker = None


def _item(walk: _Walk, element: _Element) -> None:
    _flush(walk)
    if not walk.lists:
        walk.lists.append(_List(None))
        _item(walk, element)
        walk.lists.pop()
        return
    walk.marker = walk.lists[-1].marker()
    _children(walk, element, bold=False)
    _flush(walk)


def _table(walk: _Walk, element: _Element) -> None:
    """Write a table of data; one that only lays out the page is read cell by cell."""
    _flush(walk)
    grid = grid_of(element, visible_text)
    if grid is None:
        _children(walk, element, bold=False)
        _flush(walk)
        return
    for caption in element.iterchildren("caption"):
        walk.writer.paragraph(visible_text(caption))
    walk.writer.table(grid)


def _definitions(walk: _Walk, element: _Element) -> None:
    """Write a list of terms as items, each with its term as label."""
    _flush(walk)
    term = ""
    for child in element.iter("dt", "dd"):
        text = visible_text(child)
        if child.tag == "dt":
            term = text
        elif text:
            label = term if reads_like_heading(term) else None
            walk.writer.item(f"{term.rstrip(':')}: {text}" if term else text, "•", depth=len(walk.lists), label=label)
            term = ""


def _superscript(element: _Element) -> str:
    """ "km" with a raised 2 stays a square; the raised numbers of footnotes would spoil the figures before them."""
    text = "".join(element.itertext()).strip()
    if element.find(".//a") is not None or text.startswith("["):
        return ""
    return text.translate(_SUPERSCRIPTS) if text and all(char in "0123456789+-" for char in text) else text
