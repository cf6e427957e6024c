"""A little of each source as it lies on disk, and one question with its paragraph, all written for these tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from training.sources import Example

QUESTION = "How many looms did the mill of Arnsby import in 1987?"
SAID = "In 1987 the mill of Arnsby imported 46 looms."
SENTENCES = (
    "The valley has long been wet.",
    SAID,
    "The mill of Norwick closed in 1962.",
    "Tollgate exports 12 looms a year.",
    "Wool is bought each spring.",
)


def example(question: str = QUESTION, gold: int | None = 1, answer: str = "46") -> Example:
    at = SENTENCES[gold].index(answer) if gold is not None else 0
    answers = {gold: ((at, at + len(answer)),)} if gold is not None else {}
    return Example(question, SENTENCES, frozenset(answers), answers, "ours", "arnsby", "Mills")


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def labelled_row(number: int, **changes: Any) -> dict[str, Any]:
    sentences = [f"Kiln {number} was lit at dawn.", f"It fired {number + 200} jugs.", "Then it rained."]
    row = {
        "question": f"How many jugs did kiln {number} fire?",
        "context": f"{number}: " + " ".join(sentences),
        "sentences": sentences,
        "answer_sentences": [1],
        "answers": [str(number + 200)],
        "source": "ours",
    }
    return {**row, **changes}


def paragraph(title: str, number: int) -> dict[str, Any]:
    context = f"The kiln has {number} doors. It was lit in 1921, at dawn. Nobody knows why."
    return {
        "title": title,
        "context": context,
        "qas": [
            {
                "question": f"When was kiln {number} lit?",
                "is_impossible": False,
                "answers": [{"text": "1921", "answer_start": context.index("1921")}],
            },
            {"question": "Who put it out?", "is_impossible": True, "answers": []},
        ],
    }


TABLE = {"header": ["Kiln", "Jugs", "Doors"], "rows": [["North", "46", "3"], ["South", "52", "4"], ["East", "", "1"]]}


def airline(number: int) -> dict[str, Any]:
    return {
        "question": f"how many jugs in 2021, kiln {number}?",
        "column_header": [["Jugs", "2020"], ["Jugs", "2021"]],
        "row_header": [["North", "old"], ["South"], [f"East {number}"]],
        "data": [["46", "47"], ["52", "53"], ["60", "61"]],
        "answer_cells": [[1, 1]],
        "table_id": f"a{number}",
        "source": "ours",
    }


def report(number: int) -> dict[str, Any]:
    table = f"| | 2020 | 2021 |\n|---|---|---|\n| Kilns | | |\n| Jugs | 1,{number:03} | 2,200 |\n| Doors | 7 | |"
    return {
        "question": "jugs in 2020?",
        "sentences": [table, "Jugs sold well. Bowls sold 90 times."],
        "context": f"{number} {table}",
        "quotes": [f"1{number:03}"],
        "answers": ["90"],
    }
