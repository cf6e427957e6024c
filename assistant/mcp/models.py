"""What the tools return, for their output schemas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.api.models import CitationOut


class FigureOut(BaseModel):
    """A figure that an article states."""

    id: str = Field(description="For `calculate`; it stays for as long as the sentence does")
    document: str
    subject: str | None = Field(description="Whose it is")
    metric: str
    kind: str | None
    value: str = Field(description="As the article writes it")
    low: str = Field(description="Exact decimal in base units; low and high differ for a range")
    high: str
    unit: str
    per: str | None
    bound: str = Field(description='"exact", "about", "at_least", "more_than", "at_most" or "less_than"')
    period: str | None
    within: str | None = Field(description="The length of time in which it came about")
    milestone: str | None = Field(description="What was reached after this time")
    status: str = Field(description='"actual", "estimate", "forecast" or "target"')
    speaker: str | None
    sentence: str
    heading: str | None
    start: int = Field(description="Character offset of the quantity, for `cite`")
    end: int


class FiguresOut(BaseModel):
    """Figures in the order of the articles; `total` counts all that match."""

    figures: list[FigureOut]
    total: int
    generation: str


class CalculationOut(BaseModel):
    """A calculation over figures of the articles, or why it would mean nothing."""

    operation: str
    status: Literal["calculated", "refused"]
    text: str = Field(description="The result in words, [n] for citation n; or the reason of the refusal")
    formula: str | None
    result: dict[str, Any] | None = Field(description="low, high, unit, bound, surface")
    steps: list[str]
    assumptions: list[str]
    caveats: list[str] = Field(description="What a reader must be told with the result")
    inputs: list[dict[str, Any]]
    expression: dict[str, Any] | None = Field(description="A tree over inputs, to work the result out again")
    citations: list[CitationOut]
    generation: str


class QuoteOut(BaseModel):
    """Whole sentences of an article, verbatim, with their place."""

    document: str
    title: str
    heading: list[str]
    page: int | None
    quote: str
    start: int
    end: int
    url: str | None
    generation: str
