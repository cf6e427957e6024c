"""Who says nothing, half a request or reads nothing keeps nobody else out, and is parted from in time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from assistant.serving import protocol
from tests.serving.conftest import PATH, Reply, Running, heard

Serve = Callable[..., Running]
HALVES = {
    "nothing": "",
    "half a head": f"GET {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-more: ",
    "half a body": f"POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n12345",
    "half a chunk": f"POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\n12",
}


@pytest.mark.parametrize("half", HALVES)
def test_bad_input_35_half_a_request_is_given_up(serve: Serve, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "RECEIVE", 0.3)
    running = serve()
    begun = time.monotonic()
    found = running.say(HALVES[half])
    assert 0.2 < time.monotonic() - begun < 5
    if half == "nothing":
        assert found == b""
    else:
        assert Reply.of(found).status == 408
        assert "content-security-policy" in Reply.of(found).headers
    assert running.inner.asked == 0


def test_a_trickle_is_given_up_as_well(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "RECEIVE", 0.5)
    running = serve()
    begun = time.monotonic()
    with running.connect() as line:
        line.settimeout(0.05)
        while time.monotonic() - begun < 10:
            try:
                line.sendall(b"G")
                if line.recv(1_000):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
    assert time.monotonic() - begun < 5


def test_a_second_half_request_on_a_line_is_given_up(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "RECEIVE", 0.3)
    running = serve()
    found = running.say(f"GET {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nGET {PATH} HTTP/1.1\r\nho")
    assert found.startswith(b"HTTP/1.1 200")
    assert b"HTTP/1.1 408" in found


def test_an_answer_may_take_longer_than_a_request(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "RECEIVE", 0.2)
    running = serve()
    with running.connect() as line:
        line.sendall(f"GET {PATH}/slow HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode())
        time.sleep(0.6)
        running.inner.go_on.set()
        assert Reply.of(heard(line)).status == 200


def test_bad_input_35_what_nobody_reads_is_given_up(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "SEND", 0.3)
    running = serve(at_once=1)
    with running.connect() as line:
        line.sendall(f"GET {PATH}/large HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
        end = time.monotonic() + 15
        while running.inner.asked < 1 and time.monotonic() < end:
            time.sleep(0.01)
        assert running.get().status == 200, "the only slot is free for others meanwhile"
        while running.server.server_state.connections and time.monotonic() < end:
            time.sleep(0.05)
        assert not running.server.server_state.connections


def test_half_sent_requests_make_room_for_whole_ones(serve: Serve) -> None:
    running = serve(connections=20)
    lines = [running.connect() for _ in range(60)]
    for line in lines:
        line.sendall(HALVES["half a head"].encode())
    assert [running.get().status for _ in range(20)] == [200] * 20
    assert len(running.server.server_state.connections) <= 21
    for line in lines:
        line.close()


def test_no_request_at_all_is_told_so_without_more(serve: Serve) -> None:
    found = Reply.of(serve().say("\x16\x03\x01 nonsense\r\n\r\n"))
    assert (found.status, found.headers["content-type"]) == (400, "application/problem+json")
    assert "Traceback" not in found.text
