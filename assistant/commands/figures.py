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
    UnusedDataOption,
    check_document,
    documents_folder,
    warn,
)
from assistant.commands.progress import ProgressBar

if TYPE_CHECKING:
    from assistant.ledger.entries import Entry
    from assistant.ledger.query import Wanted
    from assistant.ledger.types import Conflict
    from documents.figures.types import Status
    from documents.types import Document

CONFLICTS = 4  # exit status: figures were found that cannot all be true
_PIPED_WIDTH = 160  # a table that goes to a file: room for most sentences on two lines

Text = str | None


def command(
    documents: DocumentsOption = None,
    data: UnusedDataOption = None,
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
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Report figures that cannot all be true instead of listing all.")
    ] = False,
    output: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to write them.")] = "table",
) -> None:
    """List every figure that the articles state, and below them the ids of the articles.

    Each comes with its sentence. Numbers are in base units: "6.2 billion" is 6200000000. Without --sort they come in
    the order of the text. Filters combine: a figure has to pass all of them.

    With --conflicts, it reports one metric with two values, and arithmetic of the articles that does not add up:
    changes, shares, totals, tables. Rounding, "about" and "over" are allowed for. Filters then choose the conflicts
    with such a figure.

    Ends with status 0, also where nothing matches; with 3 where a file could not be read, with 4 where --conflicts
    found some.

    \b
    Examples:
      article-assistant figures --metric revenue
      article-assistant figures --unit weeks --min "1 month" --sort=-value
      article-assistant figures --period 2024 --group subject
      article-assistant figures --format csv > figures.csv
      article-assistant figures --documents ~/articles --sort subject,metric,from
      article-assistant figures --documents ~/articles --conflicts

    \b
    Columns, for --sort, --group, CSV and JSON:
      document subject metric kind value low high unit per bound period from to
      within milestone status speaker sentence start end dimension heading
    """
    if conflicts and (sort is not None or group is not None or reverse):
        raise BadUsage("--conflicts come in the order of the articles; leave out --sort, --reverse and --group.")
    columns = _columns(sort, "--sort")
    groups = _columns(group, "--group")
    wanted = _wanted(document, subject, metric, kind, unit, period, status, text, least, most)
    from assistant.commands.figure_rows import articles
    from assistant.ledger.query import ordered, select
    from documents.library import Library

    folder = documents_folder(documents)
    library = Library(folder)
    for failure in library.failures:
        warn(str(failure.error))
    check_document(document, library, folder)
    read = _read([one for one in library if document in (None, one.id)])
    chosen = select(read, wanted)
    status_now = PARTIAL if library.failures else 0
    if conflicts:
        found = _conflicts(read, chosen)
        _show_conflicts(found, output)
        status_now = CONFLICTS if found else status_now
    else:
        rows = ordered(chosen, columns)
        _show_rows(tuple(reversed(rows)) if reverse else rows, groups, output)
        if output == "table":
            print("\n".join(articles([one for one in library if document in (None, one.id)], folder, _width())))
    if status_now:
        raise typer.Exit(status_now)


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


def _conflicts(read: tuple[Entry, ...], chosen: tuple[Entry, ...]) -> tuple[Conflict, ...]:
    """Return the conflicts that a chosen figure has part in; they are looked for among all figures."""
    from assistant.ledger.conflicts import conflicts

    places = {(entry.document.id, entry.figure.quantity.span) for entry in chosen}
    return tuple(
        one
        for one in conflicts(read)
        if any((entry.document.id, entry.figure.quantity.span) in places for entry in one.entries)
    )


def _show_conflicts(found: tuple[Conflict, ...], output: str) -> None:
    from assistant.commands.figure_conflicts import written

    if found or output != "table":
        print(written(found, output, _width()))
    if not found:
        warn("no conflict found.")


def _show_rows(rows: tuple[Entry, ...], groups: tuple[str, ...], output: str) -> None:
    from assistant.commands.figure_rows import as_table
    from assistant.ledger.entries import row_of
    from assistant.ledger.export import as_csv, as_json
    from assistant.ledger.query import grouped

    if not rows:
        warn("no figure matches.")
    parts = grouped(rows, groups[0]) if groups else (("", rows),)
    named = [
        (f"{groups[0]}: {name or 'none'} ({len(part):,})" if groups else "", [row_of(entry) for entry in part])
        for name, part in parts
    ]
    flat = [row for _, part in named for row in part]
    print(as_csv(flat) if output == "csv" else as_json(flat) if output == "json" else as_table(named, _width()))


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH
