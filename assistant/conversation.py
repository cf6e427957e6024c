"""A conversation as the chat page holds it: which questions are asked, what is shown for each, which passage opens.

No Gradio here and no markup: the page is wired in `ui.py`, and what a reader sees is made in `render.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from assistant import receipts, render, settings
from assistant.legible import blank, longer, storable
from assistant.render_library import article, library
from assistant.render_passage import missing_passage
from assistant.render_replay import told
from assistant.types import Answer
from documents.figures.types import Figure
from documents.types import Document, Span
from index.figures import counts
from index.history import Change

SUGGESTIONS = 4  # buttons below the conversation

_TAKING = Lock()  # two requests of one reader may ask for the next turn at the same moment

log = logging.getLogger(__name__)


class Engine(Protocol):
    """What the page needs of the assistant."""

    @property
    def documents(self) -> tuple[Document, ...]: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer: ...
    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer: ...
    def examples(self, count: int = 4) -> tuple[str, ...]: ...
    def changes_since(self, generation: str) -> tuple[Change, ...] | None: ...
    def answer_then(
        self, generation: str, text: str, history: Sequence[str] = (), document: str | None = None
    ) -> Answer | None: ...


@dataclass(slots=True, eq=False)
class Turn:
    """A question and the markup of its answer, filled in when it is there: two may be under way at once."""

    text: str
    markup: str
    document: str | None = None  # the one article that is asked
    under_way: bool = False
    stopped: bool = False  # nobody waits for its answer any more
    silent: bool = False  # a question before the one that a link leads to: read with it, not shown


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as the page shows it; `passage` is None where what stands beside the chat is to stay."""

    markup: str
    passage: str | None
    suggestions: tuple[str, ...]


def refusal(text: str) -> str | None:
    """Return why a question is not asked, as a sentence for the reader; None where it is."""
    if blank(text[: settings.MAX_QUESTION]):
        return "Type a question first, or choose one of the suggestions."
    if len(text) > settings.MAX_QUESTION:
        return f"That is {len(text):,} characters long; please ask in at most {settings.MAX_QUESTION:,}."
    if longer(text, settings.MAX_QUESTION):  # one letter may stand for eighteen
        return f"That is too long once it is written out; please ask in at most {settings.MAX_QUESTION:,} characters."
    return None


def begun(text: str, document: str | None) -> Turn:
    """Return the turn of a question that is asked now."""
    return Turn(storable(text.strip()), render.pending(), document)


def reply(engine: Engine, text: str, history: Sequence[str], document: str | None = None) -> Reply:
    """Return what the page shows for a question; an engine that fails is a message, never a dead page."""
    try:
        answer = engine.ask(text, history, document)
        suggestions = answer.suggestions[:SUGGESTIONS] or starters(engine, text, *history)
        receipt = receipts.issue(answer, history, document)
        return Reply(render.answer(answer, receipt), _first_passage(engine, answer), suggestions)
    except Exception:
        log.exception("A question could not be answered")
        sentence = "Something went wrong while this was worked out. Ask again, or put it in other words."
        return Reply(render.problem(sentence), None, (text,))


def replayed(engine: Engine, link: str) -> tuple[tuple[Turn, ...], str | None]:
    """Return the turns of a link to an answer, the answer last, and the passage that it opens."""
    try:
        receipt = receipts.read(link)
    except receipts.BadReceipt as problem:
        return (Turn("A link to an answer", render.problem(str(problem)), under_way=True),), None
    try:
        replay = receipts.replay(engine, receipt)
        markup = render.answer(
            replay.answer, receipts.issue(replay.answer, receipt.history, receipt.document), told(replay)
        )
        passage = _first_passage(engine, replay.answer)
    except Exception:
        log.exception("An answer could not be replayed")
        markup, passage = render.problem("This answer could not be made again. Ask the question anew."), None
    earlier = (Turn(text, "", under_way=True, silent=True) for text in receipt.history)
    return (*earlier, Turn(receipt.question, markup, under_way=True)), passage


def resumed(engine: Engine, receipt: str) -> tuple[tuple[Turn, ...], str | None]:
    """Return all turns of a conversation by the receipt of its last answer, and the passage that this one opens."""
    try:
        last = receipts.read(receipt)
        asked = (*last.history, last.question)
        answers = [engine.again(text, asked[:at], last.document) for at, text in enumerate(asked)]
        turns = tuple(
            Turn(text, render.answer(answer, receipts.issue(answer, asked[:at], last.document)), under_way=True)
            for at, (text, answer) in enumerate(zip(asked, answers, strict=True))
        )
        return turns, _first_passage(engine, answers[-1])
    except receipts.BadReceipt:
        pass
    except Exception:
        log.exception("A conversation could not be taken up again")
    return (), None


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


def beside(engine: Engine) -> str:
    """Return what stands beside the chat before a source is opened: the article, or the list of articles."""
    documents = engine.documents
    if len(documents) == 1:
        return article(documents[0])
    return library(documents, counts(engine.figures))


def opened(engine: Engine, place: object) -> str:
    """Return an article as a browser asks for it: [document id, start, end] with the sentence marked that holds the
    span, [document id] without a mark, [] for what stands there at first.
    """
    several = len(engine.documents) > 1
    try:
        match place:
            case []:
                return beside(engine)
            case [str(wanted)]:
                return article(next(d for d in engine.documents if d.id == wanted), several=several)
            case [str(wanted), int(start), int(end)] if start < end:
                document = next(d for d in engine.documents if d.id == wanted)
                span = Span(start, end)
                sentence = next(s.span for s in document.sentences if s.span.holds(span))
                return article(document, sentence, several=several)
    except StopIteration:
        pass
    except Exception:
        log.exception("A passage could not be opened")
    return missing_passage()


def _first_passage(engine: Engine, answer: Answer) -> str | None:
    if not answer.citations:
        return None
    first = answer.citations[0]
    return opened(engine, [first.document, first.start, first.end])
