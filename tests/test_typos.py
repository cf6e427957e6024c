"""Misspelt questions get the answers of the clean ones. At full size: `python benchmarks/typos.py`."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import typos
from tests.misspelling import EDITS, misspelt, near_keys

QUESTIONS = ("What did the R4 cost in 2023, and how many of them were sold?", "Who runs the Larkby mill?", "SU7?")
SETS, COUNT, SEED = ("quiet-ferries", "heat-levy"), 60, 11
# Of these questions 58 get the same answer; the share at full size stands in the README.
LEAST_SAME = 0.92


@pytest.fixture(scope="module")
def cases() -> tuple[typos.Case, ...]:
    return tuple(typos.cases(SETS, COUNT, SEED))


@pytest.mark.timeout(300)
def test_most_misspelt_questions_get_the_same_answer(cases: tuple[typos.Case, ...]) -> None:
    assert len(cases) == COUNT
    changed = [(case.asked.text, case.after.text) for case in cases if not case.same]
    assert len(changed) <= (1 - LEAST_SAME) * COUNT, changed


def test_the_same_seed_misspells_the_same() -> None:
    assert misspelt(QUESTIONS, 50, 3) == misspelt(QUESTIONS, 50, 3)
    assert misspelt(QUESTIONS, 50, 3) != misspelt(QUESTIONS, 50, 4)


def test_a_third_of_the_questions_has_two_edits_and_all_kinds_occur() -> None:
    made = misspelt(QUESTIONS, 600, 5)
    kinds = Counter(one.kind for one in made)
    assert set(kinds) <= {*EDITS, "two words", "one word twice"}
    assert set(EDITS) <= set(kinds)
    assert 0.25 < kinds["two words"] / len(made) < 0.4


def test_only_words_of_four_letters_change_and_no_number_does() -> None:
    for one in misspelt(QUESTIONS, 200, 6):
        clean = QUESTIONS[one.row]
        assert one.text != clean
        assert "R4" in one.text or one.row == 1
        assert "2023" in one.text or one.row == 1
        for mistake in one.mistakes:
            assert len(mistake.word) >= 4
            assert mistake.word in clean
            assert mistake.typed in one.text
            assert mistake.word.isupper() or not mistake.typed[1:].isupper()


def test_near_keys_lie_around_a_key() -> None:
    assert set(near_keys("g")) == set("fhtyvb")
    assert set(near_keys("a")) == set("qwsz")
    assert near_keys("é") == ""
