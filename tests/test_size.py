"""What `benchmarks/size.py` reads of the public question sets, and how it makes passages of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.size_data import Real, entries, read, real

PARAGRAPH = {"context": "The mill has two wheels. It grinds\n 40 t a day.", "qas": [{"question": "How many wheels?"}]}
FACT = {"title": "Mills", "fact": "The mill burned down, e.g. in May."}
QUERY = {"query": "What burned down in May?", "evidence": ["f0"]}
REPORT = {"pre_text": ["sales were 3.5 % higher .", "."], "post_text": ["see note 4 ."], "question": "how much higher?"}
TABLE = {"table": [["", "2019"]], "paragraphs": [{"order": 1, "text": "Rents fell. Fees rose."}]}


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_sentences_and_questions_of_every_form_of_set_are_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "paragraphs.jsonl.gz", PARAGRAPH, PARAGRAPH)
    write(tmp_path / "b" / "facts.jsonl.gz", FACT)
    write(tmp_path / "b" / "queries.jsonl.gz", QUERY)
    write(tmp_path / "c" / "questions.jsonl.gz", REPORT)
    write(tmp_path / "d" / "contexts.jsonl.gz", TABLE)
    sentences, questions = read(tmp_path)
    assert sentences == (
        "The mill has two wheels.", "It grinds 40 t a day.", "The mill burned down, e.g. in May.",
        "sales were 3.5 % higher .", ".", "see note 4 .", "Rents fell.", "Fees rose.",
    )  # fmt: skip
    assert questions == ("How many wheels?", "What burned down in May?", "how much higher?")


def test_a_folder_without_sets_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="No sentences with questions"):
        real(tmp_path, 10, 10, tmp_path, tmp_path / "cache")


def test_more_passages_than_sentences_have_vectors_and_words_of_their_own() -> None:
    vectors = np.eye(16, dtype=np.float32)
    found = Real(tuple(f"Mill number {number} grinds." for number in range(16)), vectors, (), vectors[:0])
    made, spread = entries(found, 40)
    assert np.allclose(np.linalg.norm(spread, axis=1), 1.0)
    assert np.array_equal(spread[:16], vectors)
    assert len({entry.id for entry in made}) == 40
    assert all(entry.text.count(" ") + 1 >= 100 for entry in made)
