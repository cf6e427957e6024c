"""An evaluation as JSON, for programs and for the next comparison. Times lie in a file of their own.

`report.json` and `report.html` are the same bytes for the same questions, articles and program; `latency.json` is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.evals.types import AnswerJson, Evaluation, Judged, Latency, Measure

if TYPE_CHECKING:
    from assistant.evals.compare import Comparison
    from assistant.evals.floors import Floors

FORMAT = 1  # of the JSON; another number is not compared with
_KEPT = ("status", "text", "standalone", "caveats", "citations", "calculation", "confidence")  # of an answer


def as_dict(evaluation: Evaluation, floors: Floors, below: tuple[str, ...], than: Comparison | None) -> dict[str, Any]:
    """Return the report; measures by name, rows in the order of the questions."""
    return {
        "format": FORMAT,
        "set": evaluation.name,
        "questions": len(evaluation.judged),
        "generation": evaluation.generation,
        "below": list(below),
        "measures": {measure.name: _measure(measure, floors) for measure in evaluation.measures},
        "reliability": [
            {
                "low": one.low,
                "high": one.high,
                "questions": one.questions,
                "confidence": one.confidence,
                "answerable": one.answerable,
            }
            for one in evaluation.reliability
        ],
        "comparison": None if than is None else _comparison(than),
        "notes": list(evaluation.notes),
        "rows": [_row(one) for one in evaluation.judged],
    }


def _measure(measure: Measure, floors: Floors) -> dict[str, Any]:
    floor = floors.get(measure.name)
    found: dict[str, Any] = {"value": measure.value, "of": measure.of}
    if measure.right is not None:
        found["right"] = measure.right
    if measure.lower:
        found["lower_is_better"] = True
    return found | ({} if floor is None else {"floor": float(floor)})


def _comparison(than: Comparison) -> dict[str, Any]:
    return {
        "shared": than.shared,
        "only_before": than.only_before,
        "only_now": than.only_now,
        "changes": [
            {
                "measure": change.measure,
                "before": change.before,
                "now": change.now,
                "won": list(change.won),
                "lost": list(change.lost),
                "p": change.p,
                "test": change.test,
            }
            for change in than.changed
        ],
    }


def _row(one: Judged) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.id,
        "question": row.question,
        "history": list(row.history),
        "kind": row.kind,
        "op": row.op,
        "passed": one.passed,
        "parts": dict(one.parts),
        "scores": {name: list(score) for name, score in one.scores.items()},
        "answer": None if one.answer is None else _answer(one.answer),
    }


def _answer(answer: AnswerJson) -> dict[str, Any]:
    return {name: answer[name] for name in _KEPT if name in answer}


def latency_dict(latency: Latency | None) -> dict[str, Any] | None:
    """Return the times in seconds."""
    if latency is None:
        return None
    return {"questions": latency.questions, "p50": latency.p50, "p95": latency.p95}


def to_json(value: Mapping[str, Any] | None) -> str:
    """Return JSON for people and programs, a line end at its end."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def write(folder: Path, report: Mapping[str, Any], page: str, latency: Latency | None) -> None:
    """Write report.json, report.html and latency.json into a folder, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(to_json(report), encoding="utf-8", errors="backslashreplace")
    (folder / "report.html").write_text(page, encoding="utf-8", errors="backslashreplace")
    (folder / "latency.json").write_text(to_json(latency_dict(latency)), encoding="utf-8")
