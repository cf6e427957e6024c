"""Building and searching: filters, order, sameness across processes, and what is not imported."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.hybrid import HybridIndex
from index.types import Filter

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def index(bakery, ferry, hasher) -> HybridIndex:
    return HybridIndex.build([ferry, bakery], embedder=hasher)


def test_all_sentences_of_all_documents_are_rows(index: HybridIndex, bakery, ferry):
    assert index.documents == (bakery, ferry)
    assert index.sentences == tuple((d.id, at) for d in (bakery, ferry) for at in range(len(d.sentences)))
    assert {passage.document for passage in index.passages} == {"bakery", "ferry"}
    assert index.document("ferry") is ferry


def test_the_best_sentence_is_found_and_says_why(index: HybridIndex, ferry):
    hit = index.search("How many cars does it carry?", 3, level="sentence")[0]
    document, at = index.sentences[hit.row]
    assert index.document(document).quote(ferry.sentences[at].span) == "It carries 230 cars and 900 people."
    assert {name for name, _, _ in hit.ranks} == {"bm25", "cosine"}
    assert hit.ranks[0][:2] == ("bm25", 1)


def test_words_are_found_by_their_vectors(index: HybridIndex, bakery, ferry):
    assert {"loaves", "ferry"} <= set(index.words.words)
    assert not {"the", "and", "230"} & set(index.words.words)
    assert index.near_words("Ferry", "bread")[0][0] == ("ferry", 1.0)


def test_a_filter_keeps_to_its_documents(index: HybridIndex):
    for level in ("passage", "sentence"):
        for hit in index.search("rent money people", 50, level=level, where=Filter(documents=("ferry",))):
            row = index.passages[hit.row].document if level == "passage" else index.sentences[hit.row][0]
            assert row == "ferry"
    assert index.search("rent", where=Filter(documents=("nowhere",))) == ()


def test_scores_cover_every_row_and_agree_with_search(index: HybridIndex):
    scores = index.scores("rent below 30 euros")
    assert scores.bm25.shape == scores.cosine.shape == (len(index.sentences),)
    for hit in index.search("rent below 30 euros", 50, level="sentence"):
        for name, _, score in hit.ranks:
            assert getattr(scores, name)[hit.row] == score
    limited = index.scores("rent below 30 euros", where=Filter(documents=("ferry",)))
    outside = np.array([document != "ferry" for document, _ in index.sentences])
    assert (limited.bm25[outside] == 0).all()
    assert (limited.cosine[outside] == -1).all()
    assert (limited.cosine[~outside] == scores.cosine[~outside]).all()


def test_hits_are_ordered_and_ties_are_by_row(make_document, hasher):
    index = HybridIndex.build([make_document("d", "T", [("p", "The same tide. " * 9)])], embedder=hasher)
    hits = index.search("tide", 9, level="sentence")
    assert [hit.row for hit in hits] == list(range(9))
    assert len({hit.score for hit in hits}) == 1


def test_beyond_the_small_size_the_best_are_the_same(make_document, hasher, monkeypatch):
    pieces = [
        ("p", f"Boat {at} carries {at % 7} tons of {'salt' if at % 3 else 'wool'} to port {at % 11}.")
        for at in range(600)
    ]
    index = HybridIndex.build([make_document("d", "T", pieces)], embedder=hasher)
    queries = ("wool to port 4", "boat 77", "tons of salt", "nothing known")
    exact = [index.search(query, 10, level="sentence") for query in queries]
    monkeypatch.setattr("index.level.SMALL", 10)
    for query, expected in zip(queries, exact, strict=True):
        found = index.search(query, 10, level="sentence")
        assert [(hit.row, hit.score) for hit in found] == [(hit.row, hit.score) for hit in expected]


def test_a_blank_or_odd_question_is_no_error(index: HybridIndex):
    assert index.search("") == index.search("  \n") == index.search("rent", 0) == ()
    for query in ("?!", "\ud800", "x" * 100_000, "\x00", '"AND (', "zebra"):
        assert len(index.search(query, 3)) <= 3


def test_a_question_is_embedded_once(index: HybridIndex, hasher):
    hasher.seen.clear()
    for level in ("passage", "sentence"):
        index.search("rent", level=level)
        index.scores("rent", level)
    assert hasher.seen == ["rent"]


def test_many_threads_find_the_same(index: HybridIndex):
    queries = ["rent", "how many cars", "pounds lost", "flour"] * 20
    expected = [index.search(query, 5, level="sentence") for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: index.search(query, 5, level="sentence"), queries)) == expected


def test_questions_that_were_asked_long_ago_are_forgotten(index: HybridIndex, hasher):
    for number in range(300):
        index.search(f"question {number}", 1)
    hasher.seen.clear()
    index.search("question 299", 1)
    index.search("question 0", 1)
    assert hasher.seen == ["question 0"]


def test_two_documents_with_one_id_and_figures_of_none_are_refused(bakery, hasher):
    with pytest.raises(ValueError, match="same id"):
        HybridIndex.build([bakery, bakery], embedder=hasher)


def test_the_generation_names_the_content(bakery, ferry, hasher, new_hasher, make_document):
    one = HybridIndex.build([bakery, ferry], embedder=hasher).generation
    assert HybridIndex.build([ferry, bakery], embedder=hasher).generation == one
    others = {
        HybridIndex.build([bakery], embedder=hasher).generation,
        HybridIndex.build([bakery, ferry], embedder=new_hasher("word-hasher@2")).generation,
        HybridIndex.build(
            [bakery, make_document("ferry", "The night ferry", [("p", "Sunk.")])], embedder=hasher
        ).generation,
    }
    assert len(others | {one}) == 4


SEARCH = """
import sys
sys.path.insert(0, sys.argv[1])
from conftest import WordHasher, document
from index.hybrid import HybridIndex
boats = [("p", f"Boat {at} carries {at % 7} tons of salt. It sails at {at % 5}.") for at in range(40)]
pieces = [("h1", "Boats"), *boats]
index = HybridIndex.build([document("d", "T", pieces), document("e", "U", pieces[:9])], embedder=WordHasher())
print(index.generation)
for level in ("passage", "sentence"):
    print(index.search("which boat carries 6 tons of salt at 3?", 20, level=level))
"""


def test_same_library_same_question_same_bytes_in_every_process():
    answers = {
        subprocess.run(
            [sys.executable, "-c", SEARCH, str(Path(__file__).parent)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"), ("4711", "4"))
    }
    assert len(answers) == 1


OPEN = """
import sys
from pathlib import Path
from index.hybrid import HybridIndex
index = HybridIndex.open(Path(sys.argv[1]))
heavy = {"torch", "sentence_transformers", "transformers", "pandas", "gradio"}
print(sorted(heavy & set(sys.modules)), len(index.passages))
"""


def test_opening_imports_nothing_heavy(tmp_path: Path, bakery, hasher):
    HybridIndex.build([bakery], embedder=hasher).publish(tmp_path)
    ran = subprocess.run([sys.executable, "-c", OPEN, str(tmp_path)], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout == b"[] 3\n"
