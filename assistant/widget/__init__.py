"""The widget that owners put into their own pages: its script as it is served, and the route that serves it.

The script is written in `widget.js`, its looks in `widget.css`; a page fetches both as one file. It speaks to the
API and knows nothing of the chat page. What an owner pastes is told in `snippets.py`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjsmin
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

PATH = "/widget.js"
MOST = 8_192  # bytes of the gzipped script: what a page may pay before anybody asks
_FRESH = "public, max-age=600, stale-while-revalidate=86400"  # an update reaches readers within minutes
_HERE = Path(__file__).parent
_LOOKS = '"/* widget.css */"'  # stands in the script where its looks go


@dataclass(frozen=True, slots=True)
class Script:
    """The script as it is sent."""

    body: bytes
    gzipped: bytes
    etag: str  # of `body`; the gzipped form is another representation and adds "-gzip"


@cache
def script() -> Script:
    """Return the script with its looks, without what only people need to read it."""
    source = (_HERE / "widget.js").read_text(encoding="utf-8")
    looks = _small_css((_HERE / "widget.css").read_text(encoding="utf-8"))
    text = rjsmin.jsmin(source).replace(_LOOKS, json.dumps(looks, ensure_ascii=False))
    body = text.encode("utf-8")
    return Script(body, gzip.compress(body, 9, mtime=0), hashlib.sha256(body).hexdigest()[:32])


def widget_routes() -> list[BaseRoute]:
    """Return the routes that every site may fetch; what it may then ask is decided by the server's allow-list."""
    return [Route(PATH, _widget, methods=["GET"])]


async def _widget(request: Request) -> Response:
    sent = script()
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{sent.etag}{"-gzip" if zipped else ""}"'
    headers = {
        "etag": tag,
        "cache-control": _FRESH,
        "vary": "accept-encoding",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
    }
    seen = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in seen or "*" in seen:
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["content-encoding"] = "gzip"
    return Response(sent.gzipped if zipped else sent.body, media_type="text/javascript; charset=utf-8", headers=headers)


def _small_css(text: str) -> str:
    """Return rules without comments and needless spaces."""
    text = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return re.sub(r" ?([{};,>]) ?|(?<=:) ", lambda match: match[1] or "", text).replace(";}", "}").strip()
