"""The question-answering data as examples of one form: a question, sentences in order, and which of them answer.

Each source is one function and one line of SOURCES. `group` is what a split must keep together.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Range = tuple[int, int]
_COMPARES = re.compile(
    r"\w+est\b|\b(?:most|least|first|last|next|previous|only|after|before|same|other than|more|less|fewer|than|total|"
    r"top|consecutive|difference|both|above|below|earlier|later|listed|each|all|any|not|never)\b"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the sentences that may answer it."""

    question: str
    sentences: tuple[str, ...]
    gold: frozenset[int]  # sentences that answer; none where nothing does
    answers: dict[int, tuple[Range, ...]] = field(default_factory=dict)  # by gold sentence: characters of the answer
    source: str = ""
    group: str = ""
    above: str = ""  # a title or heading
    rows: bool = False  # the sentences are rows of a table: none stands before another


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def found(sentence: str, answers: list[str]) -> tuple[Range, ...]:
    """Where the first answer that stands in a sentence stands, at word ends."""
    for answer in answers:
        if not answer.strip():
            continue
        match = re.search(rf"(?<!\w){re.escape(answer.strip())}(?!\w)", sentence, re.IGNORECASE)
        if match:
            return (match.span(),)
    return ()


def labelled(folder: Path, name: str) -> Iterator[Example]:
    """Sources with `sentences` and `answer_sentences`."""
    for row in lines(folder / f"{name}.jsonl.gz"):
        gold = row["answer_sentences"]
        if gold is None or (not gold and row.get("answerable", True)) or row.get("ambiguous"):
            continue
        if row.get("agreement") is not None and row["agreement"] < 0.6:
            continue
        sentences = tuple(" ".join(one.split()) for one in row["sentences"])
        answers = {at: spans for at in gold if (spans := found(sentences[at], row["answers"]))}
        group = row.get("topic") or row.get("sent_id") or row["context"][:80]
        yield Example(
            row["question"], sentences, frozenset(gold), answers, row["source"], str(group), row.get("section") or ""
        )


def qamr(folder: Path, name: str) -> Iterator[Example]:
    """Questions on one sentence each; other sentences of the same article stand beside it."""
    rows = list(lines(folder / f"{name}.jsonl.gz"))
    articles: dict[str, dict[str, str]] = {}
    for row in rows:
        articles.setdefault(row["sent_id"].rsplit(":", 2)[0], {})[row["sent_id"]] = row["sentences"][0]
    for row in rows:
        article = row["sent_id"].rsplit(":", 2)[0]
        own = row["sentences"][0]
        others = [text for text in articles[article].values() if text != own][:5]
        answers = {0: spans} if (spans := found(own, row["answers"][1:])) else {}
        if answers or not row["answerable"]:
            gold = frozenset(answers)
            yield Example(row["question"], (own, *others), gold, answers, row["source"], article, rows=True)


def squad2(folder: Path, name: str) -> Iterator[Example]:
    """Paragraphs with all their questions, near misses that nothing answers included."""
    for paragraph in lines(folder / f"{name}.jsonl.gz"):
        spans = sentence_spans(paragraph["context"])
        sentences = tuple(paragraph["context"][start:end] for start, end in spans)
        for qa in paragraph["qas"]:
            gold: dict[int, tuple[Range, ...]] = {}
            for answer in () if qa["is_impossible"] else qa["answers"]:
                at = answer["answer_start"] if "answer_start" in answer else answer["start"]
                place = next((n for n, (start, end) in enumerate(spans) if start <= at < end), None)
                if place is not None and place not in gold:
                    start = at - spans[place][0]
                    gold[place] = ((start, start + len(answer["text"])),)
            if gold or qa["is_impossible"]:
                yield Example(
                    qa["question"], sentences, frozenset(gold), gold, "squad2", paragraph["title"],
                    paragraph["title"].replace("_", " "),
                )  # fmt: skip


def sentence_spans(text: str) -> list[Range]:
    """Sentences of a paragraph as the product splits them."""
    from documents.build import About, Raw, build
    from documents.types import Span

    document = build(text, [Raw("paragraph", Span(0, len(text)))], About("paragraph"), id="p", source="p")
    return [(sentence.span.start, sentence.span.end) for sentence in document.sentences]


def row_text(header: list[str], row: list[str]) -> tuple[str, list[Range]]:
    """A table's row as the product writes it for the model, and where each cell stands."""
    text, places = "", []
    for at, (name, cell) in enumerate(zip(header, row, strict=False)):
        name, cell = " ".join(name.split()), " ".join(cell.split())
        text += "; " if text else ""
        text += f"{name}: " if at and name else ""
        places.append((len(text), len(text) + len(cell)))
        text += cell
    return text, places


def wikitables(folder: Path, _: str) -> Iterator[Example]:
    """Questions whose answer is one cell, found by its own row: those that compare rows are left out."""
    tables = {table["table_id"]: table for table in lines(folder / "tables.jsonl.gz")}
    for row in lines(folder / "train.jsonl.gz"):
        if len(row["answer_cells"]) == 1 and not _COMPARES.search(row["question"].lower()):
            yield from cells(
                row, tables[row["table_id"]]["header"], tables[row["table_id"]]["rows"], row["answer_cells"]
            )


