"""`eval`: ask a set of questions, measure the answers, compare with floors and with the last run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import PARTIAL, BadUsage, DataOption, DocumentsOption, documents_folder, warn
from assistant.commands.progress import ProgressBar
from assistant.printable import printable

if TYPE_CHECKING:
    from assistant.evals.compare import Comparison
    from assistant.evals.floors import Floors
    from assistant.evals.types import Evaluation

BELOW = 1  # exit status: a floor is missed
_SHOWN = 5  # failing questions that are shown where one is


def command(
    questions: Annotated[
        Path,
        typer.Argument(metavar="QUESTIONS", help="A .jsonl file of questions, or a folder in BEIR's layout."),
    ],
    documents: DocumentsOption = None,
    data: DataOption = None,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="TOML file with the least that must be reached.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="LAST.json", help="report.json of an earlier run to compare with.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write report.html, report.json and latency.json there.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON instead of a table.")] = False,
    failures: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            show_default=False,
            help=f"Show N failing questions. Default: {_SHOWN} where a floor is missed, else none.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Name of the set, and of its table of floors. Default: that of QUESTIONS."),
    ] = None,
    qrels: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Relevance judgements of a BEIR folder, in BEIR's or TREC's form."),
    ] = None,
) -> None:
    """Measure the answers to a set of questions.

    Each line of QUESTIONS is an object with id, question and what a right answer holds: answer, numbers, evidence,
    must_not, caveat, refuse. In a folder in BEIR's layout only retrieval is measured.

    Ends with status 0, with 1 where a floor is missed, 2 where a file cannot be used, 3 where the program failed on
    a question.

    \b
    Examples:
      article-assistant eval questions.jsonl --documents articles
      article-assistant eval questions.jsonl --documents articles --floors floors.toml --report report
      article-assistant eval questions.jsonl --documents articles --compare report/report.json
      article-assistant eval scifact
    """
    from assistant.evals.types import EvalError
    from documents.errors import DocumentError
    from index.errors import IndexProblem

    try:
        _run(questions, documents, data, floors, compare, report, as_json, failures, name, qrels)
    except (EvalError, DocumentError, IndexProblem) as error:
        raise BadUsage(str(error)) from error  # not 1, which says that a floor is missed
    except OSError as error:
        raise BadUsage(f"{error.filename or 'a file'}: {error.strerror or error}.") from error


def _run(
    questions: Path, documents: Path | None, data: Path | None, floors_file: Path | None, last: Path | None,
    folder: Path | None, as_json: bool, failures: int | None, name: str | None, qrels: Path | None,
) -> None:  # fmt: skip
    from assistant.evals import compare, floors, page, report

    chosen = name or (questions.stem if questions.suffix else questions.resolve().name)
    # Files that cannot be used are told before the questions are asked.
    least = floors.read_floors(floors_file, chosen) if floors_file is not None else {}
    earlier = compare.read_report(last) if last is not None else None
    evaluation = _evaluated(questions, documents, data, chosen, qrels)
    than = compare.compare(evaluation, earlier) if earlier is not None else None
    below = floors.missed(evaluation, least)
    told = report.as_dict(evaluation, least, below, than)
    if folder is not None:
        report.write(folder, told, page.page(evaluation, least, below, than), evaluation.latency)
    if as_json:
        print(report.to_json({**told, "latency": report.latency_dict(evaluation.latency)}), end="")
    else:
        _show(evaluation, least, than, (_SHOWN if below else 0) if failures is None else failures)
    for note in evaluation.notes:
        warn(note)
    for sentence in below:
        warn(sentence)
    if below:
        raise typer.Exit(BELOW)
    if evaluation.faults:
        raise typer.Exit(PARTIAL)


def _evaluated(questions: Path, documents: Path | None, data: Path | None, name: str, qrels: Path | None) -> Evaluation:
    """Return the evaluation of a file of questions or of a collection."""
    if questions.is_dir():
        if documents is not None:
            raise BadUsage("a folder in BEIR's layout brings its own documents; leave out --documents.")
        return _collection(questions, data, name, qrels)
    if qrels is not None:
        raise BadUsage("--qrels goes with a folder in BEIR's layout; a file of questions holds its own evidence.")
    from assistant.evals.rows import read_rows
    from assistant.evals.run import evaluate

    asked = read_rows(questions)
    from assistant.pipeline import Assistant

    with ProgressBar() as progress:
        assistant = Assistant.open(documents_folder(documents), data, progress)
        for failure in assistant.failures:
            warn(failure.message)
        return evaluate(name, asked, assistant, progress)


def _collection(folder: Path, data: Path | None, name: str, qrels: Path | None) -> Evaluation:
    from assistant.evals import beir
    from index.cache import EmbeddingCache
    from index.hybrid import HybridIndex
    from index.places import data_folder

    collection = beir.read_collection(folder, qrels)
    kept = data_folder(folder, data)
    kept.mkdir(parents=True, exist_ok=True)
    with ProgressBar() as progress:
        index = HybridIndex.build(
            collection.documents, cache=EmbeddingCache(kept / "embeddings.sqlite3"), progress=progress
        )
        return beir.evaluate(name, collection, index)


def _show(evaluation: Evaluation, least: Floors, than: Comparison | None, failures: int) -> None:
    from assistant.evals import text

    lines = [*text.table(evaluation, least), *text.failures(evaluation, failures)]
    if than is not None:
        lines += ["", *text.changes(than)]
    print("\n".join(printable(line) for line in lines))
