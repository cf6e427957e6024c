"""Files of questions: what is read, and what a person is told about a mistake."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.evals.rows import read_rows
from assistant.evals.types import EvalError, Number, Row


def read(tmp_path: Path, *lines: str) -> tuple[Row, ...]:
    (tmp_path / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return read_rows(tmp_path / "questions.jsonl").rows


def test_id_question_and_one_thing_to_check_are_enough(tmp_path: Path) -> None:
    line = '{"id": 7, "question": "When does it sail?", "refuse": false}'
    assert read(tmp_path, line, "") == (Row("7", "When does it sail?"),)


def test_numbers_are_exact(tmp_path: Path) -> None:
    line = '{"id": "1", "question": "?", "numbers": [{"value": 0.1, "unit": "mm", "tolerance": 0.0001}, {"value": 3}]}'
    assert read(tmp_path, line)[0].numbers == (
        Number(Decimal("0.1"), "mm", Decimal("0.0001")),
        Number(Decimal(3), "", Decimal(0)),
    )


def test_null_asks_for_nothing(tmp_path: Path) -> None:
    assert read(
        tmp_path, '{"id": "1", "question": "?", "answer": "x", "op": null, "caveat": null, "history": null}'
    ) == (Row("1", "?", answer="x"),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: an object with id and question is needed, not [1]"),
        ('{"question": "?"}', "line 2: id is missing"),
        ('{"id": "2", "question": " "}', "line 2: question is missing"),
        ('{"id": "1", "question": "?", "answer": "x"}', "line 2: the id '1' is that of line 1"),
        ('{"id": "2", "question": "?"}', "line 2: nothing says what a right answer is; give one of answer, numbers"),
        ('{"id": "2", "question": "?", "numbers": [], "answer": ""}', "line 2: nothing says what a right answer is"),
        (
            '{"id": "2", "question": "?", "anwser": "x"}',
            'line 2: "anwser" is no field of a question; did you mean answer?',
        ),
        ('{"id": "2", "question": "?", "answer": "x", "zzz": 1}', "there are id, question, history, kind"),
        ('{"id": "2", "question": "?", "numbers": [{"value": 5, "units": "m"}]}', "a number; did you mean unit?"),
        ('{"id": "2", "question": "?", "evidence": "one"}', 'line 2: evidence must be a list of texts, as in ["one"'),
        ('{"id": "2", "question": "?", "evidence": [" "]}', "line 2: evidence holds an empty text"),
        (
            '{"id": "2", "question": "?", "refuse": "no"}',
            'line 2: refuse must be true or false without quotes, not "no"',
        ),
        ('{"id": "2", "question": "?", "numbers": [5]}', "line 2: numbers must be a list like"),
        ('{"id": "2", "question": "?", "numbers": [{"value": "5"}]}', "numbers: value must be a number without quotes"),
        ('{"id": "2", "question": "?", "numbers": [{"value": NaN}]}', "numbers: value must be a number"),
        ('{"id": "2", "question": "?", "kind": 5}', "line 2: kind must be text in quotes, not 5"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(EvalError, match=r"^questions\.jsonl, ") as caught:
        read(tmp_path, '{"id": "1", "question": "?", "refuse": true}', line)
    assert told in str(caught.value)


def test_an_empty_file_shows_what_a_line_looks_like(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r'write one object a line: \{"id"'):
        read(tmp_path, "", " ")


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(EvalError, match="not UTF-8"):
        read_rows(tmp_path / "questions.jsonl")
    with pytest.raises(EvalError, match="No such file"):
        read_rows(tmp_path / "other.jsonl")
