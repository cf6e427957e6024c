"""A server that answers before there is anything to ask: alive, not ready, and then the application itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from fastapi import FastAPI
from starlette.datastructures import Headers, State
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from assistant.api import problems
from assistant.serving.envelope import Envelope
from assistant.serving.rules import Rules
from assistant.serving.traffic import Traffic

_SOON = 5  # seconds until it is worth coming back
_PAGE = Path(__file__).parents[1] / "page" / "starting.html"  # which loads itself again every two seconds
_PROGRAMS = ("/api/", "/mcp", "/gradio_api/")  # what is there is never a page, whatever a client says it takes


class Starting:
    """Opens an application in a thread, as soon as the server runs, and is that application from then on."""

    def __init__(
        self,
        opening: Callable[[], FastAPI],
        ready: Callable[[], None],
        origins: tuple[str, ...] = (),
        rules: Rules | None = None,
    ) -> None:
        self._opening, self._ready = opening, ready
        self._own = State({"rules": rules or Rules(), "origins": origins, "traffic": Traffic()})
        self._app: FastAPI | None = None
        self._waiting = Envelope(CORSMiddleware(_not_yet, allow_origins=list(origins)), origins)
        self.problem: BaseException | None = None  # why there is no application

    @property
    def state(self) -> State:
        """What the server needs to know: rules, origins and traffic."""
        return self._own if self._app is None else self._app.state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._app is None:
            await self._waiting(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        loop, opened = asyncio.get_running_loop(), asyncio.Event()
        made: list[FastAPI] = []

        def open_it() -> None:
            try:
                made.append(self._opening())
            except BaseException as problem:
                self.problem = problem
            with suppress(RuntimeError):  # the server was stopped meanwhile
                loop.call_soon_threadsafe(opened.set)

        # Not of the loop's own pool: a stop does not wait for it.
        Thread(target=open_it, name="opening", daemon=True).start()
        await send({"type": "lifespan.startup.complete"})
        stop = asyncio.ensure_future(receive())
        there = asyncio.ensure_future(opened.wait())
        await asyncio.wait([stop, there], return_when=asyncio.FIRST_COMPLETED)
        there.cancel()
        if made and not stop.done():
            app = made[0]
            async with app.router.lifespan_context(app):
                self._app = app
                self._ready()
                await stop
        await stop
        await send({"type": "lifespan.shutdown.complete"})


async def _not_yet(scope: Scope, receive: Receive, send: Send) -> None:
    found: Response
    if scope["path"] == "/healthz":
        found = JSONResponse({"status": "alive"}, headers={"cache-control": "no-store"})
    elif _is_reader(scope):
        again = {"retry-after": "2", "cache-control": "no-store", "vary": "accept"}
        found = HTMLResponse(_PAGE.read_text(encoding="utf-8"), 503, headers=again)
    else:
        told = f"The assistant is starting; ask again in {_SOON} seconds."
        found = problems.response("unavailable", told, {"retry-after": str(_SOON)})
    await found(scope, receive, send)


def _is_reader(scope: Scope) -> bool:
    """Say whether a browser opens a page, so that somebody would see what comes back."""
    asked = scope["method"] in ("GET", "HEAD") and "text/html" in Headers(scope=scope).get("accept", "")
    return asked and scope["path"] != "/readyz" and not scope["path"].startswith(_PROGRAMS)
