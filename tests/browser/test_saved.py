"""A saved conversation is Markdown that shows other people's words and is not driven by them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from assistant import page_events

LINES = [
    "76.9% of £1,050 ($37) - Sallow & Sons, Q1 [1], and US$5 or $6 [2].",
    "Beans sold (tonnes) | 3,100 | 4,650",
    '[1] "He said: it\'s *fine*"',
    "- Orders are not deliveries: see [2].",
    "1. First",
    "12) twelfth",
]
HOSTILE = [
    "[click](http://evil.example)", "![x](http://evil.example/p.png)", "[1](http://evil.example)", "![1](javascript:x)",
    "[1]: http://evil.example", "[1][2]", "[a]: <http://evil.example>",
    "<img src=x onerror=alert(1)>", "<script>1</script>",
    "http://evil.example", "www.evil.example", "<http://evil.example>", "# heading", "===", "---", "- # heading",
    "- - deep",
    "> quote", "```js", "`code`", "**bold** _it_ ~~gone~~", "| a | b |", "|---|---|", "--- | ---", ":-: | :-:",
    "&lt;b&gt; &#60;", "$x$ and $$y$$", "a$b$", "* item", "+ item", "[^1]: note", "[^1]", "[[page]]",
    "\\[x](y)", "[ ]", "@all",
]  # fmt: skip


@pytest.fixture(scope="module")
def plainly(browser: Browser) -> Any:
    source = (Path(page_events.__file__).with_name("page") / "tools.js").read_text(encoding="utf-8")
    found = re.search(r"const plainly = .*?^};$", source, re.DOTALL | re.MULTILINE)
    assert found
    page = browser.new_page()
    yield lambda line: page.evaluate(f"(line) => {{ {found[0]} return plainly(line); }}", line)
    page.close()


def tokens(text: str) -> list[str]:
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [token.type for outer in parsed for token in (outer, *(outer.children or ()))]


PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "text_special"}
LISTS = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


def shown(text: str) -> str:
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return "".join(t.content or "\n" for outer in parsed for t in outer.children or ())


@pytest.mark.parametrize("line", [*LINES, *HOSTILE])
def test_a_line_shows_what_it_says_and_nothing_comes_of_it(plainly: Any, line: str) -> None:
    text = plainly(line)
    assert set(tokens(text)) <= PLAIN | (LISTS if line.startswith("- ") else set())
    assert shown(text) == line.removeprefix("- ")
    # Whatever it stands below: no underlined heading, no table.
    assert set(tokens(f"A | B\n{text}")) <= PLAIN | (LISTS if line.startswith("- ") else set())
    assert not re.search(r"(?<!\\)://", text), "no address that a reader could click"
    assert not re.search(r"(?<![\\])\$[^\d]|[^\s(\\]\$", text), "no formula"


@pytest.mark.parametrize("line", LINES[:4])
def test_what_is_no_markup_is_not_escaped(plainly: Any, line: str) -> None:
    escaped = plainly(line).replace("US\\$5", "US$5").replace("\\*", "*").replace("\\~", "~")
    assert escaped == line
