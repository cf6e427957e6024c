"""A newly published index is taken up while it is asked, whole or not at all."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import server
from assistant.api import app as api
from assistant.api import current as module
from assistant.api.current import Current
from assistant.api.service import Service
from assistant.pipeline import Assistant
from index.update import update
from tests.api.conftest import LIFTS, write

ASK = {"q": "What does Harbel charge a day?"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "articles", lifts=LIFTS)
    return tmp_path / "articles"


@pytest.fixture
def current(folder: Path, tmp_path: Path) -> Current:
    return Current(Service(Assistant.open(folder, tmp_path / "data")))


def edit(folder: Path, data: Path, price: str) -> str:
    write(folder, lifts=LIFTS.replace("€18", price))
    return update(folder, data).generation


def test_bad_input_37_the_next_answer_is_of_what_is_published(current: Current, folder: Path, tmp_path: Path) -> None:
    app = server.new_app()
    api.mount(app, current)
    before = current()
    with TestClient(app) as client:
        old = client.get("/api/v1/ask", params=ASK)
        assert not current.renew()
        generation = edit(folder, tmp_path / "data", "€19")
        assert current.renew()
        new = client.get("/api/v1/ask", params=ASK, headers={"if-none-match": old.headers["etag"]})
    assert "€18" in old.json()["text"]
    assert "€19" in new.json()["text"]
    assert new.json()["generation"] == generation
    assert "€18" in before.ask(ASK["q"]).text, "whoever is at it goes on with what it began with"


def test_the_model_is_in_memory_once(current: Current, folder: Path, tmp_path: Path) -> None:
    encoder = current().assistant.index.encoder
    edit(folder, tmp_path / "data", "€19")
    assert current.renew()
    assert current().assistant.index.encoder is encoder


def test_what_cannot_be_opened_changes_nothing(
    current: Current, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = current().assistant.library
    assert library is not None
    serving = current()
    edit(folder, tmp_path / "data", "€19")
    newest = library / "generations" / (library / "CURRENT").read_text(encoding="ascii").strip()
    for file in newest.glob("manifest.json"):
        file.write_text("{}", encoding="ascii")
    assert [current.renew() for _ in range(3)] == [False] * 3
    assert current() is serving
    edit(folder, tmp_path / "data", "€20")
    assert current.renew()


def test_it_looks_by_itself(current: Current, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK", 0.02)
    current.watch()
    generation = edit(folder, tmp_path / "data", "€19")
    end = time.monotonic() + 30
    while current().generation != generation and time.monotonic() < end:
        time.sleep(0.02)
    current.close()
    assert current().generation == generation
    assert threading.active_count() < 50
