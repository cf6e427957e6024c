"""What a request may do: an allow-list of routes, the host it may be sent to, how often and how much at once.

Gradio opens far more routes than a page needs (uploads of any size, a proxy, calls that skip the queue); what is not
listed here does not exist for a visitor. Its own limits hold for its queue only, so that these stand before it.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api import problems
from assistant.serving.addresses import believed, reader
from assistant.serving.early import BUSY, SOON
from assistant.serving.limits import Buckets, Slots
from assistant.serving.rules import Rules
from assistant.serving.traffic import Traffic

API = "/api/"
_PAGE = "/gradio_api/"
BODY_LIMIT = 256 * 1024  # bytes; a question has 2,000 characters, a request with all its framing a few kilobytes
# What a browser asks for between opening the page and reading an answer, found by recording it.
_ROUTES = re.compile(
    r"/(?:api/|mcp$|$|config/?$|theme\.css$|favicon\.ico$|manifest\.json$|widget\.js$|robots\.txt$|(?:assets|static|svelte)/"
    r"|gradio_api/(?:run/predict/?$|app_id/?$|heartbeat/|component_server/?$|startup-events|reset/?$|info/?$))"
)
# What a request costs, in questions: the first pattern that its path begins with. Files cost nothing.
_COSTS = (
    (re.compile(r"/gradio_api/run/predict"), 0.5),  # two a question: one shows it, one answers
    (re.compile(r"/api/(?:v1/)?(?:ask|answers|passages|feedback)|/mcp"), 1.0),
    (re.compile(r"/api/(?:v1/)?(?:figures|conflicts)"), 0.5),
    (re.compile(r"/api/|/gradio_api/component_server"), 0.1),  # completions while typing, passages on a click
    (re.compile(r"/(?:config)?/?$"), 0.2),
)


class Gate:
    """Lets through what is listed, in bounds, and refuses the rest with a problem."""

    def __init__(self, app: ASGIApp, rules: Rules, traffic: Traffic) -> None:
        self.app = app
        self.rules = rules
        self.traffic = traffic
        self.buckets = Buckets(rules.per_minute, rules.burst)
        self.slots = Slots(rules)
        traffic.slots = self.slots

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(API):
            self.slots.arrived()  # whatever becomes of it
        refused = self._health(scope) or self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        scope = believed(scope, self.rules.proxies)
        if wait := self.buckets.take(reader(scope, self.rules.proxies), _cost(scope["path"])):
            await _too_often(scope["path"], wait)(scope, receive, send)
        elif scope["method"] != "POST" and not scope["path"].startswith(API):
            await self.app(scope, receive, send)
        else:
            self.traffic.under_way += 1
            try:
                await self._calculate(scope, receive, send)
            finally:
                self.traffic.under_way -= 1

    def _health(self, scope: Scope) -> Response | None:
        """Return whether the process lives, or is ready to answer, for those who run it."""
        if scope["path"] not in ("/healthz", "/readyz") or scope["method"] not in ("GET", "HEAD"):
            return None
        ready = not self.traffic.stopping
        if scope["path"] == "/readyz" and not ready:
            return _stopping(scope["path"])
        told = {"status": "alive" if scope["path"] == "/healthz" else "ready"}
        return JSONResponse(told, headers={"cache-control": "no-store"})

    def _refused(self, scope: Scope) -> Response | None:
        path: str = scope["path"]
        if self.traffic.stopping:
            return _stopping(path)
        if self.rules.hosts and (host := _host(scope)) not in self.rules.hosts:
            told = f'This server is not called "{host[:80]}". Whoever runs it names its hosts with --allow-host.'
            return problems.response("bad_host", told)
        named = {name for name, _ in scope["headers"]}
        if {b"content-length", b"transfer-encoding"} <= named:  # a proxy before this server may believe the other one
            return problems.response("bad_request", "A request has one length, not two.", status=400)
        if not _ROUTES.match(path) or (".." in path and not path.startswith(API)):  # of the API, no path is a file
            return problems.response("not_found", "There is nothing at this address.")
        return None

    async def _calculate(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the body whole, so that a slow sender keeps nobody waiting, then a slot, then answer in time."""
        body = await _whole(scope, receive)
        if body is None:
            told = "The request is too large; a question has at most some thousand characters."
            await problems.response("too_large", told)(scope, receive, send)
        elif isinstance(body, _Gone):
            return
        elif self.slots.full() or (since := await self._turn(receive)) is None:
            await _refusal(scope["path"], "busy", BUSY, {"retry-after": str(SOON)})(scope, receive, send)
        elif isinstance(since, _Gone):
            return
        else:
            await self._answer(scope, _again(body, receive), send, lambda: self.slots.leave(since))

    async def _turn(self, receive: Receive) -> float | _Gone | None:
        """Return when a slot was had, None where none was. Who goes away meanwhile is not worked for."""
        turn = asyncio.ensure_future(self.slots.enter())
        after = asyncio.ensure_future(receive())
        try:
            await asyncio.wait([turn, after], return_when=asyncio.FIRST_COMPLETED)
            if not turn.done() and after.result()["type"] == "http.disconnect":
                turn.cancel()
                return _Gone()
            return await turn
        except asyncio.CancelledError:
            turn.cancel()
            raise
        finally:
            after.cancel()

    async def _answer(self, scope: Scope, receive: Receive, send: Send, leave: Callable[[], None]) -> None:
        leave = _once(leave)
        begun = late = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if late:
                return
            begun = True
            leave()  # the answer is made; whoever reads it slowly keeps nobody else waiting
            await send(message)

        task = asyncio.ensure_future(self.app(scope, receive, sending))
        task.add_done_callback(lambda _: leave())
        try:
            await asyncio.wait([task], timeout=self.rules.answering)
            if task.done() or begun:
                await task
                return
        except asyncio.CancelledError:
            task.cancel()
            raise
        # A thread cannot be stopped: it keeps its slot until it is done, and what it says then is dropped.
        late = True
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        told = f"The answer took longer than {self.rules.answering:.0f} seconds; ask again, or in simpler words."
        await _refusal(scope["path"], "too_slow", told)(scope, receive, send)


