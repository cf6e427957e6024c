"""Requests that no browser sends, as they come over the wire: each row of the table of bad inputs by its number."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable

import pytest

from tests.serving.conftest import PATH, WAIT, Running, heard

Serve = Callable[..., Running]


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        (["content-length: 104857600"], {413}),
        (["content-length: 99999999999999999999999"], {400, 413}),
        (["content-length: -5"], {400}),
        (["content-length: 5", "content-length: 6"], {400}),
        (["content-length: +5"], {400}),
        (["content-length: 5", "transfer-encoding: chunked"], {400}),
    ],
)
def test_bad_input_32_a_length_that_is_too_large_or_none(serve: Serve, lines: list[str], statuses: set[int]) -> None:
    """Refused before a byte of the body is there."""
    running = serve()
    begun = time.monotonic()
    assert running.get(PATH, *lines, method="POST").status in statuses
    assert time.monotonic() - begun < 5
    assert running.inner.asked == 0


def test_bad_input_32_a_body_without_a_length_that_goes_on_and_on(serve: Serve) -> None:
    running = serve()
    with running.connect() as line:
        line.sendall(f"POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n".encode())
        sent = 0
        try:
            for _ in range(1_000):
                line.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")
                sent += 65_536
                if b"413" in _waiting(line):
                    break
        except OSError:
            pass
    assert sent < 20_000_000
    assert running.inner.asked == 0


def _waiting(line: socket.socket) -> bytes:
    line.settimeout(0.02)
    try:
        return line.recv(4_096)
    except TimeoutError:
        return b""
    finally:
        line.settimeout(WAIT)


@pytest.mark.parametrize(
    ("method", "path", "lines"),
    [
        ("GET", "//evil.example/", []),
        ("GET", "//evil.example", []),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", []),
        ("GET", "/assets/%2e%2e/%2e%2e/etc/passwd", []),
        ("GET", "/..%2f..%2fetc/passwd", []),
        ("GET", "/gradio_api/file=/etc/passwd", []),
        ("GET", "/", ["host: evil.example"]),
        ("GET", "/", ["host: "]),
        ("GET", "/healthz", ["range: bytes=" + ",".join(["0-"] * 5_000)]),
        ("GET", PATH, ["x-long: " + "x" * 200_000]),
        ("GET", "/" + "x" * 200_000, []),
        ("TRACE", "/nowhere", []),
        ("CONNECT", "evil.example:443", []),
        ("GET", "http://evil.example/", []),
        ("G\x00T", "/", []),
    ],
)
def test_bad_input_34_odd_requests_lead_nowhere(serve: Serve, method: str, path: str, lines: list[str]) -> None:
    from assistant.serving.rules import hosts_of

    running = serve(hosts=hosts_of([], "127.0.0.1"))
    begun = time.monotonic()
    found = running.get(path, *lines, method=method)
    assert time.monotonic() - begun < 5
    assert found.status in (200, 400, 404, 405, 416)
    assert found.status != 200 or path == "/healthz"
    assert "evil" not in found.headers.get("location", "")
    assert "root:" not in found.text
    assert "content-security-policy" in found.headers


def test_bad_input_35_who_goes_away_while_waiting_is_not_worked_for(serve: Serve) -> None:
    running = serve(at_once=1, waiting=8, patience=30.0)
    request = f"GET {PATH}/slow HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode()
    first = running.connect()
    first.sendall(request)
    end = time.monotonic() + WAIT
    while running.inner.asked < 1 and time.monotonic() < end:
        time.sleep(0.01)
    for _ in range(5):
        with running.connect() as line:
            line.sendall(request)
            time.sleep(0.05)
    last = running.connect()
    last.sendall(request)
    time.sleep(0.2)
    running.inner.go_on.set()
    assert heard(first).startswith(b"HTTP/1.1 200")
    assert heard(last).startswith(b"HTTP/1.1 200")
    assert running.inner.asked == 2
    first.close()
    last.close()


def test_bad_input_36_feedback_by_the_thousand_is_put_off(serve: Serve) -> None:
    from ipaddress import ip_network

    running = serve(proxies=(ip_network("127.0.0.0/8"),))
    found: list[int] = []

    def send() -> None:
        for _ in range(25):
            reply = running.get("/api/v1/feedback", "x-forwarded-for: 192.0.2.7", method="POST", body="{}")
            found.append(reply.status)
            if reply.status == 429:
                assert json.loads(reply.text)["code"] == "too_often"

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert set(found) == {200, 429}
    assert found.count(200) < 40
