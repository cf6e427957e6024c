"""What is sent to the API that nobody means: each row of the table of bad inputs by its number."""

from __future__ import annotations

import csv
import gzip
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.service import Service
from assistant.commands.questions import _written
from assistant.journal.digest import matters
from assistant.journal.journal import Journal
from tests.api.conftest import app_of

JSON = {"content-type": "application/json"}
SECONDS = 2.0  # for what takes milliseconds: other work goes on beside the tests
ASK = "/api/v1/ask"
WRONG: dict[str, bytes] = {
    "a wrong type": b'{"question": 5}',
    "a list for a text": b'{"question": ["a"]}',
    "no question": b"{}",
    "a field that is not known": b'{"question": "a", "admin": true}',
    "a list": b"[]",
    "a text": b'"a"',
    "null": b"null",
    "nothing": b"",
    "half": b'{"question": "a',
    "no UTF-8": b'{"question": "\xff\xfe"}',
    "half of a pair": b'{"question": "why?", "document": "\\ud800"}',
    "not a number": b'{"question": NaN}',
    "deep 500": b"[" * 500 + b"]" * 500,
    "deep 2,000": b"[" * 2_000 + b"]" * 2_000,
    "deep 100,000": b"[" * 100_000 + b"]" * 100_000,
    "deep in a field": b'{"question": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
}
FORM = "application/x-www-form-urlencoded"
PARTS = b"".join(b'--x\r\ncontent-disposition: form-data; name="q"\r\n\r\na\r\n' for _ in range(1_000)) + b"--x--\r\n"


def problem(response: Any) -> dict[str, Any]:
    found: dict[str, Any] = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert found["status"] == response.status_code
    assert found["detail"].endswith(".")
    assert found["request_id"] == response.headers["x-request-id"]
    assert "Traceback" not in response.text
    assert "/assistant/" not in response.text
    return found


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_31_bodies_that_are_no_question(client: TestClient, name: str) -> None:
    begun = time.monotonic()
    response = client.post(ASK, content=WRONG[name], headers=JSON)
    assert time.monotonic() - begun < SECONDS
    assert response.status_code in (400, 404, 422)
    problem(response)


def test_bad_input_31_of_a_field_given_twice_the_last_one_counts(client: TestClient) -> None:
    body = b'{"question": "What does Orsino charge a day?", "question": "Who founded Harbel?"}'
    assert client.post(ASK, content=body, headers=JSON).json()["question"] == "Who founded Harbel?"


def test_bad_input_32_a_packed_body_is_not_unpacked(client: TestClient) -> None:
    bomb = gzip.compress(b'{"question": "' + b"a" * 50_000_000 + b'"}')
    response = client.post(ASK, content=bomb, headers={**JSON, "content-encoding": "gzip"})
    assert response.status_code in (400, 415, 422)
    problem(response)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"&".join(b"a=1" for _ in range(1_000_000)), FORM),
        (b"a;" * 500_000, FORM),
        (b"a;" * 50_000, FORM),
        (b"question=why", FORM),
        (PARTS, "multipart/form-data; boundary=x"),
        (PARTS, "multipart/form-data; boundary=" + "x" * 5_000),
        (PARTS, "multipart/form-data"),
        (b"<question/>", "application/xml"),
        (b'{"question": "why?"}', "text/plain"),
    ],
)
def test_bad_input_33_only_json_is_taken(client: TestClient, content: bytes, kind: str) -> None:
    begun = time.monotonic()
    response = client.post(ASK, content=content, headers={"content-type": kind})
    assert time.monotonic() - begun < SECONDS
    assert response.status_code in (413, 415, 422)
    problem(response)


def test_bad_input_36_feedback_on_what_was_never_answered(client: TestClient) -> None:
    for receipt in ("", "rubbish", "A" * 16_000):
        response = client.post("/api/v1/feedback", json={"receipt": receipt, "rating": "up"})
        assert response.status_code == 404
        problem(response)
    large = {"receipt": "x", "rating": "up", "note": "x" * 1_000_000}
    assert client.post("/api/v1/feedback", json=large).status_code == 413
    assert client.post("/api/v1/feedback", json={**large, "note": "x" * 2_000}).status_code == 422


def test_bad_input_36_a_note_is_one_row_and_no_formula(service: Service, tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite3", questions=True)
    hostile = '=cmd|"/c calc"!A0\r\n2,"x",forged\n\x00\x1b[31m'
    with TestClient(app_of(Service(service.assistant, journal)), raise_server_exceptions=False) as client:
        receipt = client.get(ASK, params={"q": "=1+1 who founded Orsino?"}).json()["receipt"]
        sent = {"receipt": receipt, "rating": "down", "note": hostile}
        assert client.post("/api/v1/feedback", json=sent).status_code == 204
    found = matters(journal.all_asked(), journal.all_judged(), None)
    journal.close()
    rows = list(csv.DictReader(io.StringIO(_written(found, "csv"))))
    assert len(rows) == 1
    assert not [cell for cell in rows[0].values() if cell.lstrip().startswith(("=", "+", "@"))]
    assert len(json.loads(_written(found, "json"))) == 1
    assert "\x1b" not in _written(found, "text")
