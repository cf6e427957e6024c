"""`widget`: what to paste into one's own site, and a newsletter's page to try it on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.commands.common import (
    BadUsage,
    DocumentOption,
    DocumentsOption,
    check_document,
    documents_folder,
    tell_shipped,
    warn,
)

_HERE = "http://127.0.0.1:7860"  # where `article-assistant chat` serves unless told otherwise
_PATIENCE = 5  # seconds for the assistant to show that it is there
_EXAMPLES = 3  # questions that the demo begins with

Platform = Literal["html", "ghost", "wordpress", "substack", "beehiiv"]


def command(
    url: Annotated[str, typer.Option(metavar="URL", help="Where readers reach the assistant.")] = _HERE,
    document: DocumentOption = None,
    documents: DocumentsOption = None,
    platform: Annotated[Platform, typer.Option(help="What the site is made with.")] = "html",
    site: Annotated[
        str, typer.Option(metavar="ORIGIN", help="Your site, as scheme and host.")
    ] = "https://news.example",
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve a newsletter's page with the widget, beside a running assistant.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the demo; where it is in use, the next free one is taken.")
    ] = 7861,
) -> None:
    """Print the tag that puts the widget into a page, and what server and site have to allow.

    \b
    Examples:
      article-assistant widget --url https://ask.example --site https://news.example
      article-assistant widget --url https://ask.example --platform ghost --document my-article
      article-assistant widget --demo
    """
    from assistant.serving.rules import BadRule, origins_of
    from assistant.widget.snippets import instructions
    from documents.library import Library

    if not url.startswith(("http://", "https://")):
        raise BadUsage(f"--url {url[:80]} is no web address; write it like https://ask.example.")
    try:
        origin = next(iter(origins_of([site])), "")
    except BadRule as error:
        raise BadUsage(f"--site {error}") from error
    if demo:
        _serve(url, document, documents_folder(documents), port)
        return
    if document is not None:
        folder = documents_folder(documents)
        check_document(document, Library(folder), folder)
        tell_shipped(documents)
    print(instructions(url, document, platform, origin))


def _serve(url: str, document: str | None, folder: Path, port: int) -> None:
    """Serve the demo until Ctrl-C."""
    from assistant import server
    from assistant.widget import newsletter
    from documents.library import Library

    library = Library(folder)
    check_document(document, library, folder)
    if not library.documents:
        raise BadUsage("there is no article to show; name a folder with --documents.")
    shown = next(one for one in library if document in (None, one.id))
    listener = server.listen("127.0.0.1", port)
    own = server.address(listener)
    starters = _starters(url, own)
    if starters is None:
        warn(f"the assistant does not answer this page; start it with: article-assistant chat --allow-origin {own}")

    def ready() -> None:
        print(f"The newsletter is ready at {own} (Ctrl-C stops it)", flush=True)

    server.run(newsletter.application(shown, url, starters or ()), listener, ready)


def _starters(url: str, origin: str) -> tuple[str, ...] | None:
    """Return questions to begin with; None where the assistant is not there or does not let the origin read."""
    import urllib.request

    request = urllib.request.Request(f"{url.rstrip('/')}/api/v1/suggestions", headers={"origin": origin})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
            if response.headers.get("access-control-allow-origin") != origin:
                return None
            return tuple(map(str, json.load(response)["suggestions"][:_EXAMPLES]))
    except (OSError, ValueError, LookupError):
        return None
