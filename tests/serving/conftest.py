"""A server of the real kind around a small application, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from assistant import server
from assistant.serving.rules import Rules

PATH = "/api/v1/echo"
WAIT = 20.0  # seconds for anything that takes milliseconds on a quiet machine


@dataclass
class Inner:
    """Answers everything: at once, when it is told, with a fault, or with more than anybody reads."""

    go_on: threading.Event = field(default_factory=threading.Event)
    asked: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        if scope["path"].endswith("/fault"):
            raise RuntimeError("broken on purpose at /home/somebody")
        if scope["path"].endswith("/slow"):
            while not self.go_on.is_set():
                await asyncio.sleep(0.01)
        size = 50_000_000 if scope["path"].endswith("/large") else 5
        message = await receive()
        text = "x" * size if scope["method"] == "GET" else f"{len(message.get('body', b''))} bytes"
        await PlainTextResponse(text)(scope, receive, send)


@dataclass
class Running:
    """A server, its address, and what is inside."""

    port: int
    inner: Inner
    server: uvicorn.Server

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=WAIT)

    def say(self, text: str) -> bytes:
        """Send bytes as they are and return everything that comes back until the server closes."""
        with self.connect() as line:
            line.sendall(text.encode("latin-1"))
            return heard(line)

    def get(self, path: str = PATH, *lines: str, method: str = "GET", body: str = "") -> Reply:
        head = [f"{method} {path} HTTP/1.1", "connection: close", *lines]
        if not any(line.lower().startswith("host:") for line in lines):
            head.append(f"host: 127.0.0.1:{self.port}")
        if body:
            head.append(f"content-length: {len(body)}")
        return Reply.of(self.say("\r\n".join(head) + "\r\n\r\n" + body))


@dataclass
class Reply:
    """A response as it came over the wire."""

    status: int
    headers: dict[str, str]
    text: str

    @classmethod
    def of(cls, raw: bytes) -> Reply:
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in rest)
        return cls(int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body.decode("latin-1"))


def heard(line: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionResetError):
        while part := line.recv(65_536):
            found += part
    return found


@pytest.fixture
def serve() -> Iterator[Callable[..., Running]]:
    """Start a server with some rules; it is stopped when the test ends."""
    started: list[tuple[Running, threading.Thread]] = []

    def start(origins: tuple[str, ...] = (), **rules: object) -> Running:
        inner, ready = Inner(), threading.Event()
        app = server.new_app(origins, Rules(**rules))  # type: ignore[arg-type]
        app.mount("/", inner)
        listener = server.listen("127.0.0.1", 0)
        made = server.prepared(app, ready.set)
        thread = threading.Thread(target=made.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        assert ready.wait(WAIT)
        started.append((Running(listener.getsockname()[1], inner, made), thread))
        return started[-1][0]

    yield start
    for running, thread in started:
        running.inner.go_on.set()
        running.server.should_exit = True
        thread.join(WAIT)
        assert not thread.is_alive()
