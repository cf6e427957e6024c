"""The tools at the path /mcp of the chat's server, made when they are first asked for.

Few readers are programs. The library of the protocol takes 24 MB, and a start would wait 0.4 s for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.api.service import Service

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

PATH = "/mcp"


def attach(app: FastAPI, opened: Callable[[], Service], origins: Sequence[str] = ()) -> None:
    """Serve the tools at PATH of an application; pages of other hosts than its own and the origins are refused."""
    tools = _Tools(opened, origins)
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with tools.running(), before(running) as state:
            yield state

    app.router.lifespan_context = lifespan
    app.router.routes.append(Route(PATH, tools, methods=["POST"]))


class _Tools:
    """The tools behind a check of the Origin that a browser names; programs name none."""

    def __init__(self, opened: Callable[[], Service], origins: Sequence[str]) -> None:
        self._opened = opened
        self._origins = frozenset(origins)
        self._asked: asyncio.Event
        self._made: asyncio.Future[StreamableHTTPSessionManager]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        origin = headers.get("origin", "").lower()
        own = {f"{scheme}://{headers.get('host', '').lower()}" for scheme in ("http", "https")}
        if origin and origin not in self._origins | own:
            refused = PlainTextResponse("Pages of this site may not use the tools; see --allow-origin.", 403)
            await refused(scope, receive, send)
            return
        self._asked.set()
        manager = await asyncio.shield(self._made)  # which others wait for as well
        await manager.handle_request(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Hold as long as the application runs."""
        self._asked, self._made = asyncio.Event(), asyncio.get_running_loop().create_future()
        # What the protocol's library runs begins and ends in one task, which is not that of a request.
        task = asyncio.ensure_future(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        await self._asked.wait()
        try:
            manager = await asyncio.to_thread(_manager, self._opened)
        except Exception as error:
            self._made.set_exception(error)  # told to everybody who asks
            return
        async with manager.run():
            self._made.set_result(manager)
            await asyncio.Event().wait()


def _manager(opened: Callable[[], Service]) -> StreamableHTTPSessionManager:
    from mcp.server.transport_security import TransportSecuritySettings

    from assistant.mcp.server import server

    made = server(opened)
    # No sessions: any process can answer any request. Host and Origin are checked above, by the application's own list.
    unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    made.streamable_http_app(stateless_http=True, json_response=True, transport_security=unchecked)
    return made.session_manager
