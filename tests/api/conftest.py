"""The API over one small library, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant import server
from assistant.api import app as api
from assistant.api.service import Service
from assistant.pipeline import Assistant

LIFTS = """# Two Lifts Race Up the Valley

## The race

The Harbel lift carried 4,200 guests within its first 30 days. The Orsino lift took 61 days to reach 2,000 guests.
Harbel charges €18 a day. Orsino charges €24 a day.

## The owners

Ada Pell founded Harbel in 1987.
"""
CAMELS = """# The Camel Dairy

The dairy of Tamsin Rooke sold 900 litres of camel milk in May 2024. It employs 14 people.
"""
HOST = "https://news.example"


def write(folder: Path, **articles: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def app_of(service: Service) -> FastAPI:
    app = server.new_app((HOST,))
    api.mount(app, lambda: service)
    return app


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("articles")
    write(folder, lifts=LIFTS, camels=CAMELS)
    return Service(Assistant.open(folder, tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(app_of(service), raise_server_exceptions=False) as client:
        yield client
