"""A server is alive before it is ready, and says what kept it from becoming so."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import AsyncIterator, Callable

import pytest
from fastapi import FastAPI

from assistant import server
from assistant.serving.starting import Starting
from tests.serving.conftest import PATH, WAIT, Inner, Running


def started(opening: Callable[[], FastAPI], ready: Callable[[], None]) -> tuple[Running, threading.Thread]:
    listener, up = server.listen("127.0.0.1", 0), threading.Event()
    made = server.prepared(Starting(opening, ready), up.set)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    assert up.wait(WAIT)
    return Running(listener.getsockname()[1], Inner(), made), thread


def test_bad_input_37_it_is_alive_then_ready_and_lives_with_its_application() -> None:
    go_on, ready, ended = threading.Event(), threading.Event(), threading.Event()

    @contextlib.asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        ended.set()

    def opening() -> FastAPI:
        go_on.wait(WAIT)
        app = server.new_app()
        app.router.lifespan_context = life
        app.mount("/", Inner())
        return app

    running, thread = started(opening, ready.set)
    assert running.get("/healthz").status == 200
    for path in ("/readyz", PATH):
        found = running.get(path)
        assert (found.status, json.loads(found.text)["code"], found.headers["retry-after"]) == (503, "unavailable", "5")
        assert "content-security-policy" in found.headers
    page = running.get("/?a=1", "accept: text/html,application/xhtml+xml")
    assert (page.status, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert page.headers["retry-after"] == "2"
    assert '<meta http-equiv="refresh" content="2">' in page.text
    assert "<script" not in page.text
    assert "content-security-policy" in page.headers
    assert running.get(PATH, "accept: text/html").headers["content-type"] == "application/problem+json"
    go_on.set()
    assert ready.wait(WAIT)
    assert [running.get(path).status for path in ("/healthz", "/readyz", PATH)] == [200] * 3
    running.server.handle_exit(15, None)
    thread.join(WAIT)
    assert ended.is_set()


def test_what_cannot_be_opened_ends_the_server_with_its_reason() -> None:
    def opening() -> FastAPI:
        raise LookupError("no articles")

    with pytest.raises(LookupError, match="no articles"):
        server.open_and_run(opening, server.listen("127.0.0.1", 0), lambda: None)


def test_a_stop_does_not_wait_for_the_opening() -> None:
    go_on = threading.Event()

    def opening() -> FastAPI:
        go_on.wait(WAIT)
        return server.new_app()

    running, thread = started(opening, lambda: None)
    running.server.handle_exit(15, None)
    thread.join(5)
    assert not thread.is_alive()
    go_on.set()
