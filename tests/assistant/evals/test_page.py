"""The page: other people's text does nothing, nothing is fetched, the same comes again."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

from assistant.evals import report
from assistant.evals.compare import compare
from assistant.evals.markup import escaped
from assistant.evals.page import page
from assistant.evals.run import summed
from assistant.evals.types import Evaluation, Number
from tests.assistant.evals.cases import answer, asked, judged

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\x1b[2J\u202e</style></details>"
VOID = {"meta", "br", "img", "link"}


class Reader(HTMLParser):
    """Collects tags and attributes, and checks that what is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


def evaluation(**fields: Any) -> Evaluation:
    row = asked(HOSTILE, question=HOSTILE, history=(HOSTILE,), kind=HOSTILE, op=HOSTILE, answer=HOSTILE, **fields)
    got = answer(HOSTILE, status=HOSTILE, caveats=[HOSTILE], confidence=0.4)
    got["citations"] = [{"document": HOSTILE, "quote": HOSTILE, "start": 0, "end": 1}]
    good = asked("2", kind="who", op="sum", numbers=(Number(Decimal(5), "weeks", Decimal(0)),))
    return summed(HOSTILE, [judged(row, got), judged(good, answer("5 weeks", confidence=0.9))], "abc", (HOSTILE,))


@pytest.fixture
def hostile() -> str:
    found = evaluation(evidence=(HOSTILE,), must_not=(HOSTILE,), caveat=HOSTILE)
    floors = {"ALL": Decimal("0.9"), HOSTILE: Decimal(1)}
    than = compare(found, report.as_dict(found, {}, (), None) | {"set": HOSTILE})
    return page(found, floors, (HOSTILE,), than)


def test_hostile_text_is_shown_and_does_nothing(hostile: str) -> None:
    reader = read(hostile)
    assert {tag for tag, _ in reader.seen}.isdisjoint({"script", "img", "iframe", "link", "a", "form", "object"})
    assert not [name for _, attributes in reader.seen for name in attributes if name.startswith("on")]
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile
    assert any("alert(1)" in text for text in reader.text)


def test_nothing_is_fetched(hostile: str) -> None:
    reader = read(hostile)
    assert not [a for _, attributes in reader.seen for a in attributes if a in ("src", "href", "srcset", "data")]
    assert "url(" not in hostile
    assert "@import" not in hostile
    policy = next(a["content"] for tag, a in reader.seen if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_headings_go_down_one_step_at_a_time_and_tables_have_heads(hostile: str) -> None:
    reader = read(hostile)
    levels = [int(tag[1]) for tag, _ in reader.seen if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    tables = sum(tag == "table" for tag, _ in reader.seen)
    assert tables == sum(tag == "caption" for tag, _ in reader.seen) > 3
    assert all("scope" in attributes for tag, attributes in reader.seen if tag == "th")


def test_the_verdict_comes_first() -> None:
    found = evaluation()
    floors = {"ALL": Decimal("0.9")}
    below = page(found, floors, ("x: ALL is 50.0 %, below its floor of 90.0 %.",), None)
    assert "1 of 1 floors missed" in below
    assert below.index("below its floor") < below.index("<h2>")
    assert "All 1 floors are met" in page(found, floors, (), None)
    assert "No floors were given" in page(found, {}, (), None)


def test_the_same_comes_again() -> None:
    assert page(evaluation(), {}, (), None) == page(evaluation(), {}, (), None)


def test_escaped_leaves_plain_text_alone() -> None:
    assert escaped("Is 5 < 6 — “yes”?") == "Is 5 &lt; 6 — “yes”?"
