"""`figures`: every figure that the articles state."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from assistant.commands.common import BadUsage, DocumentOption, DocumentsOption, check_document, documents_folder, warn
from assistant.commands.figure_rows import COLUMNS, Row, as_csv, as_json, as_table, row_of, sort_key
from documents.figures.types import Figure

_PIPED_WIDTH = 160  # a table that goes to a file: room for most sentences on two lines


def command(
    documents: DocumentsOption = None,
    document: DocumentOption = None,
    metric: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only figures whose metric or kind holds this text.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only figures about what this text names.")
    ] = None,
    output: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to write them.")] = "table",
    sort: Annotated[
        str | None, typer.Option(metavar="COLUMN", help=f"Order by a column: {', '.join(COLUMNS)}.")
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
) -> None:
    """List every figure that the articles state.

    Each comes with its sentence. Numbers are in base units: "6.2 billion" is 6200000000. Without --sort they come in
    the order of the text.

    \b
    Examples:
      article-assistant figures --metric revenue
      article-assistant figures --format csv > figures.csv
      article-assistant figures --documents ~/articles --sort value --reverse
    """
    if sort is not None and sort not in COLUMNS:
        raise BadUsage(f"--sort {sort} is not a column; choose one of {', '.join(COLUMNS)}.")
    from documents.figures.extract import extract
    from documents.library import Library

    library = Library(documents_folder(documents))
    for failure in library.failures:
        warn(str(failure.error))
    check_document(document, library)
    chosen = [one for one in library if document in (None, one.id)]
    rows = [row_of(figure, one) for one in chosen for figure in extract(one) if _wanted(figure, metric, subject)]
    if sort is not None:
        rows.sort(key=lambda row: sort_key(row, sort))
    if reverse:
        rows.reverse()
    if not rows:
        warn("no figure matches.")
    print(_written(rows, output))


def _wanted(figure: Figure, metric: str | None, subject: str | None) -> bool:
    metrics = (figure.metric, figure.kind or "")
    subjects = (figure.subject or "", *figure.subjects)
    return _holds(metrics, metric) and _holds(subjects, subject)


def _holds(texts: Sequence[str], part: str | None) -> bool:
    return part is None or any(part.casefold() in text.casefold() for text in texts)


def _written(rows: Sequence[Row], output: str) -> str:
    if output == "csv":
        return as_csv(rows)
    if output == "json":
        return as_json(rows)
    return as_table(rows, shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH)
