"""Web pages: the article's own part, its structure, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.errors import EmptyDocument
from documents.types import Document

Write = Callable[[str, str | bytes], Document]
Paths = Callable[[Document], list[tuple[str, ...]]]
Cells = Callable[[Document], list[list[list[str]]]]

BODY = """
<h2>The Furnaces</h2>
<p>Two plants were rebuilt last year, and both of them were rebuilt <em>in place</em>:</p>
<ul><li><strong>Ardal.</strong> It rebuilt 3 furnaces of 40 m<sup>2</sup>.</li>
<li>Verra: It rebuilt 1.<ul><li>in May<p>It rained.</p></li></ul></li></ul>
<table><caption>Cost of the plants</caption>
<thead><tr><th rowspan=2>Plant</th><th colspan=2>2024</th></tr><tr><th>Cost</th><th>Staff</th></tr></thead>
<tr><td>Ardal</td><td>€41m</td><td>120</td></tr><tr><td>Verra</td><td>€9m</td><td>31</td></tr></table>
<blockquote><p>We would do it again.</p></blockquote>
<figure><img src=x.jpg alt=kiln><figcaption>The kiln at night.</figcaption></figure>
<h3>What It Cost</h3>
<p>The bill came to 50 million euros<sup><a href="#n1">1</a></sup>, more than the owners had planned.
<br>It is paid.</p>
<dl><dt>Owner</dt><dd>Ardal Glass</dd></dl>
"""
HEAD = """<title>Glass Makers Go Electric | Kiln Weekly</title>
<meta property="og:title" content="Glass Makers Go Electric">
<meta property="article:published_time" content="2024-02-03T06:30:00+01:00">
<link rel=canonical href="https://kiln.example/glass">
<script type="application/ld+json">
{"@graph":[{"@type":"NewsArticle","author":[{"name":"Pia Lund"}],"headline":"x",
"publisher":{"@type":"Organization","name":"Kiln Weekly"}}]}</script>
<style>p{color:red}</style>"""
JUNK = """<div class="share-bar">Share this post on everything</div>
<div class="subscribe-widget"><p>Subscribe now!</p></div>
<p style="display: none">Hidden words</p><p hidden>More hidden words</p><script>var words = "script words";</script>
<form><input><button>Send</button></form><aside>Related stories</aside>"""


def page(place: str) -> str:
    nav = "<nav><a href=/>Home</a></nav><header class=site-header>Kiln Weekly</header>"
    foot = "<footer>Imprint and privacy</footer><div id=cookie-banner>We use cookies</div>"
    main = place.format(f"<h1>Glass Makers Go Electric</h1>{BODY}{JUNK}")
    return f"<!DOCTYPE html><html><head>{HEAD}</head><body>{nav}{main}{foot}</body></html>"


PLACES = {
    "article": "<main><article>{}</article></main>",
    "ghost": "<div class='gh-content gh-canvas'>{}</div>",
    "substack": "<div class=single-post><div class='available-content'>{}</div></div>",
    "beehiiv": "<div id='content-blocks'>{}</div>",
    "wordpress": "<div id=primary><div class='entry-content'>{}</div></div>",
    "unknown": "<div class=a><div class=b>{}</div></div>",
}


@pytest.fixture(params=PLACES.values(), ids=PLACES.keys())
def article(request: pytest.FixtureRequest, document: Write) -> Document:
    return document("glass.html", page(request.param))


def test_what_the_page_says_of_itself(article: Document) -> None:
    assert (article.title, article.author, article.published, article.url) == (
        "Glass Makers Go Electric",
        "Pia Lund",
        "2024-02-03",
        "https://kiln.example/glass",
    )
    assert article.publisher == "Kiln Weekly"


def test_the_name_of_the_site_is_the_publisher(document: Write) -> None:
    site = '<meta property="og:site_name" content="The Glass  Letter">'
    named, plain = (
        document(
            f"{number}.html",
            page(PLACES["article"]).replace('"publisher"', '"other"').replace("<title>", f"{head}<title>"),
        )
        for number, head in enumerate((site, ""))
    )
    assert (named.publisher, plain.publisher) == ("The Glass Letter", None)


def test_what_is_around_the_article_is_left_out(article: Document) -> None:
    for words in ("Share", "Subscribe", "Hidden", "hidden", "script", "Related", "Send", "Imprint", "cookies", "Home"):
        assert words not in article.text
    assert "The kiln at night." in article.text
    assert "We would do it again." in article.text


def test_structure(article: Document, paths: Paths, cells: Cells) -> None:
    assert paths(article) == [("The Furnaces",), ("The Furnaces", "What It Cost")]
    items = [(b.label, b.depth) for b in article.blocks if b.kind == "item"]
    assert items == [("Ardal", 0), ("Verra", 0), (None, 1), ("Owner", 0)]
    assert cells(article) == [[["Plant", "2024 Cost", "2024 Staff"], ["Ardal", "€41m", "120"], ["Verra", "€9m", "31"]]]


def test_raised_numbers(article: Document) -> None:
    assert "40 m²" in article.text
    assert "50 million euros, more" in article.text


def test_tables_that_lay_out_a_page_are_read_as_text(document: Write) -> None:
    html = "<table><tr><td><table><tr><td><h2>News</h2><p>The mill is sold.</p></td><td>x</td></tr></table></table>"
    read = document("mail.html", html)
    assert read.tables == ()
    assert [block.span.of(read.text) for block in read.blocks] == ["News", "The mill is sold.", "x"]


def test_an_encoding_that_the_page_declares(document: Write) -> None:
    html = '<html><head><meta charset="windows-1252"></head><body><p>Müller pays 5 € in Köln.</p></body></html>'
    assert document("a.html", html.encode("cp1252")).text == "Müller pays 5 € in Köln."


@pytest.mark.parametrize(
    "html",
    ["<script>alert(1)</script>", "<style>p{}</style>", "<!--" * 50_000, "<p hidden>no</p>"],
    ids=["script", "style", "comments", "hidden"],
)
def test_pages_that_show_nothing_are_refused(document: Write, html: str) -> None:
    with pytest.raises(EmptyDocument, match="save the page with its article"):
        document("bare.html", html)


def test_markup_nested_too_deeply_leaves_its_text(document: Write) -> None:
    read = document("deep.html", "<div>" * 50_000 + "deep words" + "</div>" * 50_000)
    assert "deep words" in read.text
    assert read.notes


def test_pasted_text_in_a_page_without_headings(document: Write, paths: Paths) -> None:
    html = "<p>The Mill Is Sold</p><p>It went for €2m.</p><p>What Happens Next</p><p>The buyer wants to mill again.</p>"
    assert paths(document("mill.htm", html)) == [("What Happens Next",)]


def test_words_between_what_is_taken_out_stay_in_their_order(document: Write) -> None:
    parts = "Ardal <i hidden>x</i>rebuilt <i hidden>y<b hidden>z</b></i>three <b>furnaces</b> <i hidden>q</i>of glass."
    read = document("a.html", f"<html><body><h1>Glass</h1><p>{parts}</p></body></html>")
    assert "Ardal rebuilt three furnaces of glass." in read.text


@pytest.mark.parametrize("odd", ["&#1;", "&#x1f;", "\x02", "&#65535;"])
def test_characters_that_markup_cannot_hold_do_not_stop_the_reader(document: Write, odd: str) -> None:
    read = document(
        "a.html", f"<html><body><h1>Glass</h1><p>Ardal {odd}<i hidden>x</i> rebuilt {odd} three.</p></body>"
    )
    assert "rebuilt" in read.text
