"""Collections in BEIR's layout and judgements in TREC's form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.evals import beir
from assistant.evals.types import EvalError
from index.hybrid import HybridIndex
from index.types import Vectors

CORPUS = [
    {"_id": "d1", "title": "Harbour", "text": "The harbour crane lifts containers. It was built in Ghent."},
    {"_id": "d2", "title": "Orchard", "text": "The orchard grows pears. Bees pollinate the blossom."},
    {"_id": "d3", "title": "", "text": "A tram crosses the old bridge at noon."},
    {"_id": "q2", "title": "Pears", "text": "Which pears does the orchard grow?"},
    {"_id": "d4", "title": "", "text": " "},
]
QUERIES = [{"_id": "q1", "text": "Who lifts containers?"}, {"_id": "q2", "text": "Which pears does the orchard grow?"}]
BEIR = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t2\nq2\td3\t0\n"
TREC = "q1 0 d1 1\nq2 0 d2 2\nq2 0 d3 -1\n"


class NoMeaning:
    """Every text means the same, so that words alone decide."""

    id = "no-meaning"
    dimension = 4

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.tile(np.array([1, 0, 0, 0], dtype=np.float32), (len(texts), 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, entries in (("corpus", CORPUS), ("queries", QUERIES)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, entries)) + "\n", encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(BEIR, encoding="utf-8")
    return tmp_path


def evaluated(folder: Path) -> dict[str, float]:
    collection = beir.read_collection(folder)
    index = HybridIndex.build(collection.documents, embedder=NoMeaning())
    return {measure.name: measure.value for measure in beir.evaluate("tiny", collection, index).measures}


def test_every_query_finds_its_document(folder: Path) -> None:
    got = evaluated(folder)
    assert {name.split()[0] for name in got} == {"passage", "sentence"}
    assert got["passage hit@1"] == got["passage nDCG@10"] == got["sentence recall@100"] == 1.0


def test_a_document_named_as_the_query_is_left_out(folder: Path) -> None:
    """It is the query itself, and would always come first."""
    (folder / "qrels" / "test.tsv").write_text("q2\td2\t1\n", encoding="utf-8")
    assert evaluated(folder)["passage hit@1"] == 1.0


def test_trec_and_beir_say_the_same(folder: Path) -> None:
    (folder / "trec.txt").write_text(TREC, encoding="utf-8")
    beirs = beir.read_qrels(folder / "qrels" / "test.tsv")
    trecs = beir.read_qrels(folder / "trec.txt")
    assert beirs["q1"] == trecs["q1"] == {"d1": 1}
    assert (beirs["q2"]["d2"], trecs["q2"]) == (2, {"d2": 2, "d3": -1})


def test_graded_relevance_counts_in_the_gain(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").write_text("q1\td1\t1\nq1\td3\t3\n", encoding="utf-8")
    got = evaluated(folder)
    assert got["passage hit@1"] == 1.0
    assert got["passage nDCG@10"] < 1.0


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("qrels/test.tsv", "q1\td1\n", "test.tsv, line 1: not a judgement"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tgood\n", "test.tsv, line 2: not a judgement"),
        ("qrels/test.tsv", "q1\td1\t0\n", "judges no document as relevant"),
        ("qrels/test.tsv", "q9\td1\t1\n", "none of the 1 judged queries"),
        ("corpus.jsonl", '{"_id": "d1"}\n', "corpus.jsonl, line 1: text is missing"),
        ("corpus.jsonl", '{"text": "x"}\n', "corpus.jsonl, line 1: _id is missing"),
        (
            "corpus.jsonl",
            '{"_id": "d", "text": "x"}\n{"_id": "d", "text": "y"}\n',
            "line 2: the id 'd' is that of line 1",
        ),
        ("queries.jsonl", "\n", "queries.jsonl holds no entry"),
        ("queries.jsonl", "{\n", "queries.jsonl, line 1: not JSON"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder: Path, name: str, text: str, told: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(EvalError) as caught:
        beir.read_collection(folder)
    assert told in str(caught.value)


def test_of_several_judgements_test_is_taken_or_one_is_named(folder: Path) -> None:
    (folder / "qrels" / "dev.tsv").write_text("q1\td1\t1\n", encoding="utf-8")
    assert set(beir.read_collection(folder).qrels) == {"q1", "q2"}
    assert set(beir.read_collection(folder, folder / "qrels" / "dev.tsv").qrels) == {"q1"}
    (folder / "qrels" / "test.tsv").rename(folder / "qrels" / "train.tsv")
    with pytest.raises(EvalError, match=r"several judgements \(dev.tsv, train.tsv\); choose one with --qrels"):
        beir.read_collection(folder)


def test_what_is_judged_but_not_there_is_told(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").write_text(BEIR + "q3\td1\t1\nq1\td9\t1\n", encoding="utf-8")
    collection = beir.read_collection(folder)
    assert set(collection.queries) == {"q1", "q2"}
    assert collection.notes == (
        "q3: judged, but not in queries.jsonl; left out.",
        "1 judged documents, d9 for one, are not in corpus.jsonl: never found.",
    )


def test_a_folder_without_judgements_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"holds no qrels/\*.tsv"):
        beir.read_collection(tmp_path)
