"""A conversation as the chat page holds it: which questions are asked, what is shown for each, which passage opens.

No Gradio here and no markup: the page is wired in `ui.py`, and what a reader sees is made in `render.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from assistant import render, settings
from assistant.render_passage import missing_passage, passage
from assistant.types import Answer, Citation, Excerpt
from documents.types import Document, Span

SUGGESTIONS = 4  # buttons below the conversation

_TAKING = Lock()  # two requests of one reader may ask for the next turn at the same moment

log = logging.getLogger(__name__)


class Engine(Protocol):
    """What the page needs of the assistant."""

    @property
    def documents(self) -> tuple[Document, ...]: ...
    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer: ...
    def examples(self, count: int = 4) -> tuple[str, ...]: ...
    def excerpt(self, citation: Citation) -> Excerpt: ...


@dataclass(slots=True, eq=False)
class Turn:
    """A question and the markup of its answer, filled in when it is there: two may be under way at once."""

    text: str
    markup: str
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as the page shows it; `passage` is None where what stands beside the chat is to stay."""

    markup: str
    passage: str | None
    suggestions: tuple[str, ...]


def refusal(text: str) -> str | None:
    """Return why a question is not asked, as a sentence for the reader; None where it is."""
    if not text.strip():
        return "Type a question first, or choose one of the suggestions."
    if len(text) > settings.MAX_QUESTION:
        return f"That is {len(text):,} characters long; please ask in at most {settings.MAX_QUESTION:,}."
    return None


def reply(engine: Engine, text: str, history: Sequence[str]) -> Reply:
    """Return what the page shows for a question; an engine that fails is a message, never a dead page."""
    try:
        answer = engine.ask(text, history)
        first = passage(engine.excerpt(answer.citations[0])) if answer.citations else None
        suggestions = answer.suggestions[:SUGGESTIONS] or starters(engine, text, *history)
        return Reply(render.answer(answer), first, suggestions)
    except Exception:
        log.exception("A question could not be answered")
        sentence = "Something went wrong while this was worked out. Ask again, or put it in other words."
        return Reply(render.problem(sentence), None, (text,))


def next_turn(turns: Sequence[Turn]) -> tuple[Turn | None, tuple[str, ...]]:
    """Return the first turn that nobody answers yet, from now on under way, and the questions before it."""
    with _TAKING:
        for position, turn in enumerate(turns):
            if not turn.under_way:
                turn.under_way = True
                return turn, tuple(earlier.text for earlier in turns[:position])
    return None, ()


def starters(engine: Engine, *asked: str) -> tuple[str, ...]:
    """Return questions drawn from the articles, those already asked left out."""
    return tuple(question for question in engine.examples(SUGGESTIONS) if question not in asked)


def passage_at(engine: Engine, place: object) -> str:
    """Return the passage at [document id, start, end], as a browser asks for it; only whole sentences are found."""
    try:
        match place:
            case [str(wanted), int(start), int(end)]:
                for document in engine.documents:
                    if document.id == wanted and (citation := _cited(document, Span(start, end))):
                        return passage(engine.excerpt(citation))
    except Exception:
        log.exception("A passage could not be opened")
    return missing_passage()


def _cited(document: Document, span: Span) -> Citation | None:
    for sentence in document.sentences:
        if sentence.span == span:
            heading = document.sections[sentence.section].path
            quote = document.quote(span)
            return Citation(1, document.id, document.title, heading, quote, span.start, span.end, sentence.page)
    return None
