"""What the subcommands share: options, errors, and text that is safe to print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant import settings
from assistant.printable import printable
from documents.types import Document
from index.places import DATA_VARIABLE

DEBUG_VARIABLE = "ARTICLE_ASSISTANT_DEBUG"  # where it is set, a fault of the program shows its traceback
PARTIAL = 3  # exit status: some files or questions failed, the others are done


class CommandError(Exception):
    """Something the person at the terminal can mend; the message is one sentence or two."""

    status = 1


class BadUsage(CommandError):
    """The command itself was not right."""

    status = 2


DocumentsOption = Annotated[
    Path | None,
    typer.Option(
        "--documents",
        metavar="DIR",
        help="Folder of articles (.txt, .md, .html, .pdf). Default: the articles that ship.",
        show_default=False,
    ),
]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=f"Where the index is kept. Default: ${DATA_VARIABLE}, else the user's data folder.",
        show_default=False,
    ),
]
# Of a command that reads the articles themselves: one line of options fits all commands.
UnusedDataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="As elsewhere; it changes nothing here: figures are read from the articles, not from the index.",
        show_default=False,
    ),
]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        "--document", metavar="ID", help="Only this article; `figures` ends with the ids.", show_default=False
    ),
]

_SHOWN_IDS = 10


def documents_folder(folder: Path | None) -> Path:
    """Return the folder of articles that the person named, else the shipped one."""
    return (folder or settings.shipped_documents()).expanduser()


def printable_path(folder: Path) -> str:
    """Return a folder in full, safe to print: a report says what it is about."""
    return printable(str(folder.absolute()))


def load_model(folder: Path, data: Path | None) -> None:
    """Begin to load what reads questions, in a thread; the index of the folder may still have to be made."""
    from index.embedders import DEFAULT, prefetch
    from index.places import data_folder, models_folder

    prefetch(DEFAULT, models_folder(data_folder(folder, data)))


def check_document(wanted: str | None, documents: Iterable[Document], folder: Path | None = None) -> None:
    """Raise BadUsage, naming the ids there are and their folder, where no article has the wanted one."""
    if wanted is not None:
        check_id(wanted, [document.id for document in documents], folder)


def check_id(wanted: str, ids: Sequence[str], folder: Path | None = None) -> None:
    """Raise BadUsage, naming some of the ids there are and their folder, where the wanted one is not among them."""
    if wanted in ids:
        return
    more = f" and {len(ids) - _SHOWN_IDS} more" if len(ids) > _SHOWN_IDS else ""
    where = f" in {folder}" if folder is not None else ""
    raise BadUsage(f"no article{where} has the id {wanted[:80]}; there are: {', '.join(ids[:_SHOWN_IDS])}{more}.")


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: 1 passage, 2,000 passages."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def tell_shipped(folder: Path | None) -> None:
    """Say whose articles these are, where no folder was named and a person may think of others."""
    if folder is None:
        warn(f"these are the articles in {settings.shipped_documents()}; name yours with --documents.")


def warn(message: str) -> None:
    """Print one line on standard error."""
    print(f"article-assistant: {printable(' '.join(message.split()))}", file=sys.stderr)
