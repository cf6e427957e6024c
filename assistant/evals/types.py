"""The values of an evaluation: Row, Number, Judged, Measure, Evaluation. What they mean is told in docs/evals.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

AnswerJson = Mapping[str, Any]  # `Answer.to_dict()`, or a line that `ask --batch` printed
Score = tuple[float, float]  # what one question adds to a measure's numerator and to its denominator


class EvalError(Exception):
    """Questions, floors or an earlier report that cannot be used; the message says where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a right answer states, in base units."""

    value: Decimal
    unit: str
    tolerance: Decimal  # relative


@dataclass(frozen=True, slots=True)
class Row:
    """A question and what a right answer to it contains; an empty field asks for nothing."""

    id: str
    question: str
    history: tuple[str, ...] = ()  # the reader's earlier turns, oldest first
    kind: str = "question"
    op: str | None = None
    answer: str = ""
    numbers: tuple[Number, ...] = ()  # the first is the main one
    evidence: tuple[str, ...] = ()  # what the citations must cover
    must_not: tuple[str, ...] = ()
    caveat: str | None = None
    refuse: bool = False
    document: str | None = None  # the only article asked


@dataclass(frozen=True, slots=True)
class Rows:
    """The questions of a file."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer and all that was found right or wrong about it."""

    row: Row
    answer: AnswerJson | None  # None where only retrieval is measured
    parts: Mapping[str, bool] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)  # by name of the measure

    @property
    def passed(self) -> bool | None:
        """Whether all parts are right; None where no answer was judged."""
        return all(self.parts.values()) if self.parts else None


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of an evaluation."""

    name: str
    value: float  # rounded to 6 places
    of: int  # what it was taken over: questions, citations or pieces of evidence
    right: int | None = None  # of them, where the measure is a share
    lower: bool = False  # whether less is better
    counted: bool = False  # whether `value` is a number of questions and no share


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies between two bounds."""

    low: float
    high: float
    questions: int
    confidence: float  # its mean
    answerable: float  # the share of them that the articles do answer


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds that answers took, the sentence model being loaded. Never the same twice, so kept apart from the rest."""

    questions: int
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a set of questions. Without `latency` it is the same for the same questions and articles."""

    name: str
    judged: tuple[Judged, ...]
    measures: tuple[Measure, ...]
    reliability: tuple[Bin, ...] = ()
    generation: str = ""  # of the index
    notes: tuple[str, ...] = ()  # what was odd: evidence that stands in no article, an answer that failed
    faults: int = 0  # questions that the program failed on
    latency: Latency | None = None

    def measure(self, name: str) -> Measure | None:
        """Return a measure by its name."""
        return next((one for one in self.measures if one.name == name), None)
