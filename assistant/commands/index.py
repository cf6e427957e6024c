"""`index`: embed and store what is new or changed, and say what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import PARTIAL, DataOption, DocumentsOption, counted, documents_folder, warn
from assistant.commands.progress import ProgressBar

if TYPE_CHECKING:
    from index.update import Update


def command(
    documents: DocumentsOption = None,
    data: DataOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read everything again, and accept that the index shrinks.")
    ] = False,
    fast: Annotated[
        bool,
        typer.Option(
            "--fast",
            help="Embed what is new in bf16, where the processor has AMX: for archives, and only nearly alike.",
        ),
    ] = False,
) -> None:
    """Index what is new or changed in a folder of articles.

    Ends with status 3 where some files could not be read; the others are indexed.

    \b
    Examples:
      article-assistant index
      article-assistant index --documents ~/articles
      article-assistant index --documents ~/articles --data ~/indexes --force
      article-assistant index --documents ~/archive --fast
    """
    from index.update import update

    with ProgressBar() as progress:
        done = update(documents_folder(documents), data, progress=progress, force=force, fast=fast)
    for failure in done.failures:
        warn(failure.message)
    print(summary(done))
    if done.failures:
        raise typer.Exit(PARTIAL)


def summary(done: Update) -> str:
    """Return what an update did, as one line."""
    what = f"{counted(done.documents, 'document')}, {counted(done.passages, 'passage')}, "
    what += counted(done.figures, "figure")
    if not done.changed:
        return f"Nothing changed: {what}."
    return f"Indexed {what}; {counted(done.embedded, 'text')} embedded, {done.reused:,} reused."
