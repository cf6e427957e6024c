"""`ask`: one question, or a file of them, answered on standard output."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import settings
from assistant.commands.batch import Row, read_batch, to_json
from assistant.commands.common import (
    DEBUG_VARIABLE,
    PARTIAL,
    BadUsage,
    DataOption,
    DocumentOption,
    DocumentsOption,
    check_document,
    documents_folder,
    load_model,
    warn,
)
from assistant.commands.progress import ProgressBar
from assistant.printable import printable

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.types import Answer

_PIPED_WIDTH = 10**6  # text that goes to a file or a program is not wrapped


def command(
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="The question; - reads it from standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Answer every line of a .jsonl file (- is standard input): objects with id, question, history "
            "and optionally document. Prints one JSON object a line and nothing else.",
            show_default=False,
        ),
    ] = None,
    history: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="An earlier question of the conversation; repeat it, oldest first."),
    ] = None,
    document: DocumentOption = None,
    documents: DocumentsOption = None,
    data: DataOption = None,
) -> None:
    """Answer a question, with working and sources.

    \b
    Examples:
      article-assistant ask "How many orders came in the first hour?"
      article-assistant ask "And in the second?" --history "How many orders came in the first hour?"
      article-assistant ask --json "Who wrote this?"
      article-assistant ask --batch questions.jsonl > answers.jsonl
    """
    if batch is not None:
        if question is not None or history or document:
            raise BadUsage("--batch takes question, history and document from its lines; leave them out.")
        rows = read_batch(batch)
        assistant = _open(documents, data)
        for wanted in dict.fromkeys(row.document for row in rows):
            check_document(wanted, assistant.documents)
        _answer_all(assistant, rows)
        return
    row = Row(id="", question=_checked(question), history=tuple(history or ()), document=document)
    assistant = _open(documents, data)
    check_document(document, assistant.documents)
    answer = _answer(assistant, row)
    if as_json:
        print(to_json(answer.to_dict(), indent=2))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH
        print(as_text(answer, width=width))


def as_text(answer: Answer, *, width: int) -> str:
    """Lay an answer out for a terminal: the statement, the working, what to keep in mind, the numbered quotes."""
    parts = [_wrapped(answer.text, width)]
    calculation = answer.calculation
    if calculation is not None:
        parts.append(_listed("Working", (calculation.formula, *calculation.steps), width))
    parts.append(_listed("Keep in mind", answer.caveats, width))
    sources = []
    for citation in answer.citations:
        place = " > ".join((citation.title, *citation.heading)) + (f", page {citation.page}" if citation.page else "")
        sources.append(_wrapped(f"[{citation.number}] {place}", width, "  "))
        if citation.columns:
            sources.append(_wrapped(f"Columns: {citation.columns}", width, "      "))
        sources.append(_wrapped(f"“{' '.join(citation.quote.split())}”", width, "      "))
    if sources:
        parts.append("\n".join(["Sources", *sources]))
    parts.append(_listed("You could ask", answer.suggestions, width))
    return "\n\n".join(part for part in parts if part)


def _listed(title: str, lines: tuple[str, ...], width: int) -> str:
    return "\n".join([title, *(_wrapped(line, width, "  ") for line in lines if line)]) if any(lines) else ""


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width=width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        for line in printable(text).splitlines()
    )


def _checked(question: str | None) -> str:
    if question is None:
        raise BadUsage("no question given; put it in quotes, as in: article-assistant ask 'Who wrote this?'")
    if question == "-":
        # One character more than allowed is enough to know; the rest of an endless stream is not read.
        question = sys.stdin.read(settings.MAX_QUESTION + 1)
    if not question.strip():
        raise BadUsage("the question is empty; put it in quotes, as in: article-assistant ask 'Who wrote this?'")
    if len(question) > settings.MAX_QUESTION:
        raise BadUsage(f"the question is longer than {settings.MAX_QUESTION:,} characters; ask one thing at a time.")
    return question


def _open(documents: Path | None, data: Path | None) -> Assistant:
    folder = documents_folder(documents)
    load_model(folder, data)  # before the imports, so that both go on at once
    from assistant.pipeline import Assistant

    with ProgressBar() as progress:
        assistant = Assistant.open(folder, data, progress)
    for failure in assistant.failures:
        warn(failure.message)
    return assistant


def _answer_all(assistant: Assistant, rows: tuple[Row, ...]) -> None:
    """Print an answer a line. A fault of the program in one of them is said there and does not cost the others."""
    failed = 0
    for row in rows:
        try:
            answer = _answer(assistant, row)
        except Exception as error:
            if os.environ.get(DEBUG_VARIABLE):
                raise
            failed += 1
            warn(f"question {row.id}: internal error, {type(error).__name__}: {error}")
            answer = _no_answer(row, assistant.generation)
        print(to_json(answer.to_dict()), flush=True)
    if failed:
        raise typer.Exit(PARTIAL)


def _no_answer(row: Row, generation: str) -> Answer:
    from assistant.types import Answer

    text = "This question could not be answered because of a fault in the program."
    return Answer(row.id, row.question, row.question, "not_found", text, generation=generation)


def _answer(assistant: Assistant, row: Row) -> Answer:
    answer = assistant.ask(row.question, row.history, row.document)
    return replace(answer, id=row.id) if row.id else answer
