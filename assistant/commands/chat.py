"""`chat`: the chat page in a browser."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from assistant.commands.common import DataOption, DocumentsOption, documents_folder, warn
from assistant.commands.progress import ProgressBar


def command(
    documents: DocumentsOption = None,
    data: DataOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to serve on; the default is seen by this computer only.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port; where it is in use, the next free one is taken. 0 takes any.")
    ] = 7860,
    open_browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open the page in a browser. Default: yes, where there is a screen."),
    ] = None,
) -> None:
    """Open the chat in a browser.

    \b
    Examples:
      article-assistant chat
      article-assistant chat --documents ~/articles --port 8000 --no-open
    """
    from index.update import update

    folder = documents_folder(documents)
    # Before the page's libraries load and a port is taken: what is wrong with a folder is said at once.
    with ProgressBar() as progress:
        done = update(folder, data, progress=progress)
    for failure in done.failures:
        warn(failure.message)
    import ui

    wanted = has_screen() if open_browser is None else open_browser
    ui.serve(documents=folder, data=data, host=host, port=port, open_browser=wanted)


def has_screen() -> bool:
    """Say whether a browser window could open: not in a container, nor over a plain remote shell."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
