"""Rankings: which sentences are gold, and figures that a person can add up."""

from __future__ import annotations

import math
import sys

import pytest

from assistant.evals import retrieval
from assistant.evals.types import EvalError
from assistant.pipeline import Assistant
from tests.assistant.evals.cases import asked, document

DOCUMENTS = {"ferry": document()}


def test_measures_are_what_their_names_say() -> None:
    qrels = {"a": {"x": 1, "y": 1}, "b": {"z": 1}, "nothing found": {"z": 1}}
    got = retrieval.measured(retrieval.SENTENCES, qrels, {"a": ["q", "x", "r", "y"], "b": ["z"], "nothing found": []})
    ideal = 1 + 1 / math.log2(3)
    gain = 1 / math.log2(3) + 1 / math.log2(5)
    assert got["a"] == {
        "hit@1": 0, "hit@3": 1, "hit@10": 1, "recall@5": 1, "recall@10": 1, "MRR@10": 0.5,
        "nDCG@10": pytest.approx(gain / ideal, abs=1e-6),
    }  # fmt: skip
    assert set(got["b"].values()) == {1.0}
    assert set(got["nothing found"].values()) == {0.0}


def test_beyond_the_cutoff_nothing_counts() -> None:
    got = retrieval.measured(retrieval.SENTENCES, {"a": {"x": 1}}, {"a": [*map(str, range(10)), "x"]})
    assert set(got["a"].values()) == {0.0}


def test_gold_is_every_sentence_that_a_piece_stands_in() -> None:
    row = asked("1", evidence=("sails on\n Monday", "forty cars. Its captain"))
    assert retrieval.gold(row, DOCUMENTS) == (frozenset({"ferry#0", "ferry#1", "ferry#2"}), ())


def test_gold_with_other_quotation_marks_is_found_by_its_words() -> None:
    assert retrieval.gold(asked("1", evidence=("Its captain is “Ada Holm”.",)), DOCUMENTS)[0] == frozenset({"ferry#2"})


def test_a_piece_that_stands_nowhere_is_told() -> None:
    assert retrieval.gold(asked("1", evidence=("The moon is blue.",)), DOCUMENTS) == (
        frozenset(),
        ("The moon is blue.",),
    )
    assert retrieval.gold(asked("1", evidence=("sails on Monday",), document="other"), DOCUMENTS)[1]


def test_both_rankings_name_the_same_sentences(assistant: Assistant) -> None:
    found = retrieval.rankings(assistant, "How many firm orders did the shop take?", None)
    assert found.keys() == {"assistant", "index"}
    known = {retrieval.sentence_id(*place) for place in assistant.index.sentences}
    for ranking in found.values():
        assert len(ranking) == len(set(ranking))
        assert set(ranking) <= known
    (one,) = assistant.documents
    holds = next(n for n, sentence in enumerate(one.sentences) if "firm orders" in one.quote(sentence.span))
    assert retrieval.sentence_id(one.id, holds) in found["assistant"][:3]


def test_without_the_library_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(EvalError, match=r"pip install 'article-assistant\[eval\]'"):
        retrieval.library()