def fetaqa(folder: Path, name: str) -> Iterator[Example]:
    """Questions with the cells that an answer in words rests on."""
    for row in lines(folder / f"{name}.jsonl.gz"):
        if row.get("evidence_cells"):
            yield from cells(row, row["header"], row["rows"], row["evidence_cells"], row["title"])


def aitqa(folder: Path, name: str) -> Iterator[Example]:
    """Questions on airlines' reports; headers are paths."""
    for row in lines(folder / f"{name}.jsonl.gz"):
        header = [" ".join(path) for path in row["column_header"]]
        body = row["data"]
        shift = 0
        if row["row_header"]:
            header, shift = ["", *header], 1
            body = [[" ".join(path), *one] for path, one in zip(row["row_header"], body, strict=False)]
        if row["answer_cells"]:
            yield from cells(row, header, body, [[r, c + shift] for r, c in row["answer_cells"]])


def cells(
    row: dict[str, Any], header: list[str], body: list[list[str]], wanted: list[list[int]], title: str = ""
) -> Iterator[Example]:
    """An example of a table's rows, with the cells that answer."""
    written = [row_text(header, one) for one in body]
    answers: dict[int, tuple[Range, ...]] = {}
    for r, c in wanted:
        if 0 <= r < len(written) and c < len(written[r][1]) and written[r][1][c][0] < written[r][1][c][1]:
            answers[r] = (*answers.get(r, ()), written[r][1][c])
    if answers and len(answers) <= 5:
        texts = tuple(text for text, _ in written)
        group = row.get("table_id") or title
        yield Example(row["question"], texts, frozenset(answers), answers, row["source"], str(group), title, rows=True)


def tatqa(folder: Path, name: str) -> Iterator[Example]:
    """Annual reports: a table and paragraphs, and the figures that an answer quotes."""
    for row in lines(folder / f"{name}.jsonl.gz"):
        stated = [*row["quotes"], *(n for answer in row["answers"] for n in _NUMBER.findall(answer))]
        quotes = {quote.replace(",", "").strip("$%()- ") for quote in stated if len(quote) < 20}
        texts: list[str] = []
        for chunk in row["sentences"]:
            if chunk.lstrip().startswith("|"):
                texts += report_rows(chunk)
            else:
                texts += [chunk[start:end] for start, end in sentence_spans(chunk)]
        wanted = {at: _quoted(text, quotes) for at, text in enumerate(texts)}
        answers = {at: spans for at, spans in wanted.items() if spans}
        if answers and len(answers) <= 3:
            yield Example(
                row["question"], tuple(texts), frozenset(answers), answers, "tatqa", row["context"][:80], rows=True
            )


def report_rows(markdown: str) -> list[str]:
    """The rows of a report's table as sentences: headers of several lines are joined, and group rows prefixed."""
    table = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in markdown.strip().splitlines()]
    table = [line for line in table if not all(set(cell) <= set("-: ") for cell in line)]
    head = 0
    while head < len(table) - 1 and (head == 0 or not table[head][0]):
        head += 1
    header = [" ".join(filter(None, column)) for column in zip(*table[:head], strict=False)]
    texts, over = [], ""
    for line in table[head:]:
        if not any(line[1:]):
            over = line[0].rstrip(":")
            continue
        label = f"{over}: {line[0]}" if over and line[0] else line[0]
        filled = [(name, cell) for name, cell in zip(header[1:], line[1:], strict=False) if cell]
        texts.append(row_text(["", *(name for name, _ in filled)], [label, *(cell for _, cell in filled)])[0])
    return texts


def _quoted(text: str, quotes: set[str]) -> tuple[Range, ...]:
    return tuple(m.span() for m in _NUMBER.finditer(text) if m.group().replace(",", "") in quotes)


Reader = Callable[[Path, str], Iterator[Example]]
SOURCES: dict[str, tuple[str, Reader, str]] = {
    "new_wiki": ("squadshifts", labelled, "new_wiki"),
    "amazon": ("squadshifts", labelled, "amazon"),
    "reddit": ("squadshifts", labelled, "reddit"),
    "squad1": ("squad1_train_part", labelled, "paragraphs"),
    "squad1_short": ("squad1_train_part", labelled, "sentences"),
    "squad2": ("squad2_dev_part", squad2, "paragraphs"),
    "selqa": ("selqa", labelled, "dev_test"),
    "qamr": ("qamr", qamr, "dev_test"),
    "qamr_invalid": ("qamr", qamr, "both_validators_invalid"),
    "qed": ("qed", labelled, "dev"),
    "clapnq": ("clapnq", labelled, "dev"),
    "covidqa": ("covidqa", labelled, "windows"),
    "tatqa": ("tatqa_train_part", tatqa, "train"),
    "finqa": ("finqa_train_part", labelled, "evidence"),
    "wikitables": ("wikitablequestions", wikitables, ""),
    "fetaqa": ("fetaqa", fetaqa, "dev_test"),
    "aitqa": ("aitqa", aitqa, "all"),
}


def read(root: Path, name: str) -> list[Example]:
    """All examples of a source below the folder `root`."""
    folder, reader, file = SOURCES[name]
    return list(reader(root / folder, file))
