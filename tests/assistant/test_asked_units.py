"""What a question asks per, and what only looks like it."""

from __future__ import annotations

import pytest

from assistant.asked_units import asked_per


@pytest.mark.parametrize(
    ("said", "per"),
    [
        ("how many loaves a day?", "day"),
        ("how many cars a day on average?", "day"),
        ("orders per hour", "hour"),
        ("what does a bed cost each night?", "night"),
        ("the quarterly loss", "quarter"),
        ("its annual rent", "year"),
        ("how many were there a year later?", None),
        ("how many a year on?", None),
        ("and a month before", None),
        ("how many days?", None),
    ],
)
def test_what_a_question_asks_per(said: str, per: str | None) -> None:
    assert asked_per(said) == per
