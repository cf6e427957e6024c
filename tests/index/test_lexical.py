"""BM25 against its formula, and questions that are text, never syntax."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import (
    ABOUT_WEIGHT,
    ATTAINABLE_TERMS,
    FUNCTION_WORD_WEIGHT,
    HEADING_WEIGHT,
    LexicalIndex,
    LexicalRow,
    build,
    load,
    terms,
)

K1, B = 1.2, 0.75  # Robertson and Zaragoza's usual constants, which tantivy fixes


def by_formula(rows: list[LexicalRow], query: str) -> dict[int, float]:
    """BM25 of text, heading and publisher, slowly."""
    scores: dict[int, float] = {}
    for column, weight in ((0, HEADING_WEIGHT), (1, 1.0), (3, ABOUT_WEIGHT)):
        texts = [terms(row[column]) for row in rows]
        average = sum(map(len, texts)) / len(texts)
        for term in dict.fromkeys(terms(query)):
            holds = sum(term in text for text in texts)
            idf = math.log(1 + (len(rows) - holds + 0.5) / (holds + 0.5))
            for at, text in enumerate(texts):
                if tf := text.count(term):
                    norm = K1 * (1 - B + B * len(text) / average)
                    scores[at] = scores.get(at, 0.0) + weight * idf * tf * (1 + K1) / (tf + norm)
    return scores


def corpus(size: int) -> list[LexicalRow]:
    chance = random.Random(3)
    words = [f"w{number}" for number in range(30)]
    return [
        LexicalRow(
            " ".join(chance.choices(words, k=3)),
            " ".join(chance.choices(words, k=chance.randint(1, 30))),
            f"d{at % 4}",
            chance.choice(words),
        )
        for at in range(size)
    ]


def test_scores_are_the_formula():
    rows = corpus(60)
    index = build(rows)
    for query in ("w1 w2 w3", "w7", "w4 w4 w9 unknown"):
        expected = by_formula(rows, query)
        found = dict(index.search(query, len(rows)))
        assert found == {row: pytest.approx(score, abs=2e-4) for row, score in expected.items()}
        order = [row for row, _ in index.search(query, 10)]
        assert order == [row for row, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))][:10]


def test_the_scores_of_all_rows_are_those_of_a_search(small: LexicalIndex):
    for query in ("orders of the plant", "zebra", ""):
        found = dict(small.search(query, 100))
        assert small.scores(query).tolist() == [found.get(row, 0.0) for row in range(len(small.scores("")))]
    assert build([]).scores("orders").tolist() == []


def test_function_words_count_for_less():
    rows = [LexicalRow("", "how did it do", "d"), LexicalRow("", "the tide rose", "d"), LexicalRow("", "a ship", "d")]
    (first, tide), (second, filler) = build(rows).search("how did the tide go", 2)
    assert (first, second) == (1, 0)
    assert tide > 1.5 * filler
    assert filler == pytest.approx(FUNCTION_WORD_WEIGHT * by_formula(rows, "how did")[0], abs=1e-4)


def test_what_is_attainable_is_a_row_that_holds_the_heaviest_words_once():
    rows = [LexicalRow("", text, "d") for text in ("red tide", "red salt", "old ship")]
    index = build(rows)
    held = dict(index.search("red tide", 3))
    assert index.attainable("red tide") == pytest.approx(held[0], abs=1e-4)
    unknown = index.attainable("red zebra")
    assert unknown > index.attainable("red tide") > index.attainable("red the") > 0
    assert index.attainable("") == index.attainable("?!") == 0
    many = " ".join(f"w{number}" for number in range(40))
    assert index.attainable(many) == pytest.approx(index.attainable("zebra") * ATTAINABLE_TERMS)


def test_a_text_is_found_by_who_published_it():
    rows = [LexicalRow("", "prices fell", "a", "The Ledger"), LexicalRow("", "prices fell", "b", "Harbour Post")]
    assert [row for row, _ in build(rows).search("What does the Harbour Post say of prices?", 2)] == [1, 0]


def test_equal_rows_are_ordered_by_row():
    index = build([LexicalRow("", "tide", "d")] * 30)
    assert [row for row, _ in index.search("tide", 4)] == [0, 1, 2, 3]


def test_a_filter_limits_and_leaves_scores_alone():
    rows = corpus(40)
    index = build(rows)
    everything = dict(index.search("w1 w2", 40))
    within = dict(index.search("w1 w2", 40, ["d1", "d3"]))
    assert within == {row: score for row, score in everything.items() if rows[row].document in ("d1", "d3")}
    assert index.search("w1", 5, ["nowhere"]) == ()


def test_terms_are_stemmed_folded_and_keep_numbers():
    assert terms("The 88,898 confirmed orders") == ["the", "88,898", "confirm", "order"]
    assert terms("Cafés cost 2.7x more") == ["cafe", "cost", "2.7", "x", "more"]
    assert terms("...?!") == []
    assert terms("\ud800 ship") == ["ship"]


def test_saved_and_opened(tmp_path: Path):
    rows = corpus(50)
    build(rows, tmp_path)
    assert load(tmp_path, rows).search("w1 w5", 10) == build(rows).search("w1 w5", 10)


def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path, monkeypatch):
    rows = corpus(20)
    build(rows, tmp_path)
    monkeypatch.setattr("index.lexical.os.access", lambda path, mode: False)
    assert load(tmp_path, rows).search("w1", 5) == build(rows).search("w1", 5)


@pytest.fixture(scope="module")
def small() -> LexicalIndex:
    return build([LexicalRow("", "the tide AND the text: (ship)", "d"), LexicalRow("", "a row", "d")])


@pytest.mark.parametrize(
    "query",
    ['text:"', "*", "AND OR NOT", "[a TO b]", "ship^5", "/.*/", "(((", '"', "-ship", "tide~2", "\\", "heading:x"],
)
def test_syntax_is_only_text(small: LexicalIndex, query: str):
    assert {row for row, _ in small.search(query, 5)} <= {0, 1}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_question_is_searched_without_an_error(small: LexicalIndex, query: str) -> None:
    assert len(small.search(query, 5)) <= 2


def test_a_question_of_a_megabyte_is_cut_to_its_first_terms(small: LexicalIndex):
    assert small.search("noise " * 150_000 + "ship", 5)[0][0] == 0
