"""The page as it is wired: closed to programs, silent towards the internet, its events in order."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.types import Answer, Citation
from documents.figures.types import Figure
from documents.types import Document, Section, Sentence, Span
from index.history import Change

ROOT = Path(__file__).parents[1]
TEXT = "The mill ground 40 tonnes. It rested on Sundays."


class Mill:
    """A whole engine over one sentence."""

    documents = (
        Document(
            "mill", "The Mill", "mill.md", TEXT, (Section("", 0, (), Span(0, 48)),), (),
            (Sentence(Span(0, 26), 0, 0), Sentence(Span(27, 48), 0, 0)), (), "0",
        ),
    )  # fmt: skip
    figures: tuple[Figure, ...] = ()

    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        if text == "fail":
            raise RuntimeError("broken")
        cited = Citation(1, "mill", "The Mill", (), TEXT[:26], 0, 26)
        read = " / ".join((*history, text))
        return Answer(
            "1",
            text,
            read,
            "answered",
            "40 tonnes [1].",
            citations=(cited,),
            suggestions=("And then?",),
            generation="g",
        )

    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        return self.ask(text, history, document)

    def examples(self, count: int = 4) -> tuple[str, ...]:
        return ("How much did the mill grind?", "When did it rest?")[:count]

    def answer_then(
        self, generation: str, text: str, history: Sequence[str] = (), document: str | None = None
    ) -> Answer | None:
        return None

    def changes_since(self, generation: str) -> tuple[Change, ...] | None:
        return None


@pytest.fixture(scope="module")
def page() -> Any:
    import ui

    # Without a running loop Gradio makes one for each of its locks and leaves them open.
    async def build() -> Any:
        return ui._Page(Mill())

    return asyncio.run(build())


def markup(update: dict[Any, Any], component: Any) -> str:
    """The conversation that an update shows, as one text."""
    return "".join(message["content"].value for message in update[component])


def test_every_event_is_closed_to_programs(page: Any) -> None:
    config = page.blocks.get_config_file()
    assert config["dependencies"]
    assert {event["api_visibility"] for event in config["dependencies"]} == {"private"}
    assert {event["queue"] for event in config["dependencies"]} == {False}


def test_the_title_names_the_article(page: Any) -> None:
    assert page.blocks.title == "The Mill · Article Assistant"


def test_the_starters_are_on_the_first_buttons(page: Any) -> None:
    shown = [(choice.value, choice.visible) for choice in page.choices]
    assert shown == [("How much did the mill grind?", True), ("When did it rest?", True), ("", False), ("", False)]


def ask(page: Any, text: str, turns: list[Any]) -> Any:
    """What the two events of a question change on the page, one after the other."""
    return page._take(text, turns) | page._answer(turns)


def test_a_question_is_shown_before_its_answer(page: Any) -> None:
    turns: list[Any] = []
    first = page._take(" How much? ", turns)
    assert "How much?</h2>" in markup(first, page.log)
    assert "Looking it up" in markup(first, page.log)
    last = page._answer(turns)
    assert "40 tonnes" in markup(last, page.log)
    assert "Looking it up" not in markup(last, page.log)
    assert "<mark>" in last[page.panel]
    assert last[page.choices[0]].value == "And then?"


def test_a_follow_up_has_the_questions_before_it(page: Any) -> None:
    turns: list[Any] = []
    ask(page, "How much?", turns)
    assert "Read as: How much? / And then?" in markup(ask(page, "And then?", turns), page.log)


def test_a_second_question_while_the_first_is_under_way_loses_neither(page: Any) -> None:
    turns: list[Any] = []
    page._take("One?", turns)
    page._take("Two?", turns)
    first = markup(page._answer(turns), page.log)
    assert "40 tonnes" in first
    assert "Looking it up" in first  # the second is still on its way
    shown = markup(page._answer(turns), page.log)
    assert shown.index("One?</h2>") < shown.index("Two?</h2>")
    assert shown.count('class="answer is-answered"') == 2


def test_an_answer_that_comes_after_starting_over_is_dropped(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[Any] = []
    page._take("One?", turns)
    with monkeypatch.context() as patch:
        patch.setattr(page.engine, "examples", lambda count=4: page._start_over(turns) and ())
        patch.setattr(page.engine, "ask", lambda *_: Answer("1", "One?", "One?", "answered", "Late."))
        late = page._answer(turns)
    assert late[page.log] == []
    assert page.panel not in late


def test_no_question_changes_nothing_but_the_hint(page: Any) -> None:
    turns: list[Any] = []
    assert list(page._take("  ", turns)) == [page.hint]
    update = page._answer(turns)
    assert list(update) == [page.hint]
    assert update[page.hint].get("__type__") == "update"  # left as it is
    assert not turns


def test_a_failing_engine_leaves_a_message_and_the_conversation_going(page: Any) -> None:
    turns: list[Any] = []
    update = ask(page, "fail", turns)
    assert "Something went wrong" in markup(update, page.log)
    assert page.panel not in update
    assert "40 tonnes" in markup(ask(page, "How much?", turns), page.log)


def test_bad_input_30_a_conversation_of_200_turns_keeps_the_newest_and_says_so(page: Any) -> None:
    import ui

    turns: list[Any] = []
    hints = []
    for number in range(200):
        hints.append(str(page._take(f"Question {number}", turns)[page.hint]))
        page._answer(turns)
    assert [turn.text for turn in turns] == [f"Question {number}" for number in range(200 - ui._TURNS, 200)]
    assert "no longer shown" not in hints[ui._TURNS - 1]
    assert "no longer shown" in hints[ui._TURNS]


LOOKS_UP = """
import json, sys
asked = []
def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect"):
        asked.append(str(arguments[-1] if event == "socket.connect" else arguments[0]))
sys.addaudithook(watch)
sys.path[:0] = {paths!r}
import test_ui, ui
ui.mount(ui.build(test_ui.Mill()))
print(json.dumps([name for name in asked if "127.0.0.1" not in name and "localhost" not in name]))
"""


def test_starting_looks_up_no_name_on_the_internet() -> None:
    script = LOOKS_UP.format(paths=[str(ROOT), str(ROOT / "tests")])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=90)
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_the_command_line_pays_for_gradio_only_when_it_serves() -> None:
    script = "import sys; import ui; sys.exit('gradio' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=60)
