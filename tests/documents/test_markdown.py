"""Markdown: rendered text, front matter, structure from markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.types import Document

Write = Callable[[str, str | bytes], Document]
Paths = Callable[[Document], list[tuple[str, ...]]]
Cells = Callable[[Document], list[list[list[str]]]]

ARTICLE = """\
---
title: "Glass Makers Go Electric"
author: Pia Lund
date: 2024-02-03
url: https://news.example/glass
publication: Kiln Weekly
---

# Glass Makers Go Electric

Intro *text* with a [link](https://x.example) and `code`.

## The furnaces

These are rebuilt:

- **Ardal.** It rebuilt 3 furnaces.
- **Verra**: It rebuilt 1.
- Plain: text here
  - nested one

  A paragraph inside the item.

1) one
2) two

**A Bold Heading**

Text after it. Line one
line two.

| Plant | Cost |
|-------|-----:|
| Ardal | €41m |
| Verra |      |

<div>Raw <b>html</b></div>
"""


@pytest.fixture
def article(document: Write) -> Document:
    return document("glass.md", ARTICLE)


def test_front_matter(article: Document) -> None:
    assert (article.title, article.author, article.published, article.url) == (
        "Glass Makers Go Electric",
        "Pia Lund",
        "2024-02-03",
        "https://news.example/glass",
    )
    assert article.publisher == "Kiln Weekly"
    assert "title:" not in article.text


def test_a_source_is_an_address_or_a_publisher(document: Write) -> None:
    named = document("a.md", "---\nsource: The Glass Letter\n---\nA kiln cools for two days.\n")
    assert (named.publisher, named.url) == ("The Glass Letter", None)
    linked = document("b.md", "---\nsource: https://glass.example/a\n---\nA kiln cools for two days.\n")
    assert (linked.publisher, linked.url) == (None, "https://glass.example/a")


def test_the_canonical_text_has_no_markup(article: Document) -> None:
    assert "Intro text with a link and code." in article.text
    assert "\n• Ardal. It rebuilt 3 furnaces.\n" in article.text
    assert "Ardal | €41m" in article.text
    assert "Raw html" in article.text
    assert not {"**", "](", "<b>", "|--"} & set(article.text.split())


def test_sections(article: Document, paths: Paths) -> None:
    assert paths(article) == [("The furnaces",), ("The furnaces", "A Bold Heading")]


def test_items(article: Document) -> None:
    items = [(b.marker, b.depth, b.label) for b in article.blocks if b.kind == "item"]
    assert items == [
        ("•", 0, "Ardal"),
        ("•", 0, "Verra"),
        ("•", 0, "Plain"),
        ("•", 1, None),
        ("1.", 0, None),
        ("2.", 0, None),
    ]
    first = next(b for b in article.blocks if b.kind == "item")
    assert first.lead is not None
    assert article.blocks[first.lead].span.of(article.text) == "These are rebuilt:"


def test_the_table(article: Document, cells: Cells) -> None:
    assert cells(article) == [[["Plant", "Cost"], ["Ardal", "€41m"], ["Verra", ""]]]
    table = article.tables[0]
    assert not table.recovered
    assert [article.blocks[at].kind for at in table.row_blocks] == ["row", "row"]


def test_raw_html_and_foreign_links_are_only_text(document: Write) -> None:
    read = document(
        "a.md", "[here](javascript:alert(1)) <script>alert(2)</script> ![p](http://evil.example/?q=1) end\n"
    )
    assert "javascript" not in read.text.replace("[here](javascript:alert(1))", "")
    assert "evil.example" not in read.text


def test_pasted_text_in_a_markdown_file_is_read_like_text(document: Write, paths: Paths) -> None:
    text = "The Mill Is Sold\n\nIt went for €2m.\n\nWhat Happens Next\n\nThe buyer wants to mill again in 2026.\n"
    read = document("mill.md", text)
    assert read.title == "The Mill Is Sold"
    assert paths(read) == [("What Happens Next",)]


def test_markup_nested_past_the_parsers_limit_is_kept_as_text(document: Write) -> None:
    read = document("deep.md", ">" * 5000 + " deep words\n")
    assert "deep words" in read.text
    assert read.notes


def test_several_outermost_headings(document: Write, paths: Paths) -> None:
    read = document("two.md", "# The Report\n\nIntro.\n\n# Part of Water\n\nText.\n\n## Ponds\n\nText.\n")
    assert read.title == "The Report"
    assert paths(read) == [("Part of Water",), ("Part of Water", "Ponds")]
