"""What the tools do, as functions that know nothing of the protocol. What goes wrong is a ToolProblem, one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.api.models import MOST_TURNS, AnswerOut, CitationOut
from assistant.api.service import Service
from assistant.compose import compose, drafted, refused
from assistant.guard import UncoveredNumber, guard
from assistant.ledger.entries import Entry, row_of
from assistant.ledger.query import UnreadableWish, Wanted, period_of, select, unit_named
from assistant.mcp.calculating import WAYS, calculate
from assistant.mcp.figures import UnknownFigure, id_of, named
from assistant.mcp.models import CalculationOut, FigureOut, FiguresOut, QuoteOut
from assistant.settings import MAX_QUESTION
from assistant.types import Answer, Calculation, Draft, Focus, Question
from documents.errors import DocumentError
from documents.types import Document, Sentence, Span
from index.errors import IndexProblem

MOST_LISTED = 200  # figures of one answer
_MOST_SENTENCES = 5  # of one quote: a passage, not the article
_MAX_TEXT = 200  # characters of a filter


class ToolProblem(Exception):
    """What is wrong with a call; the message is a sentence that says what to do."""


class Toolbox:
    """The four tools over a service, which may still be opening: the first call then waits for it."""

    def __init__(self, opened: Callable[[], Service]) -> None:
        self._opened = opened

    @property
    def service(self) -> Service:
        """The service; raises ToolProblem where the articles cannot be opened."""
        try:
            return self._opened()
        except (DocumentError, IndexProblem) as error:
            raise ToolProblem(str(error)) from error

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.service.assistant.documents}

    @cached_property
    def _figures(self) -> dict[str, Entry]:
        return {id_of(entry): entry for entry in self.service.entries}

    def ask(self, question: str, document: str | None, history: Sequence[str]) -> AnswerOut:
        """Return the answer to a question."""
        if not question.strip():
            raise ToolProblem("The question is empty; ask about the articles.")
        for text in (question, *history):
            if len(text) > MAX_QUESTION:
                raise ToolProblem(f"A question has {len(text):,} characters; ask in at most {MAX_QUESTION:,}.")
        if len(history) > MOST_TURNS:
            raise ToolProblem(f"There are {len(history)} earlier questions; send the last {MOST_TURNS}.")
        self._known(document)
        return AnswerOut.model_validate(self.service.answer(question, tuple(history), document))

    def find_figures(
        self, subject: str | None, metric: str | None, kind: str | None, unit: str | None, period: str | None,
        text: str | None, document: str | None, limit: int,
    ) -> FiguresOut:  # fmt: skip
        """Return the figures that pass all filters."""
        self._known(document)
        if any(len(wanted or "") > _MAX_TEXT for wanted in (subject, metric, kind, unit, period, text)):
            raise ToolProblem(f"A filter has at most {_MAX_TEXT} characters.")
        if not 1 <= limit <= MOST_LISTED:
            raise ToolProblem(f"The limit is a number from 1 to {MOST_LISTED}.")
        try:
            wanted = Wanted(
                document=document, subject=subject, metric=metric, kind=kind, text=text,
                unit=unit_named(unit) if unit else None, period=period_of(period) if period else None,
            )  # fmt: skip
        except UnreadableWish as error:
            raise ToolProblem(f"{error}.") from error
        found = select(self.service.entries, wanted)
        rows = [FigureOut.model_validate({**row_of(entry), "id": id_of(entry)}) for entry in found[:limit]]
        return FiguresOut(figures=rows, total=len(found), generation=self.service.generation)

    def calculate(self, operation: str, figures: Sequence[str], unit: str | None) -> CalculationOut:
        """Return a calculation over figures of the articles."""
        way = WAYS.get(operation)
        if way is None:
            raise ToolProblem(f'"{operation[:40]}" is no operation; choose from {", ".join(WAYS)}.')
        if not way.least <= len(figures) <= way.most:
            several = f"{way.least} to {way.most}" if way.least != way.most else str(way.least)
            raise ToolProblem(f"{operation} takes {several} figures, here are {len(figures)}.")
        if way.unit != bool(unit and unit.strip()):
            raise ToolProblem(f"{operation} needs a unit." if way.unit else f"{operation} takes no unit.")
        try:
            entries = named(figures, self._figures)
        except UnknownFigure as error:
            raise ToolProblem(str(error)) from error
        corpus = self.service.assistant.corpus
        outcome = calculate(operation, [e.figure for e in entries], unit_named(unit) if unit else "", corpus)
        if isinstance(outcome, Calculation):
            return _told(operation, self._proved(operation, drafted(outcome)), made=True)
        draft = refused(outcome)
        try:
            answer = self._proved(operation, draft)
        except ToolProblem:  # a label has a number of its own; the reason stands without the list of figures
            answer = self._proved(operation, replace(draft, text=outcome.reason))
        return _told(operation, answer, made=False)

    def _proved(self, operation: str, draft: Draft) -> Answer:
        """Return the draft as an answer whose every number is quoted or calculated."""
        asked = Question(text=operation, standalone=operation, expects="any", whole=Focus())
        answer = compose(asked, draft, self._documents, (), self.service.generation)
        try:
            return guard(answer, self.service.assistant.numbered, self._documents)
        except UncoveredNumber as error:
            raise ToolProblem("This calculation cannot be proved from the articles, so it is not made.") from error

    def cite(self, document: str, start: int, end: int) -> QuoteOut:
        """Return the whole sentences at a place."""
        self._known(document)
        article = self._documents[document]
        at = [s for s in article.sentences if s.span.start < end and start < s.span.end]
        if start >= end or not at:
            raise ToolProblem(
                f'No sentence of "{document}" stands at {start} to {end}; take both from a figure or a citation.'
            )
        if len(at) > _MOST_SENTENCES or len({s.section for s in at}) > 1:
            raise ToolProblem(f"That is more than a passage; name at most {_MOST_SENTENCES} sentences of one section.")
        return self._quote(article, at)

    def _quote(self, article: Document, at: Sequence[Sentence]) -> QuoteOut:
        span = Span(at[0].span.start, at[-1].span.end)
        return QuoteOut(
            document=article.id, title=article.title, heading=list(article.sections[at[0].section].path),
            page=at[0].page, quote=article.quote(span), start=span.start, end=span.end, url=article.url,
            generation=self.service.generation,
        )  # fmt: skip

    def _known(self, document: str | None) -> None:
        if document is not None and document not in self._documents:
            ids = ", ".join(list(self._documents)[:20])
            raise ToolProblem(f'No article has the id "{document[:80]}"; there are: {ids}.')


def _told(operation: str, answer: Answer, *, made: bool) -> CalculationOut:
    told = answer.to_dict()
    calculation = told["calculation"] or {}
    return CalculationOut(
        operation=operation,
        status="calculated" if made else "refused",
        text=answer.text,
        formula=calculation.get("formula"),
        result=calculation.get("result"),
        steps=calculation.get("steps", []),
        assumptions=calculation.get("assumptions", []),
        caveats=told["caveats"],
        inputs=calculation.get("inputs", []),
        expression=calculation.get("expression"),
        citations=[CitationOut.model_validate(citation) for citation in told["citations"]],
        generation=answer.generation,
    )
