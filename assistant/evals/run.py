"""Ask the questions of a set and measure what comes: rows and an assistant in, an Evaluation out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from assistant.evals import judge, measures, retrieval
from assistant.evals.types import AnswerJson, EvalError, Evaluation, Judged, Latency, Row, Rows
from assistant.pipeline import Assistant
from documents.types import Document

Progress = Callable[[str, int, int], None]
_WARM = "What is this about?"  # asked before the clock runs, so that no question pays for loading the model
_SHOWN = 70  # characters of a piece of evidence that a note repeats


def evaluate(name: str, asked: Rows, assistant: Assistant, progress: Progress | None = None) -> Evaluation:
    """Ask every question, judge the answers and both rankings, and add up. Raises EvalError for an unknown article."""
    documents = {document.id: document for document in assistant.documents}
    _check_documents(asked.rows, documents)
    retrieval.library()  # before the questions are asked: what is missing is said at once
    with suppress(Exception):  # a fault is met again below, and told
        assistant.ask(_WARM)
    notes: list[str] = []
    judged: list[Judged] = []
    found: dict[str, Mapping[str, retrieval.Ranking]] = {}
    golds: dict[str, frozenset[str]] = {}
    seconds: list[float] = []
    faults = 0
    for done, row in enumerate(asked.rows, start=1):
        started = time.perf_counter()
        try:
            answer: AnswerJson = assistant.ask(row.question, row.history, row.document).to_dict()
        except Exception as error:  # one question's fault must not cost the others; it is counted and told
            answer = judge.MISSING
            faults += 1
            notes.append(f"{row.id}: the program failed, {type(error).__name__}: {error}")
        seconds.append(time.perf_counter() - started)
        judged.append(_judged(row, answer, documents))
        golds[row.id], missing = retrieval.gold(row, documents)
        notes += [f"{row.id}: no article holds the evidence “{_short(piece)}”." for piece in missing]
        if golds[row.id]:
            found[row.id] = retrieval.rankings(assistant, answer.get("standalone") or row.question, row.document)
        if progress is not None:
            progress("Asking", done, len(asked.rows))
    ranked = retrieval.sentence_scores(golds, found)
    judged = [replace(one, scores={**one.scores, **ranked.get(one.row.id, {})}) for one in judged]
    return summed(name, judged, assistant.generation, tuple(notes), faults, latency(seconds))


def summed(
    name: str,
    judged: Sequence[Judged],
    generation: str,
    notes: tuple[str, ...] = (),
    faults: int = 0,
    took: Latency | None = None,
) -> Evaluation:
    """Return the evaluation that the judged questions add up to."""
    bins = measures.reliability(one for one in judged if one.parts)
    made = (*measures.measures(judged), *measures.calibration(bins))
    return Evaluation(name, tuple(judged), made, bins, generation, notes, faults, took)


def latency(seconds: Sequence[float]) -> Latency | None:
    """Return the median and the 95th percentile of the times that answers took."""
    if not seconds:
        return None
    ordered = sorted(seconds)
    # Inclusive: of the questions asked, not of a population they are drawn from.
    p95 = statistics.quantiles(ordered, n=20, method="inclusive")[-1] if len(ordered) > 1 else ordered[0]
    return Latency(len(ordered), round(statistics.median(ordered), 4), round(p95, 4))


def ask(row: Row, assistant: Assistant) -> Judged:
    """Ask one question and judge the answer, rankings left out."""
    documents = {document.id: document for document in assistant.documents}
    _check_documents((row,), documents)
    return _judged(row, assistant.ask(row.question, row.history, row.document).to_dict(), documents)


def _judged(row: Row, answer: AnswerJson, documents: Mapping[str, Document]) -> Judged:
    parts = judge.judge(row, answer)
    return Judged(row, answer, parts, measures.scores(row, answer, parts, documents))


def _check_documents(rows: Sequence[Row], documents: Mapping[str, Document]) -> None:
    for row in rows:
        if row.document is not None and row.document not in documents:
            known = ", ".join(sorted(documents)[:10])
            raise EvalError(f"question {row.id}: no article has the id {row.document[:80]!r}; there are: {known}.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
