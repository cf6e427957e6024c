"""The web server around the chat page: a free port, the layers around page and API, and a clean stop.

What the page shows belongs in `ui.py`, what a visitor may do in `assistant/serving/`.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import sys
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn
from fastapi import FastAPI
from starlette.datastructures import State
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from assistant.serving.early import Door, Early
from assistant.serving.envelope import NAME as REQUEST_ID
from assistant.serving.envelope import Envelope, Faults, headers
from assistant.serving.gate import Gate
from assistant.serving.protocol import watched
from assistant.serving.rules import Rules
from assistant.serving.starting import Starting
from assistant.serving.traffic import Traffic
from assistant.widget import widget_routes

_WORTH_PACKING = 2_048  # bytes: the page with its article is four times as long unpacked
_PREFLIGHT = 24 * 3600  # seconds that a browser remembers that it may ask
_PORTS = 20  # tried in a row before giving up
_BACKLOG = 1_024  # connections that wait to be taken up
# Seconds after which a calculation lets the server's loop go on. With Python's own 5 ms, a refusal takes half a second
# while answers are worked out: it needs the interpreter several times.
_SWITCH = 0.0005
_FINISH_WITHIN = 6.0  # seconds for answers under way once the server is told to stop
_STOP_AFTER = 1  # seconds more for what never ends by itself: the heartbeat of an open page


class NoFreePort(OSError):
    """No port of the range could be taken."""


def new_app(origins: Sequence[str] = (), rules: Rules | None = None) -> FastAPI:
    """Return an application with the gates in place and the widget; page and API are mounted into it.

    Pages of the `origins` may read the API and frame the page; those of other hosts can do neither.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.rules, app.state.origins, app.state.traffic = rules or Rules(), tuple(origins), Traffic()
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING)
    app.add_middleware(Gate, rules=app.state.rules, traffic=app.state.traffic)
    app.add_middleware(Faults)
    # Outside the gate, so that a refusal can be read as well. Without this one Gradio would answer every origin that
    # asks, credentials allowed.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type", "if-none-match"],
        expose_headers=["etag", "retry-after", REQUEST_ID],
        max_age=_PREFLIGHT,
    )
    app.add_middleware(Envelope, origins=app.state.origins)
    app.router.routes.extend(widget_routes())
    return app


def listen(host: str, port: int) -> Door:
    """Return a listening socket at the port or the next free one; port 0 takes any.

    Raises `NoFreePort` where none of the twenty ports is free, `OSError` where the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + _PORTS, 65536)):
        listener = Door(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(_BACKLOG)
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
    """Serve until Ctrl-C or SIGTERM; `ready` is called once requests are answered.

    An application of `new_app` is asked nothing new from then on; answers under way are finished, and open pages and
    slow readers are cut off, in less than ten seconds.
    """
    _run(prepared(app, ready), listener)


def open_and_run(
    opening: Callable[[], FastAPI],
    listener: socket.socket,
    ready: Callable[[], None],
    origins: tuple[str, ...] = (),
    rules: Rules | None = None,
) -> None:
    """Serve an application that takes a while to open: until then only its health. Raises what `opening` raises."""
    starting = Starting(opening, ready, origins, rules)
    _run(prepared(starting, lambda: None), listener)
    if starting.problem is not None:
        raise starting.problem


def _run(prepared: uvicorn.Server, listener: socket.socket) -> None:
    try:
        prepared.run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # uvicorn hands the signal on once it has stopped; stopping was the point
    finally:
        listener.close()


def prepared(app: ASGIApp, ready: Callable[[], None]) -> uvicorn.Server:
    """Return the server of an application, not yet running."""
    state = getattr(app, "state", State())
    rules, origins = getattr(state, "rules", Rules()), getattr(state, "origins", ())
    early = Early(rules, lambda: _traffic(app), headers(origins))
    config = uvicorn.Config(
        app, http=watched(rules, early, origins), ws="none", proxy_headers=False, log_level="error",
        timeout_graceful_shutdown=_STOP_AFTER, server_header=False,
    )  # fmt: skip
    return _Server(config, app, ready, early)


def _traffic(app: ASGIApp) -> Traffic:
    return getattr(getattr(app, "state", None), "traffic", None) or Traffic()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, app: ASGIApp, ready: Callable[[], None], early: Early) -> None:
        super().__init__(config)
        self._app = app
        self._ready = ready
        self._early = early

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        sys.setswitchinterval(_SWITCH)
        for listener in sockets or ():
            if isinstance(listener, Door):
                listener.early = self._early
        await super().startup(sockets=sockets)
        self._ready()

    async def on_tick(self, counter: int) -> bool:
        failed = isinstance(self._app, Starting) and self._app.problem is not None
        return await super().on_tick(counter) or failed

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        _traffic(self._app).stopping = True
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # An open page holds a heartbeat that never ends by itself; that it is cut off now is no fault to report.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        loop = asyncio.get_running_loop()
        end = loop.time() + _FINISH_WITHIN
        while _traffic(self._app).under_way and loop.time() < end and not self.force_exit:
            await asyncio.sleep(0.05)
        await super().shutdown(sockets=sockets)
