"""`figures`: the ledger of every figure that the articles state."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.common import (
    PARTIAL,
    BadUsage,
    DocumentOption,
    DocumentsOption,
    check_document,
    documents_folder,
    warn,
)
from assistant.commands.progress import ProgressBar

if TYPE_CHECKING:
    from assistant.ledger.entries import Entry
    from assistant.ledger.query import Wanted
    from documents.figures.types import Status
    from documents.types import Document

_PIPED_WIDTH = 160  # a table that goes to a file: room for most sentences on two lines

Text = str | None


def command(
    documents: DocumentsOption = None,
    document: DocumentOption = None,
    metric: Annotated[Text, typer.Option(metavar="TEXT", help="Metric or kind holds this text.")] = None,
    subject: Annotated[Text, typer.Option(metavar="TEXT", help="About what this text names.")] = None,
    kind: Annotated[Text, typer.Option(metavar="KIND", help="Of this kind: price, revenue, orders.")] = None,
    unit: Annotated[
        Text, typer.Option(metavar="UNIT", help="In this unit or one that converts: weeks; or of a dimension: money.")
    ] = None,
    period: Annotated[Text, typer.Option(metavar="TIME", help='Of this time or a part of it: 2024, "Q1 2025".')] = None,
    status: Annotated[Literal["actual", "estimate", "forecast", "target"] | None, typer.Option(help="Status.")] = None,
    text: Annotated[Text, typer.Option(metavar="TEXT", help="Sentence holds this text.")] = None,
    least: Annotated[Text, typer.Option("--min", metavar="N", help='At least this: 5000, "2 weeks".')] = None,
    most: Annotated[Text, typer.Option("--max", metavar="N", help="At most this.")] = None,
    sort: Annotated[
        Text, typer.Option(metavar="COLUMNS", help="Order by columns, a minus before one turns it: subject,-value.")
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    group: Annotated[Text, typer.Option(metavar="COLUMN", help="Put rows with the same value together.")] = None,
    output: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to write them.")] = "table",
) -> None:
    """List every figure that the articles state.

    Each comes with its sentence. Numbers are in base units: "6.2 billion" is 6200000000. Without --sort they come in
    the order of the text. Filters combine: a figure has to pass all of them.

    Ends with status 0, also where nothing matches; with 3 where a file could not be read.

    \b
    Examples:
      article-assistant figures --metric revenue
      article-assistant figures --unit weeks --min "1 month" --sort=-value
      article-assistant figures --period 2024 --group subject
      article-assistant figures --format csv > figures.csv
      article-assistant figures --documents ~/articles --sort subject,metric,from

    \b
    Columns, for --sort, --group, CSV and JSON:
      document subject metric kind value low high unit per bound period from to
      within milestone status speaker sentence start end dimension heading
    """
    columns = _columns(sort, "--sort")
    groups = _columns(group, "--group")
    wanted = _wanted(document, subject, metric, kind, unit, period, status, text, least, most)
    from assistant.ledger.query import ordered, select
    from documents.library import Library

    library = Library(documents_folder(documents))
    for failure in library.failures:
        warn(str(failure.error))
    check_document(document, library)
    read = _read([one for one in library if document in (None, one.id)])
    rows = ordered(select(read, wanted), columns)
    if reverse:
        rows = tuple(reversed(rows))
    if not rows:
        warn("no figure matches.")
    print(_written(rows, groups, output))
    if library.failures:
        raise typer.Exit(PARTIAL)


def _columns(text: str | None, option: str) -> tuple[str, ...]:
    from assistant.ledger.entries import COLUMNS

    names = tuple(name.strip() for name in text.split(",")) if text is not None else ()
    if option == "--group" and len(names) > 1:
        raise BadUsage("--group takes one column; --sort takes several.")
    for name in names:
        if name.removeprefix("-") not in COLUMNS:
            raise BadUsage(f"{option} {name[:40]} is not a column; choose from {', '.join(COLUMNS)}.")
    return names


def _wanted(
    document: Text, subject: Text, metric: Text, kind: Text, unit: Text, period: Text, status: Status | None,
    text: Text, least: Text, most: Text,
) -> Wanted:  # fmt: skip
    from assistant.ledger.query import UnreadableWish, Wanted, period_of, size_of, unit_named

    named = unit_named(unit) if unit else None
    try:
        return Wanted(
            document=document,
            subject=subject,
            metric=metric,
            kind=kind,
            status=status,
            unit=named,
            period=period_of(period) if period else None,
            text=text,
            minimum=size_of(least) if least else None,
            maximum=size_of(most) if most else None,
        )
    except UnreadableWish as error:
        raise BadUsage(f"{error}.") from error


def _read(documents: list[Document]) -> tuple[Entry, ...]:
    """Return the figures of the documents; a bar shows how far it is where that takes longer."""
    from assistant.ledger.entries import entries

    found: list[Entry] = []
    with ProgressBar() as progress:
        for done, document in enumerate(documents, start=1):
            found.extend(entries((document,)))
            progress("Reading figures", done, len(documents))
    return tuple(found)


def _written(rows: tuple[Entry, ...], groups: tuple[str, ...], output: str) -> str:
    from assistant.commands.figure_rows import as_csv, as_json, as_table
    from assistant.ledger.entries import row_of
    from assistant.ledger.query import grouped

    parts = grouped(rows, groups[0]) if groups else (("", rows),)
    written = [row_of(entry) for _, part in parts for entry in part]
    if output == "csv":
        return as_csv(written)
    if output == "json":
        return as_json(written)
    named = [
        (f"{groups[0]}: {name or 'none'} ({len(part):,})" if groups else "", [row_of(entry) for entry in part])
        for name, part in parts
    ]
    return as_table(named, shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH)
