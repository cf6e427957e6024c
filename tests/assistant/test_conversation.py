"""Which questions are asked, what a failing engine looks like, and which passages a browser may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from assistant import conversation, receipts, settings
from assistant.types import Answer, Citation
from documents.figures.types import Figure
from documents.types import Document, Section, Sentence, Span
from index.history import Change

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
    generation: str = "one"
    says: str = "40 tonnes [1]."
    changes: tuple[Change, ...] | None = None
    figures: tuple[Figure, ...] = ()

    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        if self.broken == "ask":
            raise RuntimeError("/secret/path")
        cited = (Citation(1, "mill", "The Mill", (), TEXT[:26], 0, 26),) if "mill" in text else ()
        read = " ".join((*history, text))
        return Answer(
            "1",
            text,
            read,
            "answered",
            self.says,
            citations=cited,
            suggestions=self.suggestions,
            generation=self.generation,
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
        return self.changes


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


def test_a_failing_engine_is_a_message_with_the_question_to_ask_again(caplog: pytest.LogCaptureFixture) -> None:
    reply = conversation.reply(Mill(broken="ask"), "How is the mill?", ())
    assert "Ask again" in reply.markup
    assert "secret" not in reply.markup
    assert reply.suggestions == ("How is the mill?",)
    assert reply.passage is None
    assert "/secret/path" in caplog.text  # the owner's log has it


def test_the_article_opens_at_the_sentence_of_a_span() -> None:
    for place in (["mill", 27, 48], ["mill", 30, 36]):  # a citation, a figure within its sentence
        markup = conversation.opened(Mill(), place)
        assert "<mark>It rested on Sundays.</mark>" in markup
        assert "The mill ground 40 tonnes." in markup
        assert "Output" in markup
        assert "Page 3" in markup


def test_an_article_opens_without_a_mark() -> None:
    assert "<mark>" not in conversation.opened(Mill(), ["mill"])
    assert "It rested" in conversation.opened(Mill(), ["mill"])


def test_one_article_stands_beside_the_chat_and_several_as_a_list() -> None:
    assert "It rested" in conversation.opened(Mill(), [])
    listed = conversation.opened(Mill(documents=(MILL, replace(MILL, id="farm", title="The Farm"))), [])
    assert "2 articles" in listed
    assert 'data-article="farm"' in listed
    assert "It rested" not in listed


@pytest.mark.parametrize(
    "place",
    [
        None, "mill", ["mine"], ["mine", 0, 5], ["mill", -1, 5], ["mill", 5, 5], ["mill", 9, 5], ["mill", 0, 10**9],
        ["mill", "0", "26"], ["mill", 0.0, 26.0], ["mill", 0, 48], ["mill", 0, 26, 6], {"document": "mill"},
        [["mill"], 0, 5],
    ],
)  # fmt: skip
def test_any_other_place_finds_nothing(place: object) -> None:
    assert "Not found" in conversation.opened(Mill(), place)


def test_an_article_that_cannot_be_shown_is_not_found(caplog: pytest.LogCaptureFixture) -> None:
    broken = replace(MILL, sections=())
    assert "Not found" in conversation.opened(Mill(documents=(broken,)), ["mill", 0, 26])
    assert "could not be opened" in caplog.text


def link(mill: Mill, history: tuple[str, ...] = ()) -> str:
    return receipts.issue(mill.ask("How is the mill?", history), history, None)


def test_a_link_shows_its_answer_again_and_the_turns_before_it_silently() -> None:
    turns, passage = conversation.replayed(Mill(), link(Mill(), ("How much?",)))
    assert [(turn.text, turn.silent) for turn in turns] == [("How much?", True), ("How is the mill?", False)]
    assert "40 tonnes" in turns[1].markup
    assert "since this link was made" not in turns[1].markup
    assert "<mark>The mill ground 40 tonnes.</mark>" in (passage or "")
    assert conversation.next_turn(list(turns)) == (None, ())


@pytest.mark.parametrize(
    ("says", "changes", "told"),
    [
        ("40 tonnes [1].", (), "their sentences are the same. The answer is the same."),
        ("41 tonnes [1].", None, "what changed was not kept. The answer is another one now."),
        ("41 tonnes [1].", (Change("mill", "The Mill", ("It <was> 40.",), ("It is 41.",)),), "It &lt;was&gt; 40."),
    ],
)
def test_a_link_from_before_an_edit_says_what_changed(says: str, changes: tuple[Change, ...] | None, told: str) -> None:
    turns, _ = conversation.replayed(Mill(generation="two", says=says, changes=changes), link(Mill()))
    assert told in turns[0].markup


def test_a_broken_link_is_a_sentence() -> None:
    turns, passage = conversation.replayed(Mill(), "rubbish")
    assert "Ask the question again" in turns[0].markup
    assert passage is None


def test_a_conversation_is_taken_up_again_turn_by_turn() -> None:
    turns, passage = conversation.resumed(Mill(), link(Mill(), ("How much?", "And the mill?")))
    assert [(turn.text, turn.silent) for turn in turns] == [
        ("How much?", False), ("And the mill?", False), ("How is the mill?", False)
    ]  # fmt: skip
    assert "Read as: How much? And the mill?" in turns[1].markup
    assert "<mark>" in (passage or "")
    assert conversation.next_turn(list(turns)) == (None, ())


@pytest.mark.parametrize(("mill", "receipt"), [(Mill(), "rubbish"), (Mill(broken="ask"), link(Mill()))])
def test_one_that_cannot_be_is_begun_anew(mill: Mill, receipt: str) -> None:
    assert conversation.resumed(mill, receipt) == ((), None)
