"""Markdown files (CommonMark with tables): the canonical text is the text that a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.build import About
from documents.header_rows import joined
from documents.labels import bold_label
from documents.readers.common import Source, decoded
from documents.readers.finish import finished, written
from documents.readers.writer import Writer
from documents.structure_meta import iso_date
from documents.types import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_][\w -]*?)\s*:\s*(.*)$")
_TAG = re.compile(r"<[^<>]*>")
_FIELDS = {
    "title": ("title",),
    "author": ("author", "authors", "by"),
    "published": ("published", "date", "published_at", "publish_date", "pubdate"),
    "publisher": ("publisher", "publication", "newsletter", "site", "site_name", "source"),
    "url": ("url", "canonical_url", "canonical", "link", "source"),
}
_DEEPEST = 100  # levels of lists and quotations; deeper ones are left out by the parser
_MOST_BRACKETS = 50  # open at once: for each one the parser looks through the rest of the paragraph for its end
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_MOST_FRONT_MATTER = 10_000  # characters: beyond, a "---" far below is a rule, not the end of the fields


def read_markdown(source: Source) -> Document:
    """Read a .md or .markdown file."""
    from markdown_it import MarkdownIt

    text, notes = decoded(source)
    body, about = _front_matter(text)
    writer = Writer()
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    if _open_brackets(body) > _MOST_BRACKETS:
        parser.disable(["link", "image"])
    _write(writer, parser.parse(body))
    if not writer.text and any(char.isalnum() for char in body):
        writer.paragraph(body)
        notes = (*notes, "The markup is nested too deeply; it was kept as text.")
    return finished(source, writer.text, written(writer), about, notes)


def _front_matter(text: str) -> tuple[str, About]:
    """Cut the fields between "---" lines at the top off the text."""
    match = _FRONT.match(text[:_MOST_FRONT_MATTER])
    if match is None:
        return text, About()
    fields: dict[str, str] = {}
    for line in match.group(1).split("\n"):
        field = _FIELD.match(line)
        if field:
            fields[field.group(1).casefold()] = field.group(2).strip().strip("\"'").strip("[]")
    values = {name: next((fields[key] for key in keys if fields.get(key)), None) for name, keys in _FIELDS.items()}
    url = values["url"] if _is_address(values["url"]) else None
    publisher = None if _is_address(values["publisher"]) else values["publisher"]
    published = iso_date(values["published"] or "")
    return text[match.end() :], About(values["title"] or "", url, published, values["author"], publisher)


def _open_brackets(body: str) -> int:
    """The most square brackets that are open at once in a paragraph."""
    most = depth = 0
    for mark in _BRACKETS.findall(body):
        depth = depth + 1 if mark == "[" else max(0, depth - 1) if mark == "]" else 0
        most = max(most, depth)
    return most


def _is_address(value: str | None) -> bool:
    return (value or "").startswith(("http://", "https://"))


def _write(writer: Writer, tokens: Sequence[Token]) -> None:
    lists: list[list[str | int]] = []  # open lists: the bullet, or the next number
    marker: str | None = None  # of the item whose first text has not come yet
    rows: list[list[str]] = []
    level = 0
    for token in tokens:
        depth = len(lists) - 1
        match token.type:
            case "bullet_list_open":
                lists.append(["•"])
            case "ordered_list_open":
                lists.append([int(token.attrGet("start") or 1)])
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                first = lists[-1][0]
                marker = first if isinstance(first, str) else f"{first}."
                if isinstance(first, int):
                    lists[-1][0] = first + 1
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "table_open":
                rows = []
            case "tr_open":
                rows.append([])
            case "table_close":
                writer.table(joined(rows) if rows else rows)
                rows = []
            case "inline" if rows:
                rows[-1].append(_text(token))
            case "inline" if level and not lists:
                writer.heading(_text(token), level)
            case "inline" if marker is not None:
                writer.item(_text(token), marker, depth=depth, label=_label(token))
                marker = None
            case "inline":
                _paragraph(writer, token, depth + 1)
            case "fence" | "code_block":
                writer.paragraph(token.content, depth=depth + 1)
            case "html_block":
                writer.paragraph(_stripped(token.content), depth=depth + 1)


def _paragraph(writer: Writer, token: Token, depth: int) -> None:
    """Write a paragraph; one that is bold from end to end is a heading if it reads like one."""
    text = _text(token)
    children = [child for child in token.children or () if child.type != "text" or child.content.strip()]
    bold = len(children) > 2 and children[0].type == "strong_open" and children[-1].type == "strong_close"
    if bold and depth == 0 and sum(child.type == "strong_open" for child in children) == 1:
        writer.bold(text)
    else:
        writer.paragraph(text, depth=depth, label=_label(token))


def _label(token: Token) -> str | None:
    """What bold words at the start of a block name, if they do."""
    children = [child for child in token.children or () if child.content.strip() or child.type != "text"]
    if len(children) < 4 or children[0].type != "strong_open":
        return None
    close = next((at for at, child in enumerate(children) if child.type == "strong_close"), 0)
    text = _text(token)
    opening = _joined(children[:close])
    return bold_label(opening, text[len(opening) :])


def _text(token: Token) -> str:
    return _joined(token.children or ())


def _joined(children: Sequence[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.casefold().startswith("<br")):
            parts.append("\n")
    return "".join(parts)


def _stripped(html: str) -> str:
    from documents.readers.html import text_of_fragment

    return text_of_fragment(html)
