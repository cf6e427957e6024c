"""The passage beside the chat: whole, escaped, and its mark equal to the quote."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assistant.render_passage import missing_passage, passage
from assistant.types import Excerpt

TABLE = "Site | Tonnes | Staff\nNorth | 40 | 12\nSouth | 25 | 9"


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup))


def marked(markup: str) -> list[str]:
    return [plain(inner) for inner in re.findall(r"<mark>(.*?)</mark>", markup, re.DOTALL)]


def excerpt(text: str, quote: str, heading: tuple[str, ...] = ("Output",), page: int | None = None) -> Excerpt:
    start = text.index(quote)
    return Excerpt("The Mill", heading, text[:start], quote, text[start + len(quote) :], page)


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
    ],
    ids=["sentence", "item", "only", "two lines", "hostile", "row", "header", "cell", "bar"],
)
def test_there_is_one_mark_and_it_is_the_quote(text: str, quote: str) -> None:
    assert marked(passage(excerpt(text, quote))) == [quote]


@pytest.mark.parametrize("quote", ["It began.", "North | 40 | 12", "It ended."])
def test_the_whole_section_is_there(quote: str) -> None:
    text = f"It began.\n• A point\n{TABLE}\n  1. Another\nIt ended."
    shown = plain(passage(excerpt(text, quote)).partition('class="passage-text">')[2])
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


def test_a_section_that_is_indented_as_a_whole_stands_at_the_edge() -> None:
    markup = passage(excerpt("    It rose.\n    • North\n      • Late", "It rose."))
    assert '<p dir="auto"><mark>It rose.</mark></p><p class="item"' in markup
    assert '<p class="depth-1 item"' in markup


def test_the_heading_is_not_said_twice() -> None:
    shown = plain(passage(excerpt("Output\n\nIt rose.", "It rose.")))
    assert shown.count("Output") == 1


def test_the_place_is_named_with_its_page() -> None:
    shown = plain(passage(excerpt("It rose.", "It rose.", ("Year", "Spring"), page=4)))
    assert "The Mill" in shown
    assert "Year › Spring" in shown
    assert "Page 4" in shown
    assert "Opening" in passage(excerpt("It rose.", "It rose.", ()))


def test_cells_carry_the_name_of_their_column() -> None:
    markup = passage(excerpt(f"{TABLE}\nDone.", "Done."))
    assert '<span class="cell" data-label="Tonnes">40</span>' in markup
    assert markup.count('class="row"') == 2
    assert markup.count('class="row head"') == 1


def test_a_hostile_article_stays_text() -> None:
    hostile = '<script>x</script><img src=x onerror="y">'
    text = f"{hostile}\nA{hostile} | B\n{hostile} | D\nIt rose."
    markup = passage(Excerpt(hostile, (hostile,), text[:-8], "It rose.", hostile))
    assert "<script" not in markup
    assert "<img" not in markup


def test_a_missing_passage_says_what_to_do() -> None:
    assert "Ask the question again" in missing_passage()
