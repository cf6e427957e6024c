"""Quarters without a year take that of the article's day."""

from __future__ import annotations

import pytest

from documents.figures.periods import periods


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("It sold 5 in the third quarter, and 4 in the second.", ["2024-07-01", "2024-04-01"]),
        ("Q4 sales were flat.", ["2023-10-01"]),
        ("The fourth-quarter loss was small.", ["2023-10-01"]),
        ("It came second in the race.", []),
        ("They scored in the third quarter of the match.", []),
        ("It expects a profit in the first quarter.", []),
    ],
)
def test_quarter(text: str, starts: list[str]) -> None:
    assert [period.start for period, _ in periods(text, day="2024-08-20")] == starts


def test_no_quarter_without_a_day() -> None:
    assert periods("It sold 5 in the third quarter.") == ()
