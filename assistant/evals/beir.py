"""Collections as BEIR lays them out, and judgements as TREC writes them: there only retrieval is measured.

    FOLDER/corpus.jsonl      {"_id", "title", "text"} a line
    FOLDER/queries.jsonl     {"_id", "text"} a line
    FOLDER/qrels/test.tsv    query-id, corpus-id, score, with a header; or lines of TREC: query 0 document relevance

Every document becomes an article of one paragraph, its title being the article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.evals import retrieval
from assistant.evals.rows import json_lines
from assistant.evals.run import summed
from assistant.evals.types import EvalError, Evaluation, Judged, Row, Score
from documents.build import About, Raw, build
from documents.types import Document, Span
from index.content import LevelName
from index.hybrid import HybridIndex

LEVELS: tuple[LevelName, ...] = ("passage", "sentence")
_DEPTH = 5 * retrieval.DEPTH  # passages that are found, so that DEPTH documents are among them
_DEFAULT = "test"  # of several files of judgements


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries by id, and which documents are relevant to which query."""

    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    qrels: retrieval.Qrels
    notes: tuple[str, ...] = ()


def read_collection(folder: Path, qrels: Path | None = None) -> Collection:
    """Read a folder; `qrels` names one file of judgements where there are several. Raises EvalError."""
    judged = read_qrels(qrels or _qrels_of(folder))
    queries = {id: text for id, _, text in _entries(folder / "queries.jsonl")}
    corpus = [(id, title, text) for id, title, text in _entries(folder / "corpus.jsonl") if (title + text).strip()]
    missing = sorted(judged.keys() - queries.keys())
    if len(missing) == len(judged):
        raise EvalError(
            f"{folder.name}: none of the {len(judged):,} judged queries ({missing[0]}, ...) stands in queries.jsonl; "
            "the judgements are of another collection."
        )
    notes = [f"{id}: judged, but not in queries.jsonl; left out." for id in missing]
    known = {id for id, _, _ in corpus}
    strange = sorted({document for one in judged.values() for document in one} - known)
    if strange:
        notes.append(f"{len(strange):,} judged documents, {strange[0]} for one, are not in corpus.jsonl: never found.")
    return Collection(
        tuple(_document(*entry) for entry in corpus),
        {id: queries[id] for id in judged if id in queries},
        {id: documents for id, documents in judged.items() if id in queries},
        tuple(notes),
    )


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Return the judgements of a file, BEIR's three columns or TREC's four; raises EvalError, naming the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise EvalError(f"{path}: {reason}; name a file of relevance judgements with --qrels.") from error
    judged: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines, 1):
        parts = line.rstrip("\r").split("\t") if line.count("\t") == 2 else line.split()
        if not parts or (number == 1 and len(parts) == 3 and not _is_whole(parts[-1])):
            continue  # an empty line, or the header of BEIR
        if len(parts) not in (3, 4) or not _is_whole(parts[-1]):
            raise EvalError(
                f"{path.name}, line {number}: not a judgement; write query, document and a whole number between tabs "
                "(BEIR), or query 0 document number (TREC)."
            )
        judged.setdefault(parts[0], {})[parts[-2]] = int(parts[-1])
    if not any(relevance > 0 for one in judged.values() for relevance in one.values()):
        raise EvalError(f"{path.name} judges no document as relevant; a relevance above 0 is needed.")
    return judged


def evaluate(name: str, collection: Collection, index: HybridIndex) -> Evaluation:
    """Search the index for every query and measure both levels, documents ranked by their best passage or sentence."""
    retrieval.library()
    added: dict[str, dict[str, Score]] = {id: {} for id in collection.queries}
    for level in LEVELS:
        rankings = {id: _ranking(index, level, id, text) for id, text in collection.queries.items()}
        for id, values in retrieval.measured(retrieval.COLLECTION, collection.qrels, rankings).items():
            added[id] |= {f"{level} {measure}": (value, 1.0) for measure, value in values.items()}
    judged = [Judged(Row(id, text, kind="query"), None, scores=added[id]) for id, text in collection.queries.items()]
    return summed(name, judged, index.generation, collection.notes)


def _ranking(index: HybridIndex, level: LevelName, query: str, text: str) -> list[str]:
    """Return the best documents; one with the query's own id is left out, as BEIR does."""
    hits = index.search(text, _DEPTH, level=level)
    rows = [index.passages[hit.row].document if level == "passage" else index.sentences[hit.row][0] for hit in hits]
    return [document for document in dict.fromkeys(rows) if document != query][: retrieval.DEPTH]


def _entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (id, title, text) of the lines of a corpus or of queries."""
    seen: dict[str, int] = {}
    for number, value in json_lines(path):
        where = f"{path.name}, line {number}"
        id = _field(value, ("_id", "id"), where)
        if id in seen:
            raise EvalError(f"{where}: the id {id!r} is that of line {seen[id]}; give each entry its own.")
        seen[id] = number
        yield id, str(value.get("title") or ""), _field(value, ("text",), where)
    if not seen:
        raise EvalError(f'{path.name} holds no entry; write one object a line: {{"_id": "1", "text": "..."}}.')


def _field(value: Mapping[str, Any], names: Sequence[str], where: str) -> str:
    found = next((value[name] for name in names if value.get(name) is not None), None)
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        return str(found)
    if not isinstance(found, str):
        raise EvalError(f"{where}: {names[0]} is missing or no text; every entry needs _id and text.")
    return found


def _document(id: str, title: str, text: str) -> Document:
    whole = text if text.strip() else title
    return build(whole, [Raw("paragraph", Span(0, len(whole)))], About(title=title), id=id, source=id)


def _qrels_of(folder: Path) -> Path:
    found = sorted(path for path in (folder / "qrels").glob("*") if path.is_file() and not path.name.startswith("."))
    found = found or sorted(path for path in folder.glob("*qrels*") if path.is_file())
    if not found:
        raise EvalError(f"{folder} holds no qrels/*.tsv; add the judgements, or name their file with --qrels.")
    preferred = [path for path in found if path.stem == _DEFAULT] or (found if len(found) == 1 else [])
    if not preferred:
        names = ", ".join(path.name for path in found[:10])
        raise EvalError(f"{folder} holds several judgements ({names}); choose one with --qrels.")
    return preferred[0]


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()
