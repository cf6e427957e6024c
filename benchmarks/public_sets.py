"""The public sets of questions on annual reports, and their pages written as articles.

TAT-QA (Zhu and others, 2021) asks of a table with paragraphs, FinQA (Chen and others, 2021) of a page of a report.
A page is written as a web page with a real table, since that is how reports are published.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

_KEPT_TAGS = re.compile(r"&lt;(/?(?:i|b|sup|sub))&gt;")
_INTRODUCES = re.compile(r"\bfollow(?:s|ing)\b|\btable\b", re.IGNORECASE)
_LEAD_PARAGRAPHS = 3  # the table's place is not given; a paragraph that introduces it is one of the first


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its gold answer."""

    id: str
    document: str  # Document.id of its page
    question: str
    group: str  # the operation that the set names, or the kind of span
    gold: tuple[str, ...]  # spans, or one number as written
    scale: Decimal  # of a gold number: 1000 for "thousand", 1/100 for "percent", 1 where none is given
    numeric: bool
    program: str  # TAT-QA's derivation, FinQA's program
    table: tuple[tuple[str, ...], ...] = ()  # FinQA: what its table operations read


SCALES = {
    "": Decimal(1),
    "percent": Decimal("0.01"),
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
}


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line, parse_float=Decimal) for line in lines]


def tatqa(folder: Path, pages: Path) -> list[Asked]:
    """Write TAT-QA's contexts to `pages` and return its questions."""
    names = {}
    for at, context in enumerate(read_lines(folder / "contexts.jsonl.gz")):
        names[context["context_id"]] = f"page-{at:03}"
        texts = [p["text"] for p in sorted(context["paragraphs"], key=lambda p: p["order"])]
        lead = introduced_by(texts) + 1
        write_page(pages / f"page-{at:03}.html", texts[:lead], context["table"], texts[lead:])
    return [
        Asked(
            id=row["id"],
            document=names[row["context_id"]],
            question=row["question"],
            group=row["operation"] if row["answer_type"] != "multi-span" else "lookup of several",
            gold=tuple(row["answer"]) if isinstance(row["answer"], list) else (str(row["answer"]),),
            scale=SCALES[row["scale"]],
            numeric=row["answer_type"] in ("arithmetic", "count"),
            program=row["derivation"],
        )
        for row in read_lines(folder / "questions.jsonl.gz")
    ]


def introduced_by(texts: Sequence[str]) -> int:
    """Return which paragraph a table follows: one that ends in a colon, one of the first that speaks of it, the first.

    The set gives the order of the paragraphs, not the place of the table among them.
    """
    colon = next((i for i, text in enumerate(texts) if text.rstrip().endswith(":")), None)
    if colon is not None:
        return colon
    return next((i for i, text in enumerate(texts[:_LEAD_PARAGRAPHS]) if _INTRODUCES.search(text)), 0)


def finqa(folder: Path, pages: Path) -> list[Asked]:
    """Write FinQA's pages to `pages` and return its questions."""
    names: dict[str, str] = {}
    questions = []
    for row in read_lines(folder / "questions.jsonl.gz"):
        page = row["id"].rpartition("-")[0]
        if page not in names:
            names[page] = f"page-{len(names):03}"
            write_page(pages / f"{names[page]}.html", row["pre_text"], row["table"], row["post_text"])
        questions.append(
            Asked(
                id=row["id"],
                document=names[page],
                question=row["question"],
                group=" ".join(dict.fromkeys(str(op) for op in row["ops"])),
                gold=(str(row["exe_ans"]),),
                scale=Decimal(1),
                numeric=str(row["exe_ans"]) not in ("yes", "no"),
                program=row["program"],
                table=tuple(tuple(line) for line in row["table"]),
            )
        )
    return questions


def write_page(path: Path, before: Iterable[str], table: Sequence[Sequence[str]], after: Iterable[str]) -> None:
    """Write one page: paragraphs, the table, paragraphs. Lines of dots alone, left over from a layout, are no text."""
    rows = "\n".join("<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>" for row in table)
    parts = [*map(_paragraph, before), f"<table>\n{rows}\n</table>", *map(_paragraph, after)]
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "\n".join(part for part in parts if part)
    path.write_text(f"<html><body><article>\n{body}\n</article></body></html>\n", encoding="utf-8")


def _paragraph(text: str) -> str:
    return f"<p>{_escaped(text)}</p>" if any(char.isalnum() for char in text) else ""


def _escaped(text: str) -> str:
    return _KEPT_TAGS.sub(r"<\1>", html.escape(text, quote=False))
