"""The passage beside the chat: whole, escaped, and its mark equal to the quote."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assistant.render_passage import lines_of, missing_passage
from documents.types import Span

TABLE = "Site | Tonnes | Staff\nNorth | 40 | 12\nSouth | 25 | 9"


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def marked(markup: str) -> list[str]:
    return [plain(inner) for inner in re.findall(r"<mark>(.*?)</mark>", markup, re.DOTALL)]


def shown(text: str, quote: str) -> str:
    start = text.index(quote)
    return lines_of(text, Span(0, len(text)), Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It began in May. It ended in June. Nobody wept.", "It ended in June."),
        ("First line.\n• North: It rose.\n  • Late: It fell.\nLast.", "It fell."),
        ("Alone.", "Alone."),
        ("Before.\nA sentence that\nwas broken. After.\nEnd.", "A sentence that\nwas broken."),
        ('A < B & "C" rose.\nSo <b>did</b> D.', "So <b>did</b> D."),
        (f"Compare:\n{TABLE}\nDone.", "North | 40 | 12"),
        (f"Compare:\n{TABLE}\nDone.", "Site | Tonnes | Staff"),
        (f"Compare:\n{TABLE}\nDone.", "25"),
        ("One | line with a bar.\nNo table.", "One | line with a bar."),
        ("Odd:\n | 563 |\n | 7 |\nDone.", "| 563 |"),  # the bar before it is no cell of the quote
    ],
    ids=["sentence", "item", "only", "two lines", "hostile", "row", "header", "cell", "bar", "ragged row"],
)
def test_there_is_one_mark_and_it_is_the_quote(text: str, quote: str) -> None:
    assert marked(shown(text, quote)) == [quote]


@pytest.mark.parametrize("quote", ["It began.", "North | 40 | 12", "It ended."])
def test_the_whole_section_is_there(quote: str) -> None:
    text = f"It began.\n• A point\n{TABLE}\n  1. Another\nIt ended."
    assert re.sub(r"\s", "", plain(shown(text, quote))) == re.sub(r"\s", "", text)


def test_a_section_that_is_indented_as_a_whole_stands_at_the_edge() -> None:
    markup = shown("    It rose.\n    • North\n      • Late", "It rose.")
    assert '<p dir="auto"><mark>It rose.</mark></p><p class="item"' in markup
    assert '<p class="depth-1 item"' in markup


def test_cells_carry_the_name_of_their_column() -> None:
    markup = shown(f"{TABLE}\nDone.", "Done.")
    assert '<span class="cell" dir="auto" data-label="Tonnes">40</span>' in markup
    assert markup.count('class="row"') == 2
    assert markup.count('class="row head"') == 1


def test_a_hostile_article_stays_text() -> None:
    hostile = '<script>x</script><img src=x onerror="y">'
    markup = shown(f"{hostile}\nA{hostile} | B\n{hostile} | D\nIt rose.{hostile}", "It rose.")
    assert "<script" not in markup
    assert "<img" not in markup


def test_a_missing_passage_says_what_to_do() -> None:
    assert "Ask the question again" in missing_passage()
