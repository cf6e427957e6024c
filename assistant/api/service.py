"""What the API offers, as values: it speaks to the assistant and knows nothing of requests and responses."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import Any, Literal, Protocol

from assistant import receipts
from assistant.api.answering import Work, here
from assistant.api.problems import Problem
from assistant.completions import Completer, completer
from assistant.earlier import Earlier
from assistant.followups import follow
from assistant.journal.journal import NotKept
from assistant.ledger.conflicts import conflicts
from assistant.ledger.entries import COLUMNS, Entry
from assistant.ledger.query import UnreadableWish, Wanted, ordered, period_of, select, size_of, unit_named
from assistant.ledger.types import Conflict
from assistant.pipeline import Assistant
from assistant.prepared import remembered
from assistant.settings import MAX_QUESTION
from assistant.types import Answer, Citation
from documents.figures.types import Figure, Status
from documents.types import Document, Span
from index.figures import counts
from index.history import Change

_ANSWERS = 512  # kept ready: what many readers ask is worked out once
_EXAMPLES = 6

log = logging.getLogger(__name__)


class Journal(Protocol):
    """Where questions and feedback are kept."""

    def asked(self, answer: Answer, document: str | None, alone: str | None) -> None: ...
    def judged(
        self, answer: Answer, rating: Literal["up", "down"], reasons: tuple[str, ...], note: str, alone: str | None
    ) -> None: ...


class Service:
    """One assistant for all callers. Answers are the same for everybody, so that those of late are kept."""

    def __init__(self, assistant: Assistant, journal: Journal | None = None, work: Work | None = None) -> None:
        self.assistant = assistant
        self.journal = journal
        self.work = work or here
        self._asking = lru_cache(maxsize=_ANSWERS)(partial(self.work, assistant, "ask"))
        self._preparing = Lock()
        self._earlier = Earlier(assistant)

    @property
    def generation(self) -> str:
        return self.assistant.generation

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.assistant.documents

    @property
    def figures(self) -> Sequence[Figure]:
        return self.assistant.figures

    def examples(self, count: int | None = None, document: str | None = None) -> tuple[str, ...]:
        """Return questions to begin with."""
        with self._preparing:  # several readers open the page at once; the first one's wait is enough
            if self._has_examples:
                return self.assistant.examples(count, document)
            found: tuple[str, ...] = self.work(self.assistant, "examples", count, document)
            return found

    def changes_since(self, generation: str) -> tuple[Change, ...] | None:
        """Return what the articles say otherwise since an earlier generation, None where that is not known."""
        return self.assistant.changes_since(generation)

    def answer_then(
        self, generation: str, text: str, history: Sequence[str] = (), document: str | None = None
    ) -> Answer | None:
        """Return the answer of an earlier generation, None where that is not kept."""
        return self._earlier.answer(generation, text, history, document)

    def known(self, document: str | None) -> None:
        """Raise Problem where no article has the id."""
        if document is not None:
            self._document(document)

    def readable(self, question: str, history: Sequence[str], document: str | None) -> None:
        """Raise Problem where a question cannot be asked."""
        for text in (question, *history):
            if len(text) > MAX_QUESTION:
                detail = f"A question has {len(text):,} characters; ask in at most {MAX_QUESTION:,}."
                raise Problem("question_too_long", detail)
        self.known(document)

    def ask(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        """Return the answer and keep it in the journal, where there is one."""
        answer = self.again(text, history, document)
        if self.journal is not None:
            self.journal.asked(answer, document, self._alone(answer, history))
        return answer

    def again(self, text: str, history: Sequence[str] = (), document: str | None = None) -> Answer:
        """Return the answer to what was asked before; that is no new question for the journal."""
        answer: Answer = self._asking(text, tuple(history), document)
        return answer

    def answer(self, question: str, history: Sequence[str], document: str | None) -> dict[str, Any]:
        """Return the answer's JSON with its receipt and permalink."""
        return self._told(self.ask(question, history, document), history, document)

    def replay(self, receipt: receipts.Receipt) -> dict[str, Any]:
        """Return the answer of a receipt as it is now, whether it is the same, and what the articles say otherwise."""
        document = receipt.document if receipt.document in self._documents else None
        if document != receipt.document:
            raise Problem("unknown_document", "The article that this answer is about is no longer there.")
        found = receipts.replay(self, receipt)
        changes = found.changes
        return {
            "unchanged": found.unchanged,
            "same_articles": found.same_articles,
            "earlier": found.earlier,
            "changes": None if changes is None else [
                {"document": c.document, "title": c.title, "removed": list(c.removed), "added": list(c.added)}
                for c in changes
            ],
            "answer": self._told(found.answer, receipt.history, document),
        }  # fmt: skip

    def judge(
        self, receipt: receipts.Receipt, rating: Literal["up", "down"], reasons: tuple[str, ...], note: str
    ) -> None:
        """Keep what a reader thinks of the answer of a receipt."""
        if self.journal is None:
            return
        self.known(receipt.document)
        try:
            answer = self.again(receipt.question, receipt.history, receipt.document)
            self.journal.judged(answer, rating, reasons, note, self._alone(answer, receipt.history))
        except ValueError as error:
            raise Problem("bad_feedback", str(error)) from error
        except NotKept as error:
            raise Problem("not_kept", str(error)) from error

    def library(self) -> dict[str, Any]:
        """Return the articles."""
        return {"documents": [self._particulars(d) for d in self.assistant.documents], "generation": self.generation}

    def outline(self, document: str) -> dict[str, Any]:
        """Return an article with its headings."""
        found = self._document(document)
        headings = [{"heading": s.heading, "level": s.level} for s in found.sections if s.heading]
        return {**self._particulars(found), "outline": headings}

    def passage(self, document: str, start: int, end: int) -> dict[str, Any]:
        """Return a sentence in its section."""
        found = self._document(document)
        at = next((s for s in found.sentences if s.span == Span(start, end)), None)
        if at is None:
            detail = "No sentence stands there. Take start and end from a citation of the present answer."
            raise Problem("unknown_passage", detail)
        quote, heading = found.quote(at.span), found.sections[at.section].path
        place = Citation(1, found.id, found.title, heading, quote, start, end, at.page)
        excerpt = self.assistant.excerpt(place)
        return {
            "document": found.id, "title": excerpt.title, "heading": list(excerpt.heading), "before": excerpt.before,
            "quote": excerpt.quote, "after": excerpt.after, "page": excerpt.page,
        }  # fmt: skip

    def passages(self, query: str, document: str | None, limit: int) -> dict[str, Any]:
        """Return the sentences that bear on a question, best first."""
        rows = []
        for found in self.work(self.assistant, "evidence", query, document, limit):
            article = self._documents[found.document]
            sentence = article.sentences[found.sentence]
            rows.append({
                "document": article.id, "title": article.title,
                "heading": list(article.sections[sentence.section].path), "quote": article.quote(sentence.span),
                "start": sentence.span.start, "end": sentence.span.end, "page": sentence.page,
                "score": round(found.score, 6),
            })  # fmt: skip
        return {"passages": rows, "generation": self.generation}

    def ledger(
        self, document: str | None, subject: str | None, metric: str | None, kind: str | None, unit: str | None,
        period: str | None, status: Status | None, text: str | None, least: str | None, most: str | None,
        sort: str | None, words: str | None = None,
    ) -> tuple[Entry, ...]:  # fmt: skip
        """Return the figures that are all that is wanted. Raises UnreadableWish."""
        columns = tuple(part.strip() for part in sort.split(",")) if sort else ()
        for column in columns:
            if column.removeprefix("-") not in COLUMNS:
                raise UnreadableWish(f'"{column[:40]}" is no column; choose from {", ".join(COLUMNS)}')
        wanted = Wanted(
            document=document, subject=subject, metric=metric, kind=kind, status=status, text=text,
            unit=unit_named(unit) if unit else None, period=period_of(period) if period else None,
            minimum=size_of(least) if least else None, maximum=size_of(most) if most else None, words=words,
        )  # fmt: skip
        return ordered(select(self.entries, wanted), columns)

    def _alone(self, answer: Answer, history: Sequence[str]) -> str | None:
        """Return how a question is read without those before it, None where there are none."""
        return follow(answer.question, (), self.assistant.corpus.lexicon).standalone if history else None

    @cached_property
    def _has_examples(self) -> bool:
        """Whether an earlier start has worked them out: the model is not needed then, nor who has it."""
        return remembered(self.assistant.library, self.generation) is not None

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The figures of the articles that cannot all be true."""
        return conflicts(self.entries)

    def suggestions(self, typed: str, document: str | None = None) -> tuple[str, ...]:
        """Return questions to begin with, or what is typed completed by the words of all articles."""
        return replace(self._completer, questions=self.examples(_EXAMPLES, document)).complete(typed)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The figures of all articles, as rows of the ledger."""
        return tuple(Entry(figure, self._documents[figure.document]) for figure in self.assistant.figures)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.assistant.documents}

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return counts(self.assistant.figures)

    @cached_property
    def _completer(self) -> Completer:
        lexicon = self.assistant.corpus.lexicon
        return completer(self.examples(_EXAMPLES), lexicon, self.assistant.figures)

    def _document(self, id: str) -> Document:
        if id not in self._documents:
            raise Problem(
                "unknown_document",
                f'The article "{id[:80]}" is not here, or not any more; /api/v1/documents lists those that are.',
            )
        return self._documents[id]

    def _particulars(self, document: Document) -> dict[str, Any]:
        return {
            "id": document.id, "title": document.title, "author": document.author, "publisher": document.publisher,
            "published": document.published, "url": document.url, "words": len(document.text.split()),
            "figures": self._counts.get(document.id, 0),
            "sections": sum(bool(section.heading) for section in document.sections),
        }  # fmt: skip

    def _told(self, answer: Answer, history: Sequence[str], document: str | None) -> dict[str, Any]:
        receipt = receipts.issue(answer, history, document)
        return {**answer.to_dict(), "receipt": receipt, "permalink": f"/?a={receipt}"}
