"""What an owner is told to paste, and the page to try it on."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import cli, settings
from assistant.widget import newsletter, snippets
from documents.library import Library

MARSH = """---
title: The Marsh & the Mill
author: Ada <Pell>
---

# The Marsh & the Mill

It cost €40 "in all" & more.

## What it holds

- Eels: 400 of them.
- Reed

| Year | Eels |
|---|---|
| 2023 | 300 |
| 2024 | 400 |

The end.
"""


class Text(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes[tag] = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.run(["widget", *arguments])
    written = capsys.readouterr()
    return status, written.out, written.err


def test_the_tag_and_what_has_to_be_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--url", "https://ask.example/", "--site", "https://Pond.example/")
    assert status == 0
    assert '<script async src="https://ask.example/widget.js"></script>' in out
    assert "article-assistant chat --allow-origin https://pond.example\n" in out
    assert "script-src 'self' https://ask.example; connect-src 'self' https://ask.example" in out
    assert "frame-src https://ask.example" in out


def test_an_article_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "marsh.md").write_text(MARSH, encoding="utf-8")
    status, out, _ = run(capsys, "--documents", str(tmp_path), "--document", "marsh")
    assert status == 0
    assert 'data-document="marsh"' in out
    status, _, error = run(capsys, "--documents", str(tmp_path), "--document", "mash")
    assert status == 2
    assert f"no article in {tmp_path} has the id mash; there are: marsh" in " ".join(error.split())
    shipped = settings.shipped_documents()
    status, _, error = run(capsys, "--document", next(shipped.iterdir()).stem)
    assert status == 0
    assert f"the articles in {shipped}; name yours with --documents" in error


@pytest.mark.parametrize("platform", snippets.PLATFORMS)
def test_each_platform_gets_what_it_takes(capsys: pytest.CaptureFixture[str], platform: str) -> None:
    status, out, _ = run(capsys, "--url", "https://ask.example", "--platform", platform)
    assert status == 0
    assert ("<script" in out) is (platform != "substack")
    assert ("https://ask.example/?q=What+is" in out) is (platform in snippets.LINKED)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--url", "ask.example"], "is no web address"),
        (["--site", "news.example/blog"], "is no origin"),
        (["--platform", "geocities"], "geocities"),
    ],
)
def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    status, _, error = run(capsys, *arguments)
    assert status == 2
    assert told in error


def test_quotes_in_an_address_stay_in_their_attribute() -> None:
    text = Text(snippets.tag('https://ask.example/"><b>', 'a"b'))
    assert text.tags == ["script"]
    assert text.attributes["script"]["data-document"] == 'a"b'


def test_the_newsletter_shows_the_whole_article(tmp_path: Path) -> None:
    (tmp_path / "marsh.md").write_text(MARSH, encoding="utf-8")
    document = next(iter(Library(tmp_path)))
    page = Text(newsletter.page(document, "https://ask.example", ("How many?", "Who?")))
    assert page.tags.count("h1") == 1
    assert page.tags.count("li") == 2
    assert page.tags.count("tr") == 3
    assert page.tags.count("table") == 1
    for part in ("Ada <Pell>", 'It cost €40 "in all" & more.', "Eels: 400 of them.", "2024", "The end."):
        assert part in page.text
    assert page.attributes["script"]["data-questions"] == "How many?|Who?"
    assert "style" not in page.tags
    client = TestClient(newsletter.application(document, "https://ask.example"))
    answer = client.get("/")
    assert "require-trusted-types-for 'script'" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert client.get("/newsletter.css").headers["content-type"].startswith("text/css")
