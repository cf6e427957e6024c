"""The values of generated articles and questions: what an article states, and what a question about it must give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range in base units ("6.2 billion RMB" is 6200000000 RMB) and how the article writes it."""

    low: Fraction
    high: Fraction
    unit: str
    surface: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of an article: whose, what, how much, when, and in what words it is told."""

    subject: str
    sort: str  # a table of [told] in vocabulary.toml
    metric: str  # what is measured, the same for all facts that can be set side by side
    amount: Amount
    words: Mapping[str, str]  # fills the phrasings of its sort
    period: str | None = None
    window: Amount | None = None  # of a pace: the time in which the amount came together
    told: str = ""  # the phrasing that tells it


@dataclass(frozen=True, slots=True)
class Article:
    """A generated article: the file, and what it states."""

    id: str
    kind: str
    suffix: str
    text: str
    facts: tuple[Fact, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """What an answer must give: a number with its unit, a name, or a refusal."""

    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    name: str = ""
    rivals: tuple[str, ...] = ()
    refuse: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an article; without gold only what holds for every answer is checked."""

    article: str
    operation: str
    text: str
    gold: Gold | None
    history: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = field(default=())
