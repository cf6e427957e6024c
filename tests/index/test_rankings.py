"""The lines of `benchmarks/retrieval.py` are rankings of their own, and leave what ships as it was."""

from __future__ import annotations

import pytest

from benchmarks.retrieval import changed
from index import lexical
from index.hybrid import HybridIndex


@pytest.mark.parametrize(
    ("name", "value", "question"),
    [
        ("HEADING_WEIGHT", 9.0, "bread gas"),
        ("FUNCTION_WORD_WEIGHT", 9.0, "the gas a second"),
    ],
)
def test_a_weight_of_words_that_is_changed_is_measured(
    bakery, make_document, hasher, monkeypatch, name, value, question
):
    ferry = make_document("ferry", "Gas ferries", [("h1", "Gas"), ("p", "A ferry has a deck and a second deck.")])
    index = HybridIndex.build([bakery, ferry], embedder=hasher)
    before = index.scores(question).bm25.tolist()
    scores = []
    searched = HybridIndex.relevance

    def kept(index, text, level):
        scores.append(index.scores(text, level).bm25.tolist())
        return searched(index, text, level)

    monkeypatch.setattr(HybridIndex, "relevance", kept)
    changed((lexical, name, value))(index, question, "sentence")
    assert scores[0] != before
    assert index.scores(question).bm25.tolist() == before
