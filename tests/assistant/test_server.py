"""What a visitor can reach, what each response says, and which port is taken."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from assistant import server
from assistant.serving.rules import Rules


def call(
    path: str, method: str = "GET", *, origin: str = "", body: bytes = b"", rules: Rules | None = None
) -> tuple[int, dict[str, str]]:
    """Ask an application that answers 200 to everything; return status and headers."""
    app = server.new_app(rules=rules)

    async def inner(scope: object, receive: object, send: object) -> None:
        await PlainTextResponse("inner")(scope, receive, send)  # type: ignore[arg-type]

    app.mount("/", inner)
    sent: list[Message] = []
    headers = [(b"content-length", str(len(body)).encode())] + ([(b"origin", origin.encode())] if origin else [])

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
        "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": b"", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    return start["status"], {name.decode().lower(): value.decode() for name, value in start["headers"]}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/config",
        "/theme.css",
        "/assets/a/b.js",
        "/gradio_api/run/predict",
        "/gradio_api/app_id",
        "/gradio_api/heartbeat/abc",
    ],
)
def test_what_the_page_needs_is_there(path: str) -> None:
    assert call(path)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload", "/gradio_api/run/ask", "/gradio_api/queue/join",
        "/gradio_api/queue/data", "/gradio_api/api/predict", "/gradio_api/call/ask",
        "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://x", "/proxy=http://x", "/pwa_icon/40000",
        "/monitoring", "/gradio_api/runs", "/gradio_api/openapi.json", "/docs", "/openapi.json", "/login",
        "//gradio_api/upload", "/assets", "/config/../gradio_api/upload", "/assets/../gradio_api/upload",
        "/gradio_api/run/predict/x", "",
    ],
)  # fmt: skip
def test_everything_else_is_not_there(path: str) -> None:
    assert call(path)[0] == 404


@pytest.mark.parametrize("path", ["/", "/gradio_api/upload"])
def test_every_response_forbids_other_hosts(path: str) -> None:
    headers = call(path)[1]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_other_origin_may_read() -> None:
    headers = call("/config", origin="http://elsewhere.example")[1]
    assert "access-control-allow-origin" not in headers
    assert "access-control-allow-credentials" not in headers


def test_a_body_of_megabytes_is_refused() -> None:
    assert call("/gradio_api/run/predict", "POST", body=b"x" * 1_000_000)[0] == 413


def test_more_than_can_be_answered_is_told_to_come_back() -> None:
    full = Rules(at_once=0, waiting=0)
    status, headers = call("/gradio_api/run/predict", "POST", rules=full)
    assert (status, headers["retry-after"]) == (429, "2")
    assert call("/", rules=full)[0] == 200


@pytest.fixture
def taken() -> Iterator[int]:
    """A port in use whose successor is free more often than not."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_busy_port_gives_the_next_free_one(taken: int) -> None:
    with server.listen("127.0.0.1", taken) as listener:
        assert taken < listener.getsockname()[1] < taken + 20
        assert server.address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_an_address_of_another_machine_is_one_sentence() -> None:
    with pytest.raises(OSError, match=r"Cannot serve at 192\.0\.2\.1"):
        server.listen("192.0.2.1", 7860)


def test_a_range_without_a_free_port_is_one_sentence(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_PORTS", 1)
    with pytest.raises(server.NoFreePort, match="--port"):
        server.listen("127.0.0.1", taken)


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "http://127.0.0.1:"), ("127.0.0.1", "http://127.0.0.1:")])
def test_the_address_can_be_opened_on_this_machine(host: str, shown: str) -> None:
    with server.listen(host, 0) as listener:
        assert server.address(listener).startswith(shown)
