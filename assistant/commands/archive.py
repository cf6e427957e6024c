"""`archive`: a collection of passages beyond this process, brought up to date and searched."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    PARTIAL,
    BadUsage,
    CommandError,
    DataOption,
    DocumentOption,
    DocumentsOption,
    check_id,
    counted,
    documents_folder,
    warn,
)
from assistant.commands.progress import ProgressBar
from assistant.printable import printable
from assistant.settings import MAX_QUESTION

if TYPE_CHECKING:
    from index.archive import Searcher
    from index.shards.maker import Run

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
    processes: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=1024,
            metavar="N",
            help="Processes that embed. Default: one a processor, on Ray as many as the cluster has.",
            show_default=False,
        ),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray",
            metavar="ADDRESS",
            help="Embed on the Ray cluster at this address, whose machines see the same folders; auto finds a running "
            "one, local starts one here.",
            show_default=False,
        ),
    ] = None,
    fast: Annotated[
        bool,
        typer.Option("--fast", help="Embed in bf16, where the processor has AMX: quicker, and only nearly alike."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Accept that the collection shrinks.")] = False,
) -> None:
    """Keep the passages of a folder of articles in a collection elsewhere, and search that by words and meaning.

    For archives of which one machine does not hold the vectors: the server searches. Articles are embedded in shards,
    by several processes; a run that was stopped goes on where it was. Only passages that are new are sent, and those
    that are gone are removed. A server's password is taken from the environment variable
    ARTICLE_ASSISTANT_MILVUS_TOKEN, as user:password. Ends with status 3 where some articles could not be read; the
    others are kept.

    \b
    Examples:
      article-assistant archive --at http://127.0.0.1:19530 --documents ~/articles
      article-assistant archive --at http://127.0.0.1:19530 --documents ~/articles --search "who supplies the batteries"
      article-assistant archive --at collections --documents ~/articles --processes 8
    """
    from index import archive
    from index.places import data_folder

    if search is not None and not 0 < len(search.strip()) <= MAX_QUESTION:
        raise BadUsage(f"a search has 1 to {MAX_QUESTION} characters.")
    folder = documents_folder(documents)
    library = data_folder(folder, data)
    opened = archive.collection(at, collection or library.name, os.environ.get(archive.TOKEN_VARIABLE, ""))
    if search is not None:
        _show(archive.searcher(library, opened), search, top, document)
        return
    with _stopped_cleanly(), ProgressBar(lines=True) as progress:
        done = archive.fill(
            folder, library, opened, run=_run(processes, ray), progress=progress, force=force, fast=fast
        )
    for failure in done.failures:
        warn(failure.message)
    print(f"{done.made:,} of {counted(done.shards, 'shard')} made, {counted(done.embedded, 'passage')} embedded.")
    print(f"The collection holds {counted(done.held, 'passage')}; {done.added:,} sent, {done.removed:,} removed.")
    if done.failures:
        raise typer.Exit(PARTIAL)


def _run(processes: int | None, ray: str | None) -> Run:
    from index.shards import on_ray, pool

    return partial(pool.run if ray is None else partial(on_ray.run, address=ray), processes=processes)


class _Stopped(CommandError):
    """A service or a person has ended the command."""

    status = 143  # what a shell reports for a program ended by SIGTERM


@contextmanager
def _stopped_cleanly() -> Iterator[None]:
    """Let SIGTERM end what has been started, as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise _Stopped("stopped; run it again to go on.")

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show(searcher: Searcher, text: str, top: int, document: str | None) -> None:
    from index.types import Filter

    try:
        if document is not None:
            check_id(document, list(searcher.documents()))
        where = Filter((document,)) if document else Filter()
        for place, (row, _) in enumerate(searcher(text, top, where), 1):
            shown = " ".join(row.text.split())
            cut = f"{shown[:_SHOWN].rpartition(' ')[0]} ..." if len(shown) > _SHOWN else shown
            print(printable(f"{place}. {' > '.join(row.heading.split(chr(10)))}\n   {cut}"))
    finally:
        searcher.store.close()
