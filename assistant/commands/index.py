"""`index`: embed and store what is new or changed, and say what was done."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import settings
from assistant.commands.common import CommandError, DataOption, DocumentsOption, documents_folder, warn
from assistant.commands.progress import ProgressBar

PARTIAL = 3  # exit status: some files could not be read, the others are indexed


def command(
    documents: DocumentsOption = None,
    data: DataOption = None,
    force: Annotated[bool, typer.Option("--force", help="Start over: read and embed everything again.")] = False,
) -> None:
    """Index a folder of articles: only what is new or changed is embedded.

    \b
    Examples:
      article-assistant index
      article-assistant index --documents ~/articles
      article-assistant index --documents ~/articles --data ~/indexes --force
    """
    from index.embedders import EMBEDDERS
    from index.update import update

    folder = documents_folder(documents)
    with ProgressBar() as progress:
        done = update(folder, settings.data_folder(folder, data), embedder=..., progress=progress, force=force)
