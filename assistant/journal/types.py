"""The rows of the journal and what a reader may give as a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.types import Status

Rating = Literal["up", "down"]

REASONS = ("answer", "number", "source", "incomplete", "refused", "unclear")
MAX_NOTE = 1_000  # characters: a paragraph; a longer one is an e-mail


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered. It holds nothing that tells who asked, when that day, or what else they asked."""

    day: str  # ISO 8601, UTC
    question: str
    standalone: str  # as it was read, a follow-up as its own words are read without the earlier ones
    status: Status
    confidence: float
    document: str | None  # the one article that was asked, None for all
    generation: str
    answer: str  # its id, "" of a follow-up: it tells what was read
    follow_up: bool = False  # whether it was answered by earlier questions as well, of which nothing is held


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader sent on purpose about an answer, with that answer as it was."""

    day: str
    rating: Rating
    reasons: tuple[str, ...]  # of REASONS
    note: str
    question: str
    standalone: str
    status: Status
    text: str  # of the answer, "" of a follow-up
    generation: str
    answer: str
    follow_up: bool = False
