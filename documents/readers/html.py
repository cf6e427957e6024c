"""Web pages: which part of one is the article.

Its blocks are written by `documents.readers.html_walk`; title, author and date come from `documents.readers.html_meta`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from documents.build import About
from documents.errors import EmptyDocument
from documents.readers.common import Source, decoded, quiet
from documents.readers.finish import finished, written
from documents.readers.html_meta import page_about
from documents.readers.html_walk import is_hidden, visible_text, write_element
from documents.readers.writer import Writer
from documents.types import Document

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATA = tomllib.loads(Path(__file__).with_name("html.toml").read_text(encoding="utf-8"))
_MAIN: tuple[str, ...] = tuple(_DATA["main"])
_JUNK = frozenset(_DATA["junk"])
_SHORTEST_MAIN = 200  # characters of an article; below, a marked place is a teaser or a stub
_MAIN_SHARE = 0.3  # of the page's text that a marked place must hold to be the article
_MOST_JUNK = 0.4  # of the article's text: a part larger than this is no ornament, whatever its name
_MOST_FOR_TRAFILATURA = 500_000  # characters of markup; it takes some 10 s a million on pages of many elements
_COVERED = 0.9  # of the text that trafilatura keeps must lie in the chosen element
_WORDS = re.compile(r"[a-z0-9]+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<[^<>]*>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_SCRIPTED = re.compile(r"<\s*(?:script|style|frameset)|hidden|display\s*:", re.IGNORECASE)
_TOO_DEEP = "The markup is nested too deeply or broken; only its text was kept."


def read_html(source: Source) -> Document:
    """Read a .html or .htm file."""
    text, notes = decoded(source, declared=_declared(source.data))
    page = _parsed(text)
    writer = Writer()
    about = About()
    if page is not None:
        main = _main(page, text)
        about = page_about(page, main)
        _drop_hidden(main)
        _drop_junk(main)
        write_element(writer, main)
    if not writer.text.strip() and not _SCRIPTED.search(text):
        # Nested past what the parser takes, or cut short: what is left without the markup is the text.
        writer.paragraph(" ".join(_TAG.sub(" ", text.replace("<!--", " ")).split()))
        notes = (*notes, _TOO_DEEP)
    if not writer.text.strip():
        raise EmptyDocument(source.name, "shows no text", "save the page with its article and try again")
    return finished(source, writer.text, written(writer), about, notes)


def text_of_fragment(html: str) -> str:
    """Return the text of a piece of HTML, without scripts and styles."""
    page = _parsed(html)
    return visible_text(page) if page is not None else ""


def _parsed(text: str) -> _Element | None:
    """Parse as browsers do: nothing is an error. libxml2 stops at 256 levels, so walking needs no other limit."""
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, recover=True, no_network=True)
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii").casefold() if match else None


def _main(page: _Element, text: str) -> _Element:
    body = page.find("body") if page.tag == "html" else page
    body = body if body is not None else page
    _drop_hidden(body)
    whole = len(visible_text(body))
    for path in _MAIN:
        places = [(len(visible_text(place)), place) for place in page.xpath(path)[:50]]
        if not places:
            continue
        size, place = max(places, key=lambda entry: entry[0])
        if size >= max(_SHORTEST_MAIN, _MAIN_SHARE * whole) or (whole < 2 * _SHORTEST_MAIN and size * 2 >= whole):
            return place
    return _chosen_by_trafilatura(text, body)


def _chosen_by_trafilatura(text: str, body: _Element) -> _Element:
    """The smallest element with nearly all of the text that trafilatura takes for the article."""
    import trafilatura

    if len(text) > _MOST_FOR_TRAFILATURA:
        return body
    with quiet("trafilatura"):
        kept = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    wanted = set(_WORDS.findall(kept.casefold()))
    if len(kept) < _SHORTEST_MAIN:
        return body
    place = body
    while True:
        inner = [child for child in place if isinstance(child.tag, str)]
        best = max(inner, key=lambda child: len(visible_text(child)), default=None)
        if best is None or best.tag in ("p", "table", "ul", "ol"):
            return place
        words = set(_WORDS.findall(visible_text(best).casefold()))
        if len(wanted & words) < _COVERED * len(wanted) or len(visible_text(best)) < _COVERED * len(kept):
            return place
        place = best


def _drop_hidden(element: _Element) -> None:
    _drop([child for child in element.iterdescendants() if is_hidden(child)])


def _drop_junk(main: _Element) -> None:
    """Take out share buttons, sign-up boxes and the like, by the words in their class or id."""
    whole = len(visible_text(main))
    junk = []
    for child in main.iterdescendants():
        names = f"{child.get('class') or ''} {child.get('id') or ''}".casefold()
        if (
            names.strip()
            and not _JUNK.isdisjoint(_WORDS.findall(names))
            and len(visible_text(child)) < _MOST_JUNK * whole
        ):
            junk.append(child)
    _drop(junk)


def _drop(elements: list[_Element]) -> None:
    """Take elements out of the tree and leave the text after each; what they leave is joined once a parent."""
    gone = set(elements)
    for parent in dict.fromkeys(parent for element in elements if (parent := element.getparent()) is not None):
        kept: _Element | None = None
        left = [parent.text or ""]
        for child in list(parent):
            if child in gone:
                left.append(child.tail or "")
                parent.remove(child)
            else:
                _leave(parent, kept, left)
                kept, left = child, [child.tail or ""]
        _leave(parent, kept, left)


def _leave(parent: _Element, kept: _Element | None, texts: list[str]) -> None:
    """Put the text after a kept element, or before the first one; a reference may have made characters XML has not."""
    text = _NOT_XML.sub("", "".join(texts))
    if len(texts) > 1 and kept is not None:
        kept.tail = text
    elif len(texts) > 1:
        parent.text = text
