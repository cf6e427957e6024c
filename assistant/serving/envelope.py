"""Around every response: its id, the headers that a browser obeys, and a problem in place of a fault."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api import problems

# Gradio's page needs inline scripts, styles and compiled templates; nothing needs another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
NAME = "x-request-id"

log = logging.getLogger(__name__)


def headers(origins: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers of every response; pages of the origins may frame."""
    return {
        "content-security-policy": " ".join((_POLICY, *origins)),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }


class Envelope:
    """The outermost layer: every response has the headers and an id."""

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        self.app = app
        self.headers = headers(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = secrets.token_hex(8)
        problems.REQUEST.set(request)

        async def enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    found[name] = value
                found[NAME] = request
            await send(message)

        await self.app(scope, receive, enveloped)


class Faults:
    """Tells a fault to the log, with the id that its reader is given and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = ended = False

        async def watched(message: Message) -> None:
            nonlocal begun, ended
            begun = True
            ended = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http" or (begun and not ended):
                raise
            log.error("Request %s could not be answered", problems.REQUEST.get(), exc_info=error)
            if not begun:
                await problems.fault()(scope, receive, watched)
