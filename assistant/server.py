"""The web server around the chat page: a free port, an allow-list of routes, headers, and a clean stop.

What the page shows belongs in `ui.py`. Gradio opens far more routes than a page needs (uploads of any size, a proxy,
calls that skip the queue); what is not listed here does not exist for a visitor.
"""

from __future__ import annotations

import errno
import logging
import re
import socket
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.widget import widget_routes

# What a browser asks for between opening the page and reading an answer, found by recording it.
_ROUTES = re.compile(
    r"/(?:api/|mcp$|$|config/?$|theme\.css$|favicon\.ico$|manifest\.json$|widget\.js$|robots\.txt$|(?:assets|static|svelte)/"
    r"|gradio_api/(?:run/predict/?$|app_id/?$|heartbeat/|component_server/?$|startup-events|reset/?$|info/?$))"
)
_BODY_LIMIT = 256 * 1024  # bytes; a question has 2,000 characters, a request with all its framing a few kilobytes
_WORTH_PACKING = 2_048  # bytes: the page with its article is four times as long unpacked
_PREFLIGHT = 24 * 3600  # seconds that a browser remembers that it may ask
_PORTS = 20  # tried in a row before giving up
_AT_ONCE = 64  # requests that calculate; beyond it a visitor is told to come back, and those inside are served
_STOP_AFTER = 1  # seconds for answers under way; the heartbeat of an open page would hold the process for ever
# Gradio's page needs inline scripts, styles and compiled templates; nothing needs another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_API = "/api/"
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?")


class NoFreePort(OSError):
    """No port of the range could be taken."""


class BadOrigin(ValueError):
    """A text that is no origin of a web site; the message is one sentence."""


def origins_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the origins that may read and frame, as browsers name them. Raises BadOrigin."""
    found = tuple(text.strip().rstrip("/").lower() for text in texts if text.strip())
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            raise BadOrigin(f'"{origin[:80]}" is no origin; write scheme and host alone, like https://news.example.')
    return tuple(dict.fromkeys(found))


def new_app(origins: Sequence[str] = ()) -> FastAPI:
    """Return an application with the gates in place and the widget; page and API are mounted into it.

    Pages of the `origins` may read the API and frame the page; those of other hosts can do neither.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=_BODY_LIMIT)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING)
    app.add_middleware(_Gate, origins=tuple(origins))
    # Outermost, so that a refusal of the gate can be read as well. Without this one Gradio would answer every origin
    # that asks, credentials allowed.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type", "if-none-match"],
        expose_headers=["etag", "retry-after"],
        max_age=_PREFLIGHT,
    )
    app.router.routes.extend(widget_routes())
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


def run(app: ASGIApp, listener: socket.socket, ready: Callable[[], None]) -> None:
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

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        self.app = app
        self.under_way = 0
        self.headers = {
            "content-security-policy": " ".join((_POLICY, *origins)),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(message)
            await send(message)

        path: str = scope["path"]
        if not _ROUTES.match(path) or (".." in path and not path.startswith(_API)):  # of the API, no path is a file
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send_with_headers)
        elif scope["method"] != "POST" and not path.startswith(_API):
            await self.app(scope, receive, send_with_headers)
        elif self.under_way >= _AT_ONCE:
            await _busy(path)(scope, receive, send_with_headers)
        else:
            self.under_way += 1
            try:
                await self.app(scope, receive, send_with_headers)
            finally:
                self.under_way -= 1

    def _add_headers(self, message: MutableMapping[str, Any]) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self.headers.items():
            headers[name] = value


def _busy(path: str) -> Response:
    """Return the response for a visitor who has to come back."""
    wait = {"retry-after": "2"}
    if path.startswith(_API):
        from assistant.api.problems import response

        return response("busy", "Too many questions are asked at once; ask again in two seconds.", wait)
    return PlainTextResponse("Too many questions at once", status_code=503, headers=wait)
