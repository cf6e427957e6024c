"""Texts are run together only where each gives the bytes that it gives alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from index.embedders.company import same_in_company
from index.types import Vectors


def alone(texts: Sequence[str]) -> Vectors:
    return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.mark.parametrize("rows", [2, 3, 7, 245])
def test_one_size_of_run_that_rounds_otherwise_is_enough(rows: int) -> None:
    def together(texts: Sequence[str]) -> Vectors:
        found = alone(texts)
        return np.nextafter(found, np.float32(2)) if len(texts) == rows else found

    assert not same_in_company(together, alone)


def test_what_gives_the_same_bytes_may_run_together() -> None:
    assert same_in_company(alone, alone)