class _Gone:
    """The sender went away before the request was there."""


async def _whole(scope: Scope, receive: Receive) -> bytes | _Gone | None:
    """Return the body, None where it is larger than the limit."""
    told = Headers(scope=scope).get("content-length", "0")
    if not told.isdecimal() or int(told[:12]) > BODY_LIMIT:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return _Gone()
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body once more, then what comes after it."""
    given = False

    async def received() -> MutableMapping[str, Any]:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return received


def _once(act: Callable[[], None]) -> Callable[[], None]:
    waiting = [act]
    return lambda: waiting.pop()() if waiting else None


def _cost(path: str) -> float:
    return next((cost for pattern, cost in _COSTS if pattern.match(path)), 0.0)


def _host(scope: Scope) -> str:
    """Return the name by which the server is called, without its port."""
    named = Headers(scope=scope).get("host", "").lower()
    return re.sub(r":\d*$", "", named)


def _too_often(path: str, wait: float) -> Response:
    seconds = math.ceil(wait)
    unit = "second" if seconds == 1 else "seconds"
    told = f"So many questions come from your address that the next one has to wait; ask again in {seconds} {unit}."
    return _refusal(path, "too_often", told, {"retry-after": str(seconds)})


def _stopping(path: str) -> Response:
    told = "The assistant is being stopped; ask again in a minute."
    return _refusal(path, "unavailable", told, {"retry-after": "60", "connection": "close"})


def _refusal(path: str, code: str, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return a problem. What the chat page sent gets it as Gradio's browser side shows errors, too."""
    found = problems.response(code, detail, headers)
    if path.startswith(_PAGE):
        told = {**json.loads(bytes(found.body)), "error": detail}
        return JSONResponse(told, found.status_code, headers=headers)
    return found
