"""Numbers rounded together are rounded as each alone, also in the middle between two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rounding import rounded

NUMBERS = st.floats(-999, 999)
MIDDLES = st.integers(-(10**9), 10**9).map(lambda number: (number + 0.5) / 10**9)


@given(st.lists(NUMBERS | MIDDLES), st.sampled_from([6, 9]))
def test_together_as_alone(values: list[float], places: int) -> None:
    together = rounded(np.array(values, dtype=np.float64), places)
    assert list(map(repr, together)) == [repr(round(value, places)) for value in values]


@pytest.mark.parametrize("places", [3, 6, 9])
def test_middles_and_their_neighbours(places: int) -> None:
    middles = (np.arange(-1000, 1000) + 0.5) / 10.0**places
    for values in (middles, np.nextafter(middles, 1.0), np.nextafter(middles, -1.0)):
        assert rounded(values, places) == [round(value, places) for value in values.tolist()]
