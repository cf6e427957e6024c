"""`mcp`: the tools for other assistants, over standard input and output."""

from __future__ import annotations

from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from assistant.commands.common import CommandError, DataOption, DocumentsOption, documents_folder, warn
from assistant.commands.progress import ProgressBar
from documents.errors import MissingFolder

if TYPE_CHECKING:
    from assistant.api.service import Service


def command(documents: DocumentsOption = None, data: DataOption = None) -> None:
    """Serve the articles to an AI assistant, over the Model Context Protocol.

    The assistant starts this command itself and speaks to it over standard input and output. It gets four tools: ask,
    find_figures, calculate over figures of the articles, and cite. The chat's server offers the same at /mcp.

    \b
    Examples:
      article-assistant mcp
      article-assistant mcp --documents ~/articles
    """
    if not installed():
        raise CommandError('the package mcp is not installed; run: pip install "article-assistant[mcp]".')
    from assistant.mcp.server import server

    folder = documents_folder(documents)
    if not folder.is_dir():
        raise MissingFolder(str(folder), "is not a folder", "name a folder with .txt, .md, .html or .pdf articles")
    # The client is answered at once, and some do not wait for long: the articles are opened meanwhile.
    opening: Future[Service] = Future()
    Thread(target=_open, args=(folder, data, opening), daemon=True).start()
    server(opening.result).run("stdio")


def _open(folder: Path, data: Path | None, opening: Future[Service]) -> None:
    try:
        from assistant.api.service import Service
        from assistant.pipeline import Assistant

        with ProgressBar() as progress:
            assistant = Assistant.open(folder, data, progress)
        for failure in assistant.failures:
            warn(failure.message)
        opening.set_result(Service(assistant))
    except BaseException as error:
        opening.set_exception(error)


def installed() -> bool:
    """Say whether the protocol's library is there: an extra, as few who chat need it."""
    return find_spec("mcp") is not None
