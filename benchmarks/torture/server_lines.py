"""Requests at fixed times, each on a line of its own, sent for little: generator and server share the processors.

A stream of asyncio costs a millisecond for each request, which is as much as the server has for one.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

GIVE_UP = 30.0  # seconds after which a request counts as failed
_AT_A_STROKE = 8  # sent between two looks at what came back, where it is late
_LOOK = 1.0  # seconds between two looks at who waits for too long


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request: status 0 is a connection that broke, -1 one that said nothing in time, -2 none at all."""

    status: int
    seconds: float
    at: float  # when it was sent
    head: bytes = b""
    body: bytes = b""


@dataclass(slots=True, eq=False)
class _Line:
    line: socket.socket
    request: bytes  # as far as it is not sent
    at: float
    heard: list[bytes] = field(default_factory=list)


def request(path: str, reader: int) -> bytes:
    """Return a request of a reader of an address of its own, after which the line is closed."""
    address = f"10.{reader >> 16 & 255}.{reader >> 8 & 255}.{reader & 255}"
    lines = (f"GET {path} HTTP/1.1", "host: 127.0.0.1", f"x-forwarded-for: {address}", "connection: close", "", "")
    return "\r\n".join(lines).encode()


def reply(raw: bytes, at: float) -> Reply:
    """Return what was heard on a line that is closed."""
    head, _, body = raw.partition(b"\r\n\r\n")
    status = int(head[9:12]) if head[9:12].isdigit() else 0
    return Reply(status, time.perf_counter() - at, at, head, body)


class Lines:
    """The lines that are open, to be used by one thread."""

    def __init__(self, port: int) -> None:
        self.replies: list[Reply] = []
        self._port = port
        self._waiting = selectors.DefaultSelector()

    def send(self, requests: Iterator[bytes], rate: float, count: int) -> None:
        """Send so many requests, so many a second whatever becomes of them, and wait for what comes back."""
        begun = looked = time.perf_counter()
        sent = 0
        while sent < count or self._waiting.get_map():
            now = time.perf_counter()
            due = min(count, int((now - begun) * rate) + 1) if sent < count else sent
            for _ in range(min(_AT_A_STROKE, due - sent)):
                self._ask(next(requests))
                sent += 1
            wait = begun + sent / rate - time.perf_counter() if sent < count else _LOOK
            for key, _ in self._waiting.select(max(0.0, wait)):
                self._go_on(key.data)
            if now - looked > _LOOK:
                looked = now
                self._give_up(now - GIVE_UP)
        self._waiting.close()

    def _ask(self, request: bytes) -> None:
        at = time.perf_counter()
        line = socket.socket()
        line.setblocking(False)
        line.connect_ex(("127.0.0.1", self._port))  # what is wrong with it is told when it is used
        one = _Line(line, request, at)
        self._waiting.register(line, selectors.EVENT_READ, one)
        self._say(one)

    def _go_on(self, one: _Line) -> None:
        if one.request:
            self._say(one)
            return
        try:
            while part := one.line.recv(65_536):
                one.heard.append(part)
        except BlockingIOError:
            return
        except OSError:
            self._end(one, Reply(0, time.perf_counter() - one.at, one.at))
            return
        self._end(one, reply(b"".join(one.heard), one.at))

    def _say(self, one: _Line) -> None:
        try:
            one.request = one.request[one.line.send(one.request) :]
        except BlockingIOError:
            pass
        except OSError as error:
            status = -2 if isinstance(error, ConnectionRefusedError) else 0
            self._end(one, Reply(status, time.perf_counter() - one.at, one.at))
            return
        wanted = selectors.EVENT_WRITE if one.request else selectors.EVENT_READ
        if self._waiting.get_key(one.line).events != wanted:
            self._waiting.modify(one.line, wanted, one)

    def _end(self, one: _Line, found: Reply) -> None:
        self._waiting.unregister(one.line)
        one.line.close()
        self.replies.append(found)

    def _give_up(self, before: float) -> None:
        for key in list(self._waiting.get_map().values()):
            if key.data.at < before:
                self._end(key.data, Reply(-1, time.perf_counter() - key.data.at, key.data.at))
