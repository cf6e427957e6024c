"""What goes in and out of the API, for its OpenAPI description and for what is checked on the way in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.journal.types import MAX_NOTE
from assistant.settings import MAX_QUESTION

MOST_TURNS = 20  # earlier turns that are read
SAID = r"[^\s]"  # of a question: not blank

Turn = Annotated[str, StringConstraints(max_length=MAX_QUESTION)]


class AskIn(BaseModel):
    """A question, the reader's earlier turns (oldest first) and the one article that is to answer, if only one is."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(min_length=1, max_length=MAX_QUESTION, pattern=SAID, examples=["What is the wait time?"])
    history: list[Turn] = Field(default=[], max_length=MOST_TURNS, description="Earlier questions, oldest first")
    document: str | None = Field(default=None, description="Id of the one article to ask")


class FeedbackIn(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid")
    receipt: str = Field(max_length=16_384, description="As the answer has it")
    rating: Literal["up", "down"]
    reasons: list[Literal["answer", "number", "source", "incomplete", "refused", "unclear"]] = Field(
        default=[], max_length=6
    )
    note: str = Field(default="", max_length=MAX_NOTE)


class CitationOut(BaseModel):
    """A verbatim span of an article."""

    number: int
    document: str
    title: str
    heading: list[str]
    quote: str
    start: int = Field(description="Character offset in the article's text")
    end: int
    page: int | None
    url: str | None
    columns: str | None = Field(description="Above a quoted row of a table: its header's cells, joined like the row's")


class AnswerOut(BaseModel):
    """An answer: every number in `text` is quoted by a citation or the result of the calculation."""

    id: str
    question: str
    standalone: str = Field(description="The question as it was read, follow-ups completed")
    status: Literal["answered", "partial", "not_found"]
    confidence: float = Field(ge=0, le=1, description="Probability that the articles hold what is asked")
    text: str = Field(description="The statement, with [n] for citation n")
    calculation: dict[str, Any] | None = Field(
        description="operation, formula, formula_cited (with [n]), result, inputs, expression, steps"
    )
    caveats: list[str]
    citations: list[CitationOut]
    suggestions: list[str]
    generation: str = Field(description="Of the index: the same question and generation give the same bytes")
    receipt: str = Field(description="For /answers/{receipt} and for feedback")
    permalink: str = Field(description="Of the chat page with this answer, from the server's root")


class ChangeOut(BaseModel):
    """What an article says no longer and what it says now."""

    document: str
    title: str
    removed: list[str]
    added: list[str]


class ReplayOut(BaseModel):
    """The answer of a receipt as it is now."""

    unchanged: bool = Field(description="It says what it said")
    same_articles: bool = Field(description="The articles are those of then: the answer is the same to the byte")
    earlier: str | None = Field(description="What it said then, where it says something else now and that is known")
    changes: list[ChangeOut] | None = Field(description="What the articles say otherwise since; null: not known")
    answer: AnswerOut


class DocumentOut(BaseModel):
    """An article."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    published: str | None = Field(description="ISO 8601 date")
    url: str | None
    words: int
    figures: int
    sections: int


class DocumentsOut(BaseModel):
    """The articles that can be asked."""

    documents: list[DocumentOut]
    generation: str


class HeadingOut(BaseModel):
    """A heading of an article; 1 is the outermost level below the title."""

    heading: str
    level: int


class OutlineOut(DocumentOut):
    """An article with its headings."""

    outline: list[HeadingOut]


class PassageOut(BaseModel):
    """A sentence in its place: the text of its section before and after it."""

    document: str
    title: str
    heading: list[str]
    before: str
    quote: str
    after: str
    page: int | None


class FoundOut(BaseModel):
    """A sentence that bears on a query."""

    document: str
    title: str
    heading: list[str]
    quote: str
    start: int
    end: int
    page: int | None
    score: float


class PassagesOut(BaseModel):
    """Sentences, best first."""

    passages: list[FoundOut]
    generation: str


class FiguresOut(BaseModel):
    """Figures of the articles, with the columns of the ledger; `total` counts all that match."""

    figures: list[dict[str, Any]]
    total: int
    generation: str


class ConflictOut(BaseModel):
    """Figures that cannot all be true."""

    sort: str
    text: str = Field(description="One sentence that names the values and what they make")
    recomputed: str = Field(description="What the other figures make; empty for two values of one metric")
    figures: list[dict[str, Any]]


class ConflictsOut(BaseModel):
    """All conflicts of the articles."""

    conflicts: list[ConflictOut]
    generation: str


class SuggestionsOut(BaseModel):
    """Questions to choose from, or what has been typed so far completed."""

    suggestions: list[str]


class ProblemOut(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str = Field(description="Also in the header x-request-id: what to tell whoever runs the server")
