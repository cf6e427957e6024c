"""What readers ask and send through the API lands in the journal, and only what it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from assistant import render_tools
from assistant.api import models
from assistant.api.service import Service
from assistant.journal.journal import Journal
from assistant.journal.types import REASONS
from tests.api.conftest import app_of


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.sqlite3", questions=True)
    yield opened
    opened.close()


@pytest.fixture
def kept(service: Service, journal: Journal) -> Iterator[TestClient]:
    with TestClient(app_of(Service(service.assistant, journal)), raise_server_exceptions=False) as client:
        yield client


def test_questions_and_feedback_are_kept(kept: TestClient, journal: Journal) -> None:
    answer = kept.get("/api/v1/ask", params={"q": "Who founded Harbel?", "document": "lifts"}).json()
    sent = {"receipt": answer["receipt"], "rating": "down", "reasons": ["source"], "note": "Ask me@mail.example"}
    assert kept.post("/api/v1/feedback", json=sent).status_code == 204
    (asked,) = journal.all_asked()
    assert (asked.question, asked.document, asked.status) == ("Who founded Harbel?", "lifts", answer["status"])
    (judged,) = journal.all_judged()
    assert (judged.rating, judged.reasons, judged.note) == ("down", ("source",), "Ask [e-mail]")
    assert (judged.question, judged.text) == ("Who founded Harbel?", answer["text"])


@pytest.mark.parametrize("wrong", [{"rating": "maybe"}, {"reasons": ["boring"]}, {"note": "x" * 1_001}])
def test_feedback_that_cannot_be_kept_is_a_problem(
    kept: TestClient, journal: Journal, wrong: dict[str, object]
) -> None:
    receipt = kept.get("/api/v1/ask", params={"q": "Who founded Harbel?"}).json()["receipt"]
    found = kept.post("/api/v1/feedback", json={"receipt": receipt, "rating": "up", **wrong})
    assert found.status_code == 422
    assert found.json()["detail"].endswith(".")
    assert journal.all_judged() == ()


def test_feedback_that_the_disk_refuses_is_not_acknowledged(service: Service, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    journal = Journal.open(tmp_path / "file" / "journal.sqlite3", questions=True)
    with TestClient(app_of(Service(service.assistant, journal)), raise_server_exceptions=False) as client:
        answer = client.get("/api/v1/ask", params={"q": "Who founded Harbel?"})
        assert answer.status_code == 200
        sent = {"receipt": answer.json()["receipt"], "rating": "up"}
        found = client.post("/api/v1/feedback", json=sent)
    journal.close()
    assert (found.status_code, found.json()["code"]) == (503, "not_kept")
    assert "again" in found.json()["detail"]


def test_after_many_requests_nothing_tells_who_asked(kept: TestClient, tmp_path: Path, journal: Journal) -> None:
    told = {
        "user-agent": "Curious/9.9 (zymurgy)",
        "x-forwarded-for": "203.0.113.77",
        "referer": "https://zymurgy.example",
    }
    asked = {"q": "Who founded Harbel?"}
    receipt = kept.get("/api/v1/ask", params=asked, headers=told).json()["receipt"]
    for number in range(500):
        kept.get("/api/v1/ask", params=asked, headers=told)
        rating = {"receipt": receipt, "rating": "up", "note": f"note {number}"}
        assert kept.post("/api/v1/feedback", json=rating, headers=told).status_code == 204
    assert len(journal.all_judged()) == 500
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"note 499" in stored
    assert not [one for one in (b"zymurgy", b"203.0.113", b"Curious", b"testclient") if one in stored]
    assert journal.forget() == 1_001
    assert b"note 499" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


SECRET = "What did the zymurgist of Harbel pay?"


@pytest.mark.parametrize("after", ["and in 2024?", "why?", "how much is that per week?", "who said that?", "asdf?"])
def test_no_word_of_an_earlier_question_reaches_the_store(
    kept: TestClient, tmp_path: Path, journal: Journal, after: str
) -> None:
    earlier = [SECRET, "How many lifts did Harbel sell?"]
    asked = {"question": after, "history": earlier}
    answer = kept.post("/api/v1/ask", json=asked).json()
    sent = {"receipt": answer["receipt"], "rating": "down", "reasons": ["answer"], "note": "no"}
    assert kept.post("/api/v1/feedback", json=sent).status_code == 204
    (asked_row,), (judged_row,) = journal.all_asked(), journal.all_judged()
    assert asked_row.question == judged_row.question == after
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    told = [word for text in earlier for word in re.findall(r"\w{4,}", text) if word.encode() in stored]
    assert not told
    if asked_row.follow_up:
        assert (judged_row.text, judged_row.answer, asked_row.answer) == ("", "", "")
        assert answer["id"].encode() not in stored


def test_a_question_after_others_that_stands_alone_is_kept_as_it_was_read(kept: TestClient, journal: Journal) -> None:
    question = "Who founded Harbel?"
    first = kept.post("/api/v1/ask", json={"question": question, "history": []}).json()
    kept.post("/api/v1/ask", json={"question": question, "history": ["How many lifts did Harbel sell?"]})
    rows = journal.all_asked()
    assert rows[0] == rows[1]
    assert (rows[0].standalone, rows[0].answer, rows[0].follow_up) == (first["standalone"], first["id"], False)


def test_page_api_and_journal_know_the_same_reasons() -> None:
    taken = get_args(get_args(models.FeedbackIn.model_fields["reasons"].annotation)[0])
    assert tuple(render_tools.REASONS) == taken == REASONS
