"""Fusion by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import CONTEXT_WEIGHT, DENSE_WEIGHT, blended, convex, in_context, reciprocal_rank, with_clauses
from index.topk import best


def test_blended_by_hand():
    found = blended(np.array([4.0, 0.0]), np.array([0.5, 0.2]), 8.0)
    assert found == pytest.approx([(1 - DENSE_WEIGHT) * 0.5 + DENSE_WEIGHT * 0.5, DENSE_WEIGHT * 0.2])
    assert blended(np.array([0.0]), np.array([0.3]), 0.0) == pytest.approx([DENSE_WEIGHT * 0.3])


def test_a_poor_best_row_stays_poor():
    poor, good = (blended(np.array([score]), np.array([0.1]), 10.0)[0] for score in (1.0, 9.0))
    assert good - poor == pytest.approx((1 - DENSE_WEIGHT) * 0.8)


def test_a_row_in_context_is_the_mean_of_both():
    alike = in_context(np.array([0.4]), np.array([0.4]))
    lifted = in_context(np.array([0.4]), np.array([0.9]))
    assert alike == pytest.approx([0.4])
    assert lifted == pytest.approx([(0.4 + CONTEXT_WEIGHT * 0.9) / (1 + CONTEXT_WEIGHT)])


def test_the_best_row_of_each_clause_counts_alike():
    whole = np.array([0.8, 0.4, 0.4])
    faint, clear = np.array([0.0, 0.1, 0.0]), np.array([0.2, 0.0, 1.0])
    assert with_clauses(whole, [faint, clear]) == pytest.approx([0.5 * (0.8 + 0.8 * 0.2), 0.6, 0.6])
    assert with_clauses(whole, []) is whole
    assert with_clauses(whole, [np.zeros(3)]) is whole
    assert with_clauses(np.array([]), [np.array([])]).shape == (0,)


def test_reciprocal_rank_by_hand():
    fused = reciprocal_rank([[7, 3, 9], [3]])
    assert fused == (
        (3, pytest.approx(1 / 62 + 1 / 61, abs=1e-9)),
        (7, pytest.approx(1 / 61, abs=1e-9)),
        (9, pytest.approx(1 / 63, abs=1e-9)),
    )


def test_reciprocal_rank_breaks_ties_by_row():
    assert [row for row, _ in reciprocal_rank([[5, 2], [2, 5]])] == [2, 5]


def test_convex_by_hand():
    bm25 = {1: 8.0, 2: 4.0}
    cosine = {1: 0.2, 2: 0.6, 3: 0.3}
    assert dict(convex([bm25, cosine], [0.5, 0.5], [0.0, -1.0])) == {
        1: pytest.approx(0.5 + 0.5 * 1.2 / 1.6),
        2: pytest.approx(0.25 + 0.5),
        3: pytest.approx(0.5 * 1.3 / 1.6),
    }


def test_convex_keeps_how_sure_a_ranking_is():
    sure = convex([{1: 20.0, 2: 1.0}, {1: 0.50, 2: 0.52}], [0.5, 0.5], [0.0, -1.0])
    assert sure[0][0] == 1
    by_rank = reciprocal_rank([[1, 2], [2, 1]])
    assert by_rank[0][1] == by_rank[1][1]


def test_convex_of_nothing_found():
    assert convex([{}, {}], [0.5, 0.5], [0.0, -1.0]) == ()
    assert convex([{4: 0.0}, {}], [0.5, 0.5], [0.0, -1.0]) == ((4, 0.0),)


scored = st.lists(st.tuples(st.integers(0, 3)), max_size=40).map(lambda drawn: [float(score[0]) for score in drawn])


@given(scored, st.integers(0, 45), st.booleans())
def test_best_breaks_ties_by_row_whatever_the_engine_does(scores: list[float], k: int, backwards: bool) -> None:
    rows = list(enumerate(scores))
    engine = sorted(rows, key=lambda pair: (-pair[1], -pair[0] if backwards else pair[0]))
    expected = tuple(sorted(rows, key=lambda pair: (-pair[1], pair[0]))[:k])
    assert best(lambda count: engine[:count], k, len(rows)) == expected
