"""Questions of one matter come together whatever their words; those of another year or company do not."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.journal import matters
from assistant.journal.matters import Meant, together


def unit(*parts: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    vector = np.array(parts, dtype=np.float32)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def test_near_vectors_come_together_and_far_ones_do_not() -> None:
    meanings = {"a": unit(1, 0, 0), "b": unit(0, 1, 0), "c": unit(1, 0.3, 0), "d": unit(0, 1, 0.2)}
    assert together(list(meanings), lambda text: Meant(meanings[text])) == ((0, 2), (1, 3))


def test_questions_that_lead_to_one_sentence_need_be_less_alike() -> None:
    vectors = {"a": unit(1, 0), "b": unit(0.72, 0.694)}
    assert together(["a", "b"], lambda text: Meant(vectors[text])) == ((0,), (1,))
    assert together(["a", "b"], lambda text: Meant(vectors[text], ("mill", 3))) == ((0, 1),)


def test_another_number_or_name_is_another_matter() -> None:
    texts = ["Sales in 2023?", "Sales in 2024?", "Sales?", "The sales in 2024?"]
    assert together(texts, lambda text: Meant(unit(1, 0))) == ((0, 2), (1, 3))
    names = {"Price at Orsino?": "Orsino", "Price at Harbel?": "Harbel"}
    alike = together(list(names), lambda text: Meant(unit(1, 0), names=frozenset({names[text]})))
    assert alike == ((0,), (1,))


def test_a_number_within_a_name_tells_no_two_questions_apart() -> None:
    texts = ["Price of the M30?", "What does the M30 cost in 2 shops?"]
    assert together(texts, lambda text: Meant(unit(1, 0))) == ((0, 1),)


def test_without_a_model_shared_words_tell() -> None:
    texts = ["Who founded the bakery?", "How many loaves were sold?", "who founded this bakery", "loaves sold"]
    assert together(texts, lambda text: Meant()) == ((0, 2), (1, 3))


def test_the_groups_do_not_depend_on_ties_and_none_gives_none() -> None:
    assert together([], lambda text: Meant()) == ()
    same = [f"question {chr(97 + n)}" for n in range(5)]
    assert together(same, lambda text: Meant(unit(1, 0))) == ((0, 1, 2, 3, 4),)


def test_wordings_beyond_those_that_are_compared_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matters, "MOST_COMPARED", 2)
    assert together(["a", "b", "c"], lambda text: Meant(unit(1, 0))) == ((0, 1), (2,))
