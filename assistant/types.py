"""The values that travel through the pipeline: Question, Evidence, Calculation, Citation, Answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from assistant.expression import Expression, to_json
from assistant.operand_places import operand_places
from documents.figures.types import Figure, Period, Quantity

Status = Literal["answered", "partial", "not_found"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that carries its topic."""

    text: str
    stem: str
    weight: float  # how much of the topic it carries, 0 to 1
    cost: float = 1.0  # the part of its weight that counts where it is not met: a common word ("carry") says little
    near: tuple[tuple[str, float], ...] = ()  # stems of the articles that mean nearly the same, each with how nearly


@dataclass(frozen=True, slots=True)
class Focus:
    """One thing that is asked for; a comparison has two or more."""

    terms: tuple[Term, ...] = ()
    own: tuple[Term, ...] = ()  # of a side: the terms that only it has
    side: bool = False  # whether this is one side of a comparison
    dated: bool = False  # whether it is a side with a period of its own: "in 2024 than in 2022"
    names: tuple[str, ...] = ()  # canonical names of the lexicon
    periods: tuple[Period, ...] = ()
    quantities: tuple[Quantity, ...] = ()  # figures that the question itself quotes: "the 248,000 orders"
    anchors: tuple[Figure, ...] = ()  # figures of earlier turns that the question points back to


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks, as far as words alone tell."""

    text: str  # as typed
    standalone: str  # what is answered: follow-ups completed, typos mended
    expects: str  # a key of vocabulary/expects.toml: "count", "duration", "person", "reason", "list", "yes_no" ...
    whole: Focus  # the question taken as one
    foci: tuple[Focus, ...] = ()  # the sides of a comparison, in the order of the question; () where there is one
    operation: str | None = None  # a name in OPERATIONS, None where no calculation is asked for
    noun: str | None = None  # what is counted, as asked: "orders" in "how many new orders"
    kind_word: str | None = None  # the word that tells `kind`
    kind: str | None = None  # kind of figure that the words ask for, from kinds.toml
    unknown: tuple[str, ...] = ()  # names in the question that occur in no article
    threshold: Quantity | None = None  # "10k" in "how fast to 10k"
    target_unit: str | None = None  # "month" in "in months please"
    per_unit: str | None = None  # "hour" in "orders per hour"
    notes: tuple[str, ...] = ()  # what was read into the question, told to the reader

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked: a greeting, thanks, a sum."""
        whole = self.whole
        about = whole.terms or whole.names or whole.periods or whole.anchors or self.foci or self.unknown
        return not about and self.expects in ("any", "list")


class Evidence(NamedTuple):
    """A sentence that bears on the question. All sentences are made evidence for each question, so they are tuples."""

    document: str
    sentence: int
    score: float
    coverage: float  # share of the question's weighted terms that the sentence, its label and headings hold
    missing: tuple[str, ...] = ()  # names of the question that it does not hold


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that an answer rests on."""

    document: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its citations are numbered: "{0}" in a text stands for the marker of the first quote."""

    status: Status
    text: str
    quotes: tuple[Quote, ...] = ()
    caveats: tuple[str, ...] = ()
    calculation: Calculation | None = None
    confidence: float = 0.0  # as `Answer.confidence`


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a calculation with the wording a reader sees."""

    low: str  # a decimal number in base units
    high: str
    unit: str
    surface: str
    bound: str = "exact"  # as `Quantity.bound`; "open" where the true value may lie on either side


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculation that holds the figures it used and the tree it is drawn from, so that they cannot drift apart."""

    operation: str
    inputs: tuple[Figure, ...]
    formula: str
    result: Result
    steps: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    statement: str = ""  # the result in words, before citation markers: "{0}" stands for the first input's marker
    expression: Expression | None = None  # None where names are counted, not figures calculated


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a calculation that was asked for is not made, with the figures that it would have used."""

    reason: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span of a stored document."""

    number: int
    document: str
    title: str
    heading: tuple[str, ...]
    quote: str
    start: int
    end: int
    page: int | None = None
    url: str | None = None
    columns: str | None = None  # of a table's row: the cells above it that have a text, joined as those of the quote


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A citation in its place: the section's text around the quoted sentence."""

    title: str
    heading: tuple[str, ...]
    before: str
    quote: str
    after: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What leaves the assistant. `to_dict` is its JSON form."""

    id: str
    question: str
    standalone: str
    status: Status
    text: str
    calculation: Calculation | None = None
    caveats: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    generation: str = ""
    confidence: float = 0.0  # probability that the articles hold what is asked, 0 to 1

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as the JSON object that the command line and the API give."""
        return {
            "id": self.id,
            "question": self.question,
            "standalone": self.standalone,
            "status": self.status,
            "confidence": self.confidence,
            "text": self.text,
            "calculation": self._calculation(),
            "caveats": list(self.caveats),
            "citations": [
                {
                    "number": c.number,
                    "document": c.document,
                    "title": c.title,
                    "heading": list(c.heading),
                    "quote": c.quote,
                    "start": c.start,
                    "end": c.end,
                    "page": c.page,
                    "url": c.url,
                    "columns": c.columns,
                }
                for c in self.citations
            ],
            "suggestions": list(self.suggestions),
            "generation": self.generation,
        }

    def _calculation(self) -> dict[str, Any] | None:
        calculation = self.calculation
        if calculation is None:
            return None
        return {
            "operation": calculation.operation,
            "formula": calculation.formula,
            "formula_cited": self._cited_formula(calculation),
            "result": {
                "low": calculation.result.low,
                "high": calculation.result.high,
                "unit": calculation.result.unit,
                "bound": calculation.result.bound,
                "surface": calculation.result.surface,
            },
            "inputs": [{**_input(figure), "citation": self._cited(figure)} for figure in calculation.inputs],
            "expression": None if calculation.expression is None else to_json(calculation.expression),
            "steps": list(calculation.steps),
            "assumptions": list(calculation.assumptions),
        }

    def _cited_formula(self, calculation: Calculation) -> str:
        """Return the formula with the number of the citation after each operand: "6 orders [1] / 3 days"."""
        parts, done = [], 0
        for place in operand_places(calculation.formula, calculation.inputs):
            number = self._cited(place.figure)
            if number is not None:
                parts.append(f"{calculation.formula[done : place.end]} [{number}]")
                done = place.end
        return "".join([*parts, calculation.formula[done:]])

    def _cited(self, figure: Figure) -> int | None:
        span = figure.quantity.span
        for citation in self.citations:
            if citation.document == figure.document and citation.start <= span.start and span.end <= citation.end:
                return citation.number
        return None


def _input(figure: Figure) -> dict[str, Any]:
    period = figure.period
    dated = period is not None and not period.cumulative
    return {
        **_quantity(figure.quantity),
        "within": None if figure.within is None else _quantity(figure.within),
        "milestone": None if figure.milestone is None else _quantity(figure.milestone),
        "period": {"start": period.start, "end": period.end, "surface": period.surface} if dated and period else None,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "surface": quantity.surface,
        "low": f"{quantity.low:f}",
        "high": f"{quantity.high:f}",
        "unit": quantity.unit,
        "per": quantity.per,
        "bound": quantity.bound,
    }
