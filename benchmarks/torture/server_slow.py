"""Hundreds who send half a request or read nothing, beside a few who just ask."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator

from benchmarks.torture.server_load import SMALL, asked, closed_loop, counted, quantile
from benchmarks.torture.server_process import Chat, questions
from benchmarks.torture.types import Outcome, Run

_READERS = 4
_APART = 0.05  # seconds between two responses that are asked for and not read: a crowd is another part's matter
_CLOSED_WITHIN = 15.0  # seconds
_HALVES = (
    b"",
    b"GET /api/v1/documents HTTP/1.1\r\nhost: 127.0.0.1\r\nx-more: ",
    b"POST /api/v1/ask HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{",
    b"POST /gradio_api/run/predict HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{",
)
_UNREAD = ("/gradio_api/heartbeat/unread", "/api/v1/figures?limit=100000", "/")


def run(run: Run, chat: Chat) -> Iterator[Outcome]:
    """Hold lines open for longer than the server bears, and ask meanwhile."""
    halves, unread = run.many(100, 500, 500), run.many(30, 200, 200)
    seconds = run.many(8, 40, 60)
    before = asyncio.run(closed_loop(chat.port, asked(questions(), run.seed + 1), _READERS, 3, 0.2))
    lines = [_line(chat.port, _HALVES[number % len(_HALVES)]) for number in range(halves)]
    streams = []
    for number in range(unread):
        streams.append(_line(chat.port, _request(_UNREAD[number % len(_UNREAD)])))
        time.sleep(_APART)
    begun = time.monotonic()
    beside = asyncio.run(closed_loop(chat.port, asked(questions(), run.seed + 2), _READERS, seconds, 0.2))
    failed = [reply for reply in beside if reply.status != 200]
    slow, usual = (quantile((one.seconds for one in found), 0.99) for found in (beside, before))
    yield Outcome(
        f"readers beside {halves} half-sent requests and {unread} unread responses are all answered",
        len(beside), len(failed), f"{counted(beside)}; p99 {slow * 1000:.0f} ms, without them {usual * 1000:.0f} ms",
        tuple(f"status {reply.status} after {reply.seconds:.2f} s" for reply in failed[:5]),
    )  # fmt: skip
    time.sleep(max(0.0, _CLOSED_WITHIN - (time.monotonic() - begun)))
    alive = [line for line in lines if _is_open(line)]
    yield Outcome(
        f"a half-sent request is closed within {_CLOSED_WITHIN:.0f} s", len(lines), len(alive),
        f"the server has {chat.uses()[1]} files open",
    )  # fmt: skip
    for line in (*lines, *streams):
        line.close()


def _line(port: int, sent: bytes) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
    line.settimeout(10)
    line.connect(("127.0.0.1", port))
    line.sendall(sent)
    return line


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()


def _is_open(line: socket.socket) -> bool:
    line.settimeout(0.01)
    try:
        while line.recv(65_536):
            pass
    except TimeoutError:
        return True
    except OSError:
        pass
    return False
