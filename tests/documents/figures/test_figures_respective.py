"""Figures and periods in two lists of one order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.types import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rent was £5 million, £4 million and £3 million in 2022, 2021 and 2020, respectively.",
         [("£5 million", "2022"), ("£4 million", "2021"), ("£3 million", "2020")]),
        ("In 2022 and 2021, the mill sold 410 ovens and 380 ovens, respectively, to bakers.",
         [("410 ovens", "2022"), ("380 ovens", "2021")]),
        ("As of June 30, 2022 and 2021, loans of £9 million and £8 million, respectively, were open.",
         [("£9 million", "June 30, 2022"), ("£8 million", "2021")]),
    ],
)  # fmt: skip
def test_each_figure_takes_the_period_of_its_place(
    document: Make, sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = [(f.quantity.surface, f.period.surface if f.period else None) for f in extract(document(sentence))]
    assert found == expected


def test_lists_of_unlike_length_are_left_alone(document: Make) -> None:
    found = extract(document("Bread, cake and rolls cost £5, £4 and £3 in 2022 and 2021, respectively."))
    assert len({f.period for f in found}) <= 2
    assert [f.quantity.low for f in found] == [5, 4, 3]
