"""A text far longer than any question costs what a long question costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import clauses
from index.encoder import Encoder
from index.reach import MOST, pieces, within
from index.types import Vectors


class Counting:
    """An embedder that notes what it is given."""

    id = "counting@0"
    dimension = 2

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.given.append(list(texts))
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("How many loaves did Korn sell?", 7), ("internationally", 2), ("((((", 4), ("好吗", 2), ("4,200", 3)],
)
def test_pieces_are_words_and_signs(text: str, count: int) -> None:
    assert pieces(text) == count


@given(st.text(max_size=400), st.integers(0, 40))
def test_what_is_within_reach_is_the_beginning_of_a_text(text: str, most: int) -> None:
    found = within(text, most)
    assert text.startswith(found)
    assert pieces(found) == min(most, pieces(text))


@pytest.mark.parametrize("piece", ["loaves of rye and oats, ", "(", "9", "好", "x-", "internationalisation "])
def test_the_model_reads_no_more_of_a_pasted_text_than_of_the_longest_question(piece: str) -> None:
    model = Counting()
    encoder = Encoder(lambda: model, model.id)
    text = piece * (2_000 // len(piece))
    for one in (text, *clauses(text)):
        encoder.vector(one)
    assert sum(pieces(one) for texts in model.given for one in texts) <= MOST


def test_words_are_embedded_together_and_each_once() -> None:
    model = Counting()
    encoder = Encoder(lambda: model, model.id)
    encoder.vector("oats")
    found = encoder.vectors(["rye", "oats", "rye", "spelt"])
    assert model.given == [["oats"], ["rye", "spelt"]]
    assert [vector[0] for vector in found] == [3, 4, 3, 5]
