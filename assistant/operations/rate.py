"""How much of something there was for each unit of time, on average."""

from __future__ import annotations

import re

from assistant.agreement import TELLING
from assistant.display import capital
from assistant.evaluate import conversion, converted
from assistant.expression import Input, apply
from assistant.labels import full, said
from assistant.operands import STATED, Candidate
from assistant.operations.base import Operands, Operation, cues, fitting
from assistant.operations.pace import pace
from assistant.operations.working import working
from assistant.types import Calculation, Question
from assistant.words import fold, stems


def run(question: Question, operands: Operands) -> Calculation | None:
    unit = question.per_unit
    if unit is None or conversion(unit, "day") is None:
        return None
    if (spread := _over_span(question, operands, unit)) is not None:
        return spread
    for candidate in fitting(operands.whole):
        figure = candidate.figure
        found = pace(figure, operands.corpus)
        work = working((figure,), found.per(unit)) if found is not None else None
        if found is None or work is None:
            continue
        if work.expression == Input(0):
            return None  # the article states the rate itself
        if work.value.low == figure.quantity.low and question.whole.periods:
            continue  # what one quarter was is no average of the year's
        shown = work.surface if work.value.bound else f"about {work.surface}"
        return work.calculation(
            "rate", f"{capital(shown)} on average: {full(figure)} {{0}}.", (found.assumed(unit),)
        )  # fmt: skip
    return None


def _over_span(question: Question, operands: Operands, unit: str) -> Calculation | None:
    """Return an amount over a length of time stated elsewhere: "per day of the season" of a season of 126 days."""
    match = _SPAN.search(fold(question.standalone))
    if match is None:
        return None
    span, corpus = set(stems(match.group(1))), operands.corpus
    rest = [t for t in question.whole.terms if t.weight >= TELLING and t.stem not in span]
    amounts = [c for c in operands.whole if set(c.lacks) <= {"words"} and c.figure.quantity.dimension in _AMOUNTS]
    amounts = [
        c for c in amounts if corpus.figure(c.figure).coverage(rest) >= STATED and c.figure not in corpus.changes
    ]
    lengths = [c.figure for c in operands.whole if c.figure.quantity.dimension == "duration" and not _foreign(c)]
    lengths = [f for f in lengths if span & {*stems(f.subject or ""), *stems(f.metric)}]
    for amount in amounts:
        for length in [f for f in lengths if f.document == amount.figure.document]:
            time = converted(Input(1), length.quantity.unit, unit)
            work = working((amount.figure, length), apply("/", Input(0), time)) if time is not None else None
            if work is not None:
                text = f"{capital(work.surface)} on average: {said(amount.figure)} {{0}} over {said(length)} {{1}}."
                return work.calculation("rate", text, ("the total is spread evenly",))
    return None


def _foreign(candidate: Candidate) -> bool:
    return any(lack.startswith("name:") or lack == "period" for lack in candidate.lacks)


_SPAN = re.compile(
    r"\bper (?:second|minute|hour|day|night|week|month|quarter|year) of (?:the|its|their|that|this) (\w+)\b"
)
_AMOUNTS = ("count", "number", "money", "mass", "energy", "volume", "length", "area", "cargo")

OPERATION = Operation(
    name="rate",
    example="How many orders came in per hour?",
    asked=cues("rate"),
    run=run,
)
