"""The web server around the chat page: a free port, an allow-list of routes, headers, and a clean stop.

What the page shows belongs in `ui.py`. Gradio opens far more routes than a page needs (uploads of any size, a proxy,
calls that skip the queue); what is not listed here does not exist for a visitor.
"""

from __future__ import annotations

import errno
import logging
import re
import socket
from collections.abc import Callable, MutableMapping
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What a browser asks for between opening the page and reading an answer, found by recording it.
_ROUTES = re.compile(
    r"/(?:$|config/?$|theme\.css$|favicon\.ico$|manifest\.json$|robots\.txt$|(?:assets|static|svelte)/"
    r"|gradio_api/(?:run/predict/?$|app_id/?$|heartbeat/|component_server/?$|startup-events|reset/?$|info/?$))"
)
_BODY_LIMIT = 256 * 1024  # bytes; a question has 2,000 characters, a request with all its framing a few kilobytes
_PORTS = 20  # tried in a row before giving up
_AT_ONCE = 64  # requests that calculate; beyond it a visitor is told to come back, and those inside are served
_STOP_AFTER = 1  # seconds for answers under way; the heartbeat of an open page would hold the process for ever
_HEADERS = {
    # Gradio's page needs inline scripts, styles and compiled templates; nothing needs another host.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


class NoFreePort(OSError):
    """No port of the range could be taken."""


def new_app() -> FastAPI:
    """Return an application with the gates in place; the page is mounted into it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=_BODY_LIMIT)
    # Without this one Gradio would answer every origin that asks, credentials allowed.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(_Gate)
    return app


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket at the port or the next free one; port 0 takes any.

    Raises `NoFreePort` where none of the twenty ports is free, `OSError` where the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + _PORTS, 65536)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise OSError(
                    error.errno, f"Cannot serve at {host}: {error.strerror}. Try --host 127.0.0.1."
                ) from error
        else:
            return listener
    raise NoFreePort(f"No free port from {port} to {port + _PORTS - 1} at {host}. Name another one with --port.")


def address(listener: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def run(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `ready` is called once requests are answered."""
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=_STOP_AFTER, server_header=False)
    try:
        _Server(config, ready).run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # uvicorn hands the signal on once it has stopped; stopping was the point
    finally:
        listener.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # An open page holds a heartbeat that never ends by itself; that it is cut off now is no fault to report.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets=sockets)


class _Gate:
    """Answers 404 outside the allow-list, 503 when too much is under way, and adds the headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message)
            await send(message)

        if not _ROUTES.match(scope["path"]) or ".." in scope["path"]:
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send_with_headers)
        elif scope["method"] != "POST":
            await self.app(scope, receive, send_with_headers)
        elif self.under_way >= _AT_ONCE:
            busy = PlainTextResponse("Too many questions at once", status_code=503, headers={"retry-after": "2"})
            await busy(scope, receive, send_with_headers)
        else:
            self.under_way += 1
            try:
                await self.app(scope, receive, send_with_headers)
            finally:
                self.under_way -= 1


def _add_headers(message: MutableMapping[str, Any]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in _HEADERS.items():
        headers[name] = value
