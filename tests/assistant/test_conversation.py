"""Which questions are asked, what a failing engine looks like, and which passages a browser may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from assistant import conversation, settings
from assistant.types import Answer, Citation, Excerpt
from documents.types import Document, Section, Sentence, Span

TEXT = "The mill ground 40 tonnes. It rested on Sundays."
MILL = Document(
    id="mill",
    title="The Mill",
    source="mill.pdf",
    text=TEXT,
    sections=(Section("Output", 1, ("Year", "Output"), Span(0, 48)),),
    blocks=(),
    sentences=(Sentence(Span(0, 26), 0, 0, page=2), Sentence(Span(27, 48), 0, 0, page=3)),
    tables=(),
    content_hash="0",
)


@dataclass
class Mill:
    """A whole engine over one sentence: what the page needs, and nothing that takes time."""

    documents: tuple[Document, ...] = (MILL,)
    suggestions: tuple[str, ...] = ("When did it rest?",)
    broken: str = ""

    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        if self.broken == "ask":
            raise RuntimeError("/secret/path")
        cited = (Citation(1, "mill", "The Mill", (), TEXT[:26], 0, 26),) if "mill" in text else ()
        read = " ".join((*history, text))
        return Answer("1", text, read, "answered", "40 tonnes [1].", citations=cited, suggestions=self.suggestions)

    def examples(self, count: int = 4) -> tuple[str, ...]:
        return ("How much did the mill grind?", "When did it rest?")[:count]

    def excerpt(self, citation: Citation) -> Excerpt:
        if self.broken == "excerpt":
            raise RuntimeError("/secret/path")
        before, after = TEXT[: citation.start], TEXT[citation.end :]
        return Excerpt("The Mill", citation.heading, before, citation.quote, after, citation.page)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "x" * (settings.MAX_QUESTION + 1)])
def test_what_is_no_question_gets_one_sentence(text: str) -> None:
    sentence = conversation.refusal(text)
    assert sentence
    assert sentence.endswith(".")


def test_a_question_as_long_as_allowed_is_asked() -> None:
    assert conversation.refusal("x" * settings.MAX_QUESTION) is None


def test_a_reply_brings_the_first_passage_and_the_suggestions() -> None:
    reply = conversation.reply(Mill(), "How much did the mill grind?", ())
    assert "<mark>The mill ground 40 tonnes.</mark>" in (reply.passage or "")
    assert reply.suggestions == ("When did it rest?",)


def test_the_earlier_questions_are_handed_on() -> None:
    assert "Read as: How much? and the mill?" in conversation.reply(Mill(), "and the mill?", ("How much?",)).markup


def test_without_citations_the_panel_stays_as_it_is() -> None:
    assert conversation.reply(Mill(), "Who?", ()).passage is None


def test_without_suggestions_the_starters_not_yet_asked_are_offered() -> None:
    asked = "How much did the mill grind?"
    assert conversation.reply(Mill(suggestions=()), asked, ()).suggestions == ("When did it rest?",)


def test_more_suggestions_than_buttons_are_cut() -> None:
    reply = conversation.reply(Mill(suggestions=tuple("abcdefgh")), "Who?", ())
    assert reply.suggestions == tuple("abcd")


@pytest.mark.parametrize("broken", ["ask", "excerpt"])
def test_a_failing_engine_is_a_message_with_the_question_to_ask_again(
    broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    reply = conversation.reply(Mill(broken=broken), "How is the mill?", ())
    assert "Ask again" in reply.markup
    assert "secret" not in reply.markup
    assert reply.suggestions == ("How is the mill?",)
    assert reply.passage is None
    assert "/secret/path" in caplog.text  # the owner's log has it


def test_a_passage_opens_at_its_place() -> None:
    markup = conversation.passage_at(Mill(), ["mill", 27, 48])
    assert "<mark>It rested on Sundays.</mark>" in markup
    assert "Output" in markup
    assert "Page 3" in markup


@pytest.mark.parametrize(
    "place",
    [
        None, "mill", [], ["mill"], ["mine", 0, 5], ["mill", -1, 5], ["mill", 5, 5], ["mill", 9, 5], ["mill", 0, 10**9],
        ["mill", "0", "26"], ["mill", 0.0, 26.0], ["mill", 0, 5], ["mill", 0, 48],
        ["mill", 0, 26, 6], {"document": "mill"}, [["mill"], 0, 5],
    ],
)  # fmt: skip
def test_any_other_place_finds_nothing(place: object) -> None:
    assert "Not found" in conversation.passage_at(Mill(), place)


def test_a_passage_that_cannot_be_made_is_not_found(caplog: pytest.LogCaptureFixture) -> None:
    assert "Not found" in conversation.passage_at(Mill(broken="excerpt"), ["mill", 0, 26])
    assert "could not be opened" in caplog.text
