"""The article and the list of articles beside the chat."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from assistant import render_library
from assistant.pipeline import Assistant
from assistant.render_library import article, library
from documents.types import Document


@pytest.fixture
def blades(assistant: Assistant) -> Document:
    return assistant.documents[0]


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def test_every_sentence_can_be_marked_and_its_text_is_the_quote(blades: Document) -> None:
    for sentence in blades.sentences:
        markup = article(blades, sentence.span)
        marks = [plain(inner) for inner in re.findall(r"<mark>(.*?)</mark>", markup, re.DOTALL)]
        assert marks == [blades.quote(sentence.span)]


def test_the_whole_text_is_there_with_its_headings(blades: Document) -> None:
    markup = article(blades)
    for heading in ("The order books", "Money", "Our view"):
        assert re.search(rf"<h3[^>]*>{heading}</h3>", markup)
    assert re.sub(r"\W", "", blades.text.split("By Nora", 1)[1]) in re.sub(r"\W", "", plain(markup))
    assert plain(markup).count(blades.title) == 1


def test_the_path_of_the_sentence_stands_above(blades: Document) -> None:
    sentence = next(s for s in blades.sentences if blades.sections[s.section].heading == "Money")
    assert re.search(r"<h2[^>]*><bdi>Money</bdi></h2>", article(blades, sentence.span))


def test_of_a_book_what_is_around_is_shown(blades: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_library, "_WHOLE", 500)
    monkeypatch.setattr(render_library, "_AROUND", 100)
    last = blades.sentences[-1]
    markup = article(blades, last.span)
    assert "The race is open" in plain(markup)
    assert "The order books" not in plain(markup)


def test_the_list_tells_of_each_article(blades: Document) -> None:
    hostile = replace(blades, id='x"y', title="<b>Other</b>", published="2025-03-01")
    markup = library((blades, hostile), {blades.id: 1234})
    assert "1,234 figures" in markup
    assert "2025-03-01" in markup
    assert "<b>" not in markup
    assert 'data-article="x&quot;y"' in markup
