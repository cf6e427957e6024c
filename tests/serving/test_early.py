"""What is refused at the door while all are busy, in the words of the gate; everything else goes through the gate."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from assistant.serving.early import Door, Early
from assistant.serving.envelope import headers
from assistant.serving.limits import Slots
from assistant.serving.rules import Rules, hosts_of
from assistant.serving.traffic import Traffic
from tests.serving.conftest import PATH, WAIT, Reply, Running, heard

Serve = Callable[..., Running]
HOST = "host: 127.0.0.1\r\n"
SITE = "https://news.example"


@contextlib.contextmanager
def full(running: Running) -> Iterator[None]:
    """Let an answer take the only slot."""
    slow = threading.Thread(target=running.get, args=(f"{PATH}/slow",))
    slow.start()
    end = time.monotonic() + WAIT
    while running.inner.asked < 1:
        assert time.monotonic() < end
        time.sleep(0.01)
    yield
    running.inner.go_on.set()
    slow.join(WAIT)


def test_a_plain_request_is_refused_at_the_door_in_the_words_of_the_gate(serve: Serve) -> None:
    running = serve((SITE,), at_once=1, waiting=0)
    with full(running):
        taken_up = running.server.server_state.total_requests
        early = running.get(f"{PATH}?q=x")
        assert running.server.server_state.total_requests == taken_up
        late = running.get(f"{PATH}?q=x", "origin: https://other.example")
        assert running.server.server_state.total_requests == taken_up + 1
    assert early.status == late.status == 429
    told, usual = json.loads(early.text), json.loads(late.text)
    assert told.pop("request_id") == early.headers["x-request-id"] != usual.pop("request_id")
    assert told == usual
    assert "date" in early.headers
    for name in late.headers.keys() - {"date", "x-request-id", "vary", "access-control-expose-headers"}:
        assert early.headers[name] == late.headers[name], name
    assert running.inner.asked == 1
    assert running.get().status == 200


def test_who_speaks_late_or_again_on_a_line_is_refused_as_early(serve: Serve) -> None:
    running = serve(at_once=1, waiting=0)
    with running.connect() as line, running.connect() as late, full(running):
        taken_up = running.server.server_state.total_requests
        line.sendall(f"GET /healthz HTTP/1.1\r\n{HOST}\r\n".encode())
        assert line.recv(65_536).startswith(b"HTTP/1.1 200")
        for one in (line, late):
            one.sendall(f"GET {PATH} HTTP/1.1\r\n{HOST}\r\n".encode())
            assert Reply.of(heard(one)).status == 429
        assert running.server.server_state.total_requests == taken_up + 1


@pytest.mark.parametrize(
    "request_",
    [
        "GET /healthz HTTP/1.1\r\n" + HOST + "\r\n", "GET / HTTP/1.1\r\n" + HOST + "\r\n",
        "POST /gradio_api/run/predict HTTP/1.1\r\n" + HOST + "\r\n", f"GET {PATH} HTTP/1.0\r\n{HOST}\r\n",
        f"GET {PATH} HTTP/1.1\r\n{HOST}", f"GET {PATH} HTTP/1.1\r\n\r\n", f"GET {PATH} HTTP/1.1\r\n{HOST}{HOST}\r\n",
        f"GET {PATH} HTTP/1.1\r\nhost: evil.example\r\n\r\n", f"GET {PATH} HTTP/1.1\r\n{HOST}Origin: {SITE}\r\n\r\n",
        f"POST {PATH} HTTP/1.1\r\n{HOST}content-length: 3\r\n\r\n{{}}",
        f"POST {PATH} HTTP/1.1\r\n{HOST}content-length: 1\r\n\r\n{{}}",
        f"POST {PATH} HTTP/1.1\r\n{HOST}content-length: +2\r\n\r\n{{}}",
        f"POST {PATH} HTTP/1.1\r\n{HOST}content-length: 2\r\nContent-Length: 2\r\n\r\n{{}}",
        f"GET {PATH} HTTP/1.1\r\n{HOST}content-length: 1\r\n\r\n", f"GET {PATH} HTTP/1.1\r\n{HOST}a b: c\r\n\r\n",
        f"GET {PATH} HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n", f"GET {PATH} HTTP/1.1\r\n{HOST}\r\nG",
        f"GET {PATH} HTTP/1.1\r\n{HOST}a: b\r\n c\r\n\r\n", f"GET {PATH}\x00 HTTP/1.1\r\n{HOST}\r\n",
        f"GET {PATH} HTTP/1.1\r\n{HOST}" + "x-long: y\r\n" * 1_000 + "\r\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_goes_the_whole_way(request_: str) -> None:
    early = Early(Rules(hosts=hosts_of([], "127.0.0.1")), Traffic, headers())
    assert early.refusal(request_.encode("latin-1")) is None
    for whole in ("", "content-length: 2\r\n\r\n{}"):
        told = early.refusal(f"POST {PATH} HTTP/1.1\r\n{HOST}{whole or chr(13) + chr(10)}".encode())
        assert told is not None
        assert told.startswith(b"HTTP/1.1 429")
    assert early.refusal(f"GET {PATH}?q=%20 HTTP/1.1\r\nHOST: LOCALHOST:80\r\naccept: */*\r\n\r\n".encode())


def test_a_request_is_judged_in_linear_time() -> None:
    early = Early(Rules(), Traffic, headers())
    begun = time.perf_counter()
    for odd in (b"x: " + b" " * 8_000, b"host:" * 1_600, b"a:\r\n" * 2_000, b"host: " + b"x" * 8_000):
        assert early.refusal(b"GET /api/ HTTP/1.1\r\n" + odd + b"\n") is None
    assert time.perf_counter() - begun < 0.5


def test_a_door_gives_way_to_those_who_are_answered() -> None:
    """However many are refused, the server's loop goes on; who goes away meanwhile does no harm."""
    import socket

    traffic = Traffic(slots=Slots(Rules(at_once=0, waiting=0)))
    early = Early(Rules(), lambda: traffic, headers())
    with Door(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.bind(("127.0.0.1", 0))
        door.listen(200)
        door.setblocking(False)
        door.early = early
        lines = [socket.create_connection(door.getsockname()) for _ in range(70)]
        for line in lines[1:]:
            line.sendall(f"GET {PATH} HTTP/1.1\r\n{HOST}\r\n".encode())
        with door.accept()[0] as silent:  # it may say something else yet
            assert silent.getpeername() == lines[0].getsockname()
        with pytest.raises(BlockingIOError):  # which is heard before the next one is let in
            door.accept()
        lines[1].close()
        with pytest.raises(BlockingIOError):
            door.accept()
        lines[-1].setblocking(False)
        with pytest.raises(BlockingIOError):
            lines[-1].recv(1)
        with pytest.raises(BlockingIOError):
            door.accept()
        assert all(Reply.of(heard(line)).status == 429 for line in lines[2:])
        for line in lines:
            line.close()


def test_no_more_are_let_in_at_a_stroke_than_there_is_room_for() -> None:
    now = 0.0
    slots = Slots(Rules(at_once=2, waiting=1), lambda: now)
    early = Early(Rules(), lambda: Traffic(slots=slots), headers())
    request = f"GET {PATH} HTTP/1.1\r\n{HOST}\r\n".encode()
    assert [early.heard(request) is None for _ in range(5)] == [True] * 3 + [False] * 2
    assert early.heard(b"GET / HTTP/1.1\r\n") is None, "what is not plain is not counted"
    slots.arrived()
    assert [early.heard(request) is None for _ in range(2)] == [True, False]
    now = 1.0  # who has not arrived by now never will
    assert early.heard(request) is None
