"""`questions`: what readers asked in vain or judged badly, for the owner of the articles."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.common import (
    BadUsage,
    DataOption,
    DocumentsOption,
    documents_folder,
    printable_path,
    tell_shipped,
    warn,
)
from assistant.commands.progress import ProgressBar

if TYPE_CHECKING:
    from assistant.journal.digest import Engine, Matter
    from assistant.journal.journal import Journal

_PIPED_WIDTH = 120


def command(
    documents: DocumentsOption = None,
    data: DataOption = None,
    unanswered: Annotated[bool, typer.Option("--unanswered", help="Only what was not or partly answered.")] = False,
    disliked: Annotated[bool, typer.Option("--disliked", help="Only answers with a thumb down.")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of this day and later: 2026-11-01.", show_default=False)
    ] = None,
    output: Annotated[Literal["text", "csv", "json"], typer.Option("--format", help="How to write them.")] = "text",
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="At most so many matters.")] = 20,
    forget: Annotated[bool, typer.Option("--forget", "--purge", help="Delete everything that was kept.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --forget: do not ask.")] = False,
) -> None:
    """Show what readers asked in vain and which answers they disliked.

    The same matter asked in other words is one entry, with how often, the reasons and notes that readers gave, what
    it is answered today and the sentences of the articles that come nearest.

    Feedback is always kept; questions are where the chat is started with --log-questions. Nothing tells who asked.

    \b
    Examples:
      article-assistant questions
      article-assistant questions --unanswered --since 2026-11-01
      article-assistant questions --format csv > questions.csv
      article-assistant questions --forget --yes
    """
    first = _day(since)
    from assistant.journal.journal import Journal
    from assistant.journal.store import NAME
    from index.places import data_folder

    folder = documents_folder(documents)
    path = data_folder(folder, data) / NAME
    if not path.is_file():
        if not forget and output != "text":
            print("[]" if output == "json" else _written((), "csv"))
        where = f"nothing has been kept for the articles in {folder}; --documents names another folder."
        warn(where if forget else f"{where} {_HOW}")
        return
    journal = Journal.open(path, questions=None, keep_days=None)
    try:
        if forget:
            _forget(journal, yes)
        else:
            both = unanswered == disliked
            _show(journal, first, unanswered or both, disliked or both, output, limit, folder, data)
    finally:
        journal.close()


_HOW = "Start the chat with --log-questions (or ARTICLE_ASSISTANT_LOG=questions) to keep questions, without who asked."


def _day(text: str | None) -> str:
    if text is None:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise BadUsage(f"--since {text[:40]} is no date; write year, month and day: 2026-11-01.") from error


def _forget(journal: Journal, yes: bool) -> None:
    if not yes:
        if not sys.stdin.isatty():
            raise BadUsage("--forget deletes all questions and feedback; add --yes where nobody can be asked.")
        typer.confirm("Delete all questions and feedback?", abort=True)
    number = journal.forget()
    print(f"Deleted {number:,} {'row' if number == 1 else 'rows'}.")


def _show(
    journal: Journal, since: str, unanswered: bool, disliked: bool, output: Literal["text", "csv", "json"],
    limit: int, folder: Path, data: Path | None,
) -> None:  # fmt: skip
    from assistant.journal.digest import matters, told

    asked, judged = journal.all_asked(since), journal.all_judged(since)
    engine = _engine(folder, data) if asked or judged else None
    found = matters(asked, judged, engine, unanswered=unanswered, disliked=disliked)
    shown = found[:limit] if engine is None else tuple(told(matter, engine) for matter in found[:limit])
    if output == "text" and shown:
        print(f"What readers asked of the articles in {printable_path(folder)}:\n")
    if shown or output != "text":
        print(_written(shown, output))
    if len(found) > limit:
        warn(f"{len(found) - limit:,} more; --limit {len(found)} shows all.")
    kept = f"{len(asked):,} questions and {len(judged):,} pieces of feedback" + (f" since {since}" if since else "")
    if not found:
        if folder == documents_folder(None):
            tell_shipped(None)
        nothing = "nothing is kept of that time." if since else "nothing has been kept."
        warn(f"nothing of that kind among {kept}." if asked or judged else nothing)
    if not journal.questions:
        warn(f"questions are not logged, only feedback is. {_HOW}")


def _engine(folder: Path, data: Path | None) -> Engine | None:
    """Return the assistant, or None, having said why: the log can be read without the articles."""
    from assistant.pipeline import Assistant
    from documents.errors import DocumentError
    from index.errors import IndexProblem

    try:
        with ProgressBar() as progress:
            return Assistant.open(folder, data, progress)
    except (DocumentError, IndexProblem) as error:
        warn(f"the articles cannot be asked, so what they say now is left out: {error}")
        return None


def _written(found: tuple[Matter, ...], output: Literal["text", "csv", "json"]) -> str:
    from assistant.commands.question_rows import COLUMNS, as_text, row_of
    from assistant.ledger.export import as_csv, as_json

    if output == "text":
        return as_text(found, shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH)
    if output == "csv":
        return as_csv([row_of(matter, flat=True) for matter in found], COLUMNS)
    return as_json([row_of(matter, flat=False) for matter in found])
