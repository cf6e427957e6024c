"""`archive`: a collection of passages beyond this process, brought up to date and searched."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    PARTIAL,
    BadUsage,
    DataOption,
    DocumentOption,
    DocumentsOption,
    check_document,
    documents_folder,
    warn,
)
from assistant.commands.progress import ProgressBar
from assistant.printable import printable
from assistant.settings import MAX_QUESTION

if TYPE_CHECKING:
    from index.hybrid import HybridIndex
    from index.types import PassageStore

_SHOWN = 300  # characters of a passage
_MOST = 1_000


def command(
    at: Annotated[
        str,
        typer.Option("--at", metavar="PLACE", help="Address of a Milvus server (http://127.0.0.1:19530), or a folder."),
    ],
    documents: DocumentsOption = None,
    data: DataOption = None,
    collection: Annotated[
        str | None,
        typer.Option(
            "--collection", metavar="NAME", help="Its name there. Default: one for each folder.", show_default=False
        ),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="TEXT", help="Search it instead of filling it.", show_default=False),
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=_MOST, help="How many passages to show.")] = 10,
    document: DocumentOption = None,
    force: Annotated[bool, typer.Option("--force", help="Accept that the collection shrinks.")] = False,
) -> None:
    """Keep the passages of a folder of articles in a collection elsewhere, and search that by words and meaning.

    For archives of which one machine does not hold the vectors: the server searches. Only passages that are new are
    sent, and those that are gone are removed. A server's password is taken from the environment variable
    ARTICLE_ASSISTANT_MILVUS_TOKEN, as user:password.

    \b
    Examples:
      article-assistant archive --at http://127.0.0.1:19530 --documents ~/articles
      article-assistant archive --at http://127.0.0.1:19530 --documents ~/articles --search "who supplies the batteries"
    """
    from index import archive
    from index.places import data_folder
    from index.update import serve

    if search is not None and not 0 < len(search.strip()) <= MAX_QUESTION:
        raise BadUsage(f"a search has 1 to {MAX_QUESTION} characters.")
    folder = documents_folder(documents)
    with ProgressBar() as progress:
        serving = serve(folder, data, progress=progress)
        name = collection or data_folder(folder, data).name
        store = archive.opened(at, name, serving.index, os.environ.get(archive.TOKEN_VARIABLE, ""))
        try:
            if search is not None:
                check_document(document, serving.index.documents)
                _show(serving.index, store, search, top, document)
                return
            done = archive.sync(serving.index, store, partial(progress, "sending"), force=force)
        finally:
            store.close()
    for note in (*serving.warnings, *(failure.message for failure in serving.failures)):
        warn(note)
    print(f"The collection holds {done.held:,} passages; {done.added:,} sent, {done.removed:,} removed.")
    if serving.failures:
        raise typer.Exit(PARTIAL)


def _show(index: HybridIndex, store: PassageStore, text: str, top: int, document: str | None) -> None:
    from index import archive
    from index.types import Filter

    where = Filter((document,)) if document else Filter()
    for place, (passage, _) in enumerate(archive.search(index, store, text, top, where), 1):
        heading = " > ".join((index.document(passage.document).title, *passage.heading))
        shown = " ".join(passage.text.split())
        cut = f"{shown[:_SHOWN].rpartition(' ')[0]} ..." if len(shown) > _SHOWN else shown
        print(printable(f"{place}. {heading}\n   {cut}"))
