"""What a process can be asked to work out for another one; question and result travel as JSON, to the same value."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.expression import from_json, to_json
from assistant.pipeline import Assistant
from assistant.types import Answer, Calculation, Citation, Evidence, Result
from documents.codec import decode, encode
from documents.figures.types import Figure


@dataclass(frozen=True, slots=True)
class Task:
    """What is worked out, how the result is told as a JSON value, and how that is heard."""

    run: Callable[..., Any]  # takes the assistant and what was sent with the question
    tell: Callable[[Any], Any]
    hear: Callable[[Any], Any]


def packed(value: Any) -> bytes:
    """Return a JSON value as bytes, whatever characters it holds."""
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def told(answer: Answer) -> dict[str, Any]:
    """Return an answer as a JSON value, with all that it is made of."""
    made = answer.calculation
    return {
        "id": answer.id, "question": answer.question, "standalone": answer.standalone, "status": answer.status,
        "text": answer.text, "caveats": answer.caveats, "suggestions": answer.suggestions,
        "generation": answer.generation, "confidence": answer.confidence, "citations": encode(answer.citations),
        "calculation": None if made is None else {
            "operation": made.operation, "formula": made.formula, "statement": made.statement, "steps": made.steps,
            "assumptions": made.assumptions, "caveats": made.caveats, "inputs": encode(made.inputs),
            "result": encode(made.result), "expression": made.expression and to_json(made.expression),
        },
    }  # fmt: skip


def heard(data: dict[str, Any]) -> Answer:
    """Return the answer that was told."""
    return Answer(
        **{**data, "calculation": None if data["calculation"] is None else _calculation(data["calculation"])}
        | {name: tuple(data[name]) for name in ("caveats", "suggestions")}
        | {"citations": decode(tuple[Citation, ...], data["citations"])}
    )


def _calculation(data: dict[str, Any]) -> Calculation:
    return Calculation(
        **data
        | {name: tuple(data[name]) for name in ("steps", "assumptions", "caveats")}
        | {"inputs": decode(tuple[Figure, ...], data["inputs"]), "result": decode(Result, data["result"])}
        | {"expression": data["expression"] and from_json(data["expression"])}
    )


def _ask(assistant: Assistant, text: str, history: Sequence[str], document: str | None) -> Answer:
    return assistant.ask(text, tuple(history), document)


def _evidence(assistant: Assistant, query: str, document: str | None, limit: int) -> tuple[Evidence, ...]:
    return assistant.evidence(query, document)[:limit]


def _examples(assistant: Assistant, count: int | None, document: str | None) -> tuple[str, ...]:
    return assistant.examples(count, document)


def _ranked(found: tuple[Evidence, ...]) -> list[Any]:
    return [[one.document, one.sentence, one.score, one.coverage, one.missing] for one in found]


def _unranked(data: list[Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(document, at, score, covered, tuple(missing)) for document, at, score, covered, missing in data
    )


TASKS = {
    "ask": Task(_ask, told, heard),
    "evidence": Task(_evidence, _ranked, _unranked),
    "examples": Task(_examples, list, tuple),
}
