"""What a search adds to the scores of a level: clauses, the passage around a sentence, a scale of its own."""

from __future__ import annotations

import numpy as np
import pytest

from index import fusion
from index.hybrid import HybridIndex
from index.types import Filter

JOINED = (
    "Did the ferry leave the northern harbour at eleven at night, while the bakery sold rye loaves to seven schools?"
)


@pytest.fixture
def town(make_document, hasher) -> HybridIndex:
    filler = [("p", f"The council of ward {at} met at night and spoke of the northern harbour.") for at in range(12)]
    return HybridIndex.build(
        [
            make_document("a-ferry", "Crossing", [("p", "At eleven the ferry left.")]),
            make_document("b-bread", "Bread", [("p", "Seven schools buy rye loaves.")]),
            make_document("c-council", "Council", filler),
        ],
        embedder=hasher,
    )


def found(index: HybridIndex, asked: str, k: int) -> list[str]:
    return [index.sentences[hit.row][0] for hit in index.search(asked, k, level="sentence")]


def test_what_either_clause_asks_for_is_found(town: HybridIndex, monkeypatch):
    assert {"a-ferry", "b-bread"} <= set(found(town, JOINED, 3))
    monkeypatch.setattr("index.relevance.clauses", lambda asked: ())
    assert "b-bread" not in found(town, JOINED, 3)


def test_a_sentence_is_found_by_the_passage_it_stands_in(make_document, hasher, monkeypatch):
    pieces = [
        ("h1", "Oban"),
        ("p", "The Oban ferry got a new engine. It took eleven months."),
        ("h1", "Celle"),
        ("p", "The Celle bakery got a new oven. It took eleven months."),
    ]
    index = HybridIndex.build([make_document("d", "T", pieces)], embedder=hasher)

    def best(asked: str) -> int:
        rows = [hit.row for hit in index.search(asked, 4, level="sentence")]
        return next(row for row in rows if row in (1, 3))

    asked = "How many months did the new oven of the bakery take?"
    assert best(asked) == 3
    monkeypatch.setattr(fusion, "CONTEXT_WEIGHT", 0.0)
    assert best(asked) == 1


def test_relevance_is_what_search_ranks_by(town: HybridIndex):
    for level, rows in (("sentence", town.sentences), ("passage", town.passages)):
        for asked in ("Which schools buy loaves?", JOINED):
            every = town.relevance(asked, level)
            assert every.rows.tolist() == list(range(len(rows)))
            hits = town.search(asked, 5, level=level)
            assert [hit.score for hit in hits] == sorted(every.score.tolist(), reverse=True)[:5]
            assert all(every.score[hit.row] == hit.score for hit in hits)


def test_relevance_keeps_to_a_filter(town: HybridIndex):
    limited = town.relevance("night", where=Filter(documents=("b-bread", "a-ferry")))
    assert [town.sentences[row][0] for row in limited.rows] == ["a-ferry", "b-bread"]
    assert len(town.relevance("night", where=Filter(documents=("nowhere",))).rows) == 0


def test_a_score_tells_a_question_that_is_answered_from_one_that_is_not(town: HybridIndex):
    asked, other = (
        town.search(q, 1)[0].score for q in ("Which schools buy rye loaves?", "Which striker scored twice?")
    )
    assert asked > 0.6 > 0.3 > other


def test_the_score_of_a_row_does_not_depend_on_the_others(town: HybridIndex):
    every = town.relevance("northern harbour").score
    alone = town.relevance("northern harbour", where=Filter(documents=("c-council",)))
    assert (every[alone.rows] == alone.score).all()


def test_a_large_index_finds_what_a_small_one_does(town: HybridIndex, monkeypatch):
    expected = [(hit.row, hit.score) for hit in town.search(JOINED, 5, level="sentence")]
    monkeypatch.setattr("index.level.SMALL", 2)
    monkeypatch.setattr("index.level.DEPTH", 3)
    monkeypatch.setattr("index.relevance.PLACES", 1)
    hits = town.search(JOINED, 3, level="sentence")
    assert [(hit.row, hit.score) for hit in hits] == expected[:3]
    assert not np.isnan([score for hit in hits for _, _, score in hit.ranks]).any()
