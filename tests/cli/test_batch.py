"""`ask --batch`: a line in, a line out, and mistakes named before the first answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.pipeline import Assistant
from assistant.types import Answer
from tests.cli.terminal import Run, is_one_line_error


def test_a_batch_gives_one_object_a_line_with_its_id(run: Run, bakery: Path, data: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "question": "How many loaves were sold in March 2025?", "history": [], "kind": "ignored"},
        {"id": "a", "question": "", "history": None},
        {"id": 7, "question": "How much flour?", "document": "mill"},
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8-sig")
    status, out, _ = run("ask", "--batch", batch, "--documents", bakery, "--data", data)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["id"] for answer in answers] == ["b", "a", "7"]
    assert answers[1]["status"] == "not_found"


def test_a_fault_in_one_question_does_not_cost_the_others(
    run: Run, bakery: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Assistant.ask

    def sometimes_broken(self: Assistant, text: str, *more: Any) -> Answer:
        if "crash" in text:
            raise ZeroDivisionError("at the worst moment")
        return ask(self, text, *more)

    monkeypatch.setattr(Assistant, "ask", sometimes_broken)
    batch = tmp_path / "questions.jsonl"
    rows = [{"id": "1", "question": "Will it crash?"}, {"id": "2", "question": "How many loaves in April 2025?"}]
    batch.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    status, out, err = run("ask", "--batch", batch, "--documents", bakery, "--data", data)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 3
    assert [(answer["id"], answer["status"]) for answer in answers] == [("1", "not_found"), ("2", "answered")]
    assert "question 1" in err


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('"text"', "expected an object"),
        ('{"question": "Who?"}', "id is missing"),
        ('{"id": "2"}', "question is missing"),
        ('{"id": "2", "question": ["Who?"]}', "question must be text"),
        ('{"id": "2", "question": "Who?", "history": "Before?"}', "history must be"),
        ('{"id": "2", "question": "Who?", "document": 3}', "document must be"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_answered(run: Run, tmp_path: Path, line: str, complaint: str) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": "1", "question": "Who?"}\n' + line + "\n", encoding="utf-8")
    status, out, err = run("ask", "--batch", batch)
    assert (status, out) == (2, "")
    assert is_one_line_error(err)
    assert "questions.jsonl, line 2: " in err
    assert complaint in err


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\x00"])
def test_a_file_without_questions_is_an_error(run: Run, tmp_path: Path, content: bytes) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_bytes(content)
    status, out, err = run("ask", "--batch", batch)
    assert (status, out) == (2, "")
    assert is_one_line_error(err)
