"""Where a long question is cut, and where it is left whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import LEAST, MOST, clauses
from index.lexical import terms


def test_each_clause_is_searched_for_itself():
    asked = (
        "Did the Harbour Post report that Korn opened two shops, while the Ledger says Kruste closed an oven in June?"
    )
    assert clauses(asked) == (
        "Did the Harbour Post report that Korn opened two shops",
        "the Ledger says Kruste closed an oven in June?",
    )


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "How many loaves did Korn sell in March?",
        "Who founded Korn and Kruste?",
        "In March 2024, how many loaves were sold?",
        "Rent, footfall and the price of flour: what decides?",
    ],
)
def test_a_question_of_one_clause_stays_whole(asked: str):
    assert clauses(asked) == ()


def test_short_pieces_stay_with_what_stands_before():
    asked = (
        "Which baker, known for rye bread and gas ovens, sold 4,200 loaves in Celle, and closed two shops last June?"
    )
    assert clauses(asked) == (
        "Which baker, known for rye bread and gas ovens",
        "sold 4,200 loaves in Celle",
        "closed two shops last June?",
    )


@given(st.text(max_size=300))
def test_clauses_are_parts_of_the_question_in_order(asked: str) -> None:
    at = 0
    for clause in clauses(asked):
        at = asked.index(clause, at) + len(clause)


def test_a_pasted_text_costs_no_more_than_a_long_question():
    joined = "One ferry left the northern harbour, "
    assert len(clauses(joined * (MOST + 1))) == MOST
    assert clauses(joined * 400) == ()


def test_each_clause_has_words_of_its_own():
    asked = "Korn opened seven shops; and, or; Kruste closed nine ovens - the ferry carries salt and wool, but when?"
    found = clauses(asked)
    assert len(found) > 1
    assert all(len(set(terms(clause))) >= LEAST for clause in found)
