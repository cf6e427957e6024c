"""A receipt gives the same bytes again, and after an edit of the article says what changed."""

from __future__ import annotations

import base64
import contextlib
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant import receipts
from assistant.api.service import Service
from assistant.pipeline import Assistant
from tests.api.conftest import CAMELS, LIFTS, app_of, write

QUESTION = "What does Harbel charge a day?"


def client_of(folder: Path, data: Path) -> TestClient:
    return TestClient(app_of(Service(Assistant.open(folder, data))))


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    first = client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params={"q": QUESTION})
    receipt = first.json()["receipt"]
    again = client_of(tmp_path / "articles", tmp_path / "data").get(f"/api/v1/answers/{receipt}")
    assert json.dumps(again.json()["answer"]) == json.dumps(first.json())
    assert (again.json()["unchanged"], again.json()["same_articles"], again.json()["changes"]) == (True, True, [])


def test_a_follow_up_and_its_article_are_in_the_receipt(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS, camels=CAMELS)
    client = client_of(tmp_path / "articles", tmp_path / "data")
    asked = {"q": "and Orsino?", "history": [QUESTION], "document": "lifts"}
    first = client.get("/api/v1/ask", params=asked).json()
    assert client.get(f"/api/v1/answers/{first['receipt']}").json()["answer"] == first


def test_an_edited_article_is_told_sentence_by_sentence(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    receipt = (
        client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params={"q": QUESTION}).json()["receipt"]
    )
    for price in ("€19", "€20"):  # two editions on, the change is told as one
        write(tmp_path / "articles", lifts=LIFTS.replace("€18", price))
        client = client_of(tmp_path / "articles", tmp_path / "data")
    now = client.get(f"/api/v1/answers/{receipt}").json()
    assert (now["unchanged"], now["same_articles"]) == (False, False)
    assert "€20" in now["answer"]["text"]
    assert now["changes"] == [
        {
            "document": "lifts",
            "title": "Two Lifts Race Up the Valley",
            "removed": ["Harbel charges €18 a day."],
            "added": ["Harbel charges €20 a day."],
        }
    ]


@pytest.mark.parametrize("question", ["How much more does Orsino charge than Harbel?", QUESTION, "and Orsino?"])
def test_after_an_edit_the_answer_of_then_stands_beside_the_one_of_now(tmp_path: Path, question: str) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    asked = {"q": question, "history": [QUESTION]}
    then = client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params=asked).json()
    write(tmp_path / "articles", lifts=LIFTS.replace("€18", "€19").replace("€24", "€30"))
    now = client_of(tmp_path / "articles", tmp_path / "data").get(f"/api/v1/answers/{then['receipt']}").json()
    assert now["earlier"] == then["text"] != now["answer"]["text"]


def test_an_answer_of_articles_that_are_no_longer_kept_is_not_told(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    asked = {"q": "How much more does Orsino charge than Harbel?"}
    then = client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params=asked).json()
    for price in ("€19", "€20", "€21"):
        write(tmp_path / "articles", lifts=LIFTS.replace("€18", price))
        client = client_of(tmp_path / "articles", tmp_path / "data")
    now = client.get(f"/api/v1/answers/{then['receipt']}").json()
    assert (now["unchanged"], now["earlier"]) == (False, None)
    assert now["changes"][0]["added"] == ["Harbel charges €21 a day."]


def test_an_edit_elsewhere_leaves_the_answer_unchanged(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    receipt = (
        client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params={"q": QUESTION}).json()["receipt"]
    )
    write(tmp_path / "articles", lifts=LIFTS.replace("1987", "1988"))
    now = client_of(tmp_path / "articles", tmp_path / "data").get(f"/api/v1/answers/{receipt}").json()
    assert (now["unchanged"], now["same_articles"]) == (True, False)
    assert now["changes"][0]["added"] == ["Ada Pell founded Harbel in 1988."]


def test_an_edit_taken_back_is_no_change(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    receipt = (
        client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params={"q": QUESTION}).json()["receipt"]
    )
    write(tmp_path / "articles", lifts=LIFTS.replace("€18", "€19"))
    client_of(tmp_path / "articles", tmp_path / "data")
    write(tmp_path / "articles", lifts=LIFTS)
    now = client_of(tmp_path / "articles", tmp_path / "data").get(f"/api/v1/answers/{receipt}").json()
    assert (now["unchanged"], now["same_articles"], now["changes"]) == (True, True, [])


def test_without_a_record_it_says_that_it_does_not_know(tmp_path: Path) -> None:
    write(tmp_path / "articles", lifts=LIFTS)
    receipt = (
        client_of(tmp_path / "articles", tmp_path / "data").get("/api/v1/ask", params={"q": QUESTION}).json()["receipt"]
    )
    write(tmp_path / "articles", lifts=LIFTS.replace("€18", "€19"))
    now = client_of(tmp_path / "articles", tmp_path / "elsewhere").get(f"/api/v1/answers/{receipt}").json()
    assert (now["unchanged"], now["changes"]) == (False, None)


@pytest.mark.parametrize(
    "receipt",
    ["", "x", "AAAA", "not base64!", base64.urlsafe_b64encode(zlib.compress(b"[2]")).decode(), "a" * 10_000],
)
def test_what_is_no_receipt_is_refused(receipt: str) -> None:
    with pytest.raises(receipts.BadReceipt):
        receipts.read(receipt)


def test_a_receipt_that_unpacks_to_megabytes_is_refused() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b"[" + b" " * 50_000_000)).decode()
    with pytest.raises(receipts.BadReceipt):
        receipts.read(bomb)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    with contextlib.suppress(receipts.BadReceipt):
        assert receipts.read(text).question
