"""Another site than the assistant's: a newsletter under the strictest policy, with the widget's tag in its pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from socket import socket

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from assistant import settings
from assistant.widget import newsletter
from documents.library import Library

STARTERS = ("How fast did Xiaomi reach 10,000 vs NIO?", "Who wrote this?")
# The cited sentence in other dress: curly quotes, a hard space, a soft hyphen, markup within words, two elements.
DRESSED = """<div class="post"><p>In short: <em>Within the 24 hours</em></p><h2>Army #1: The Fanatical Air Force</h2>
<p>Before. Within&nbsp;the <b>24</b> hours
 that fol&shy;lowed, <a href="#x">the <i>SU</i>7 collected 88,898</a> confirmed orders, a “mis<b>sile</b> barrage” that
went straight for the nerves of its competitors. After.</p></div>"""
PAGES: dict[str, tuple[str, str]] = {  # name: attributes of the tag, markup of the body
    "dressed": ('data-article=".post"', DRESSED),
    "bare": ("", "<main><h1>Another page</h1><p>It quotes nothing.</p></main>"),
    "framed": ('data-mode="iframe"', "<main><h1>Another page</h1></main>"),
    "left": ('data-position="left" data-label="اسأل المقال" data-title="مقال"', '<main dir="rtl"><h1>مقال</h1></main>'),
    "night": ("", '<main class="night"><h1>A dark page that names no colour scheme</h1></main>'),
    "twice": ("", "<main><h1>Two tags</h1></main>"),
}
LOOKS = """html { font-size: 62.5%; }
* { font-family: fantasy; line-height: 3; }
body:has(.night) { background: #101010; color: #eee; }
button, textarea { display: none; } article-assistant { letter-spacing: 1em; }"""


def application(url: str) -> Starlette:
    """Return the newsletter at `/` and the small pages below `/page/`."""
    document = next(iter(Library(settings.shipped_documents())))
    headers = {"content-security-policy": f"{newsletter.policy(url)}; frame-src {url}"}

    async def page(request: Request) -> Response:
        attributes, body = PAGES[request.path_params["name"]]
        tag = f'<script async src="{escape(url)}/widget.js" {attributes}></script>'
        tags = tag * (2 if request.path_params["name"] == "twice" else 1)
        head = '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/page.css">'
        markup = (
            f'<!doctype html><html lang="en"><head><title>A page</title>{head}{tags}</head><body>{body}</body></html>'
        )
        return HTMLResponse(markup, headers=headers)

    async def looks(request: Request) -> Response:
        return Response(LOOKS, media_type="text/css")

    return Starlette(
        routes=[
            Route("/page.css", looks),
            Route("/page/{name}", page),
            Mount("/", newsletter.application(document, url, STARTERS)),
        ]
    )


@contextmanager
def serving(app: Starlette, listener: socket) -> Iterator[None]:
    """Serve in a thread of this process for as long as the block lasts."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=10)
