"""Bylines and dates stated in an article's own text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.structure_meta import byline, date_line, iso_date
from documents.types import Document


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane Doe and Tom van der Berg", "Jane Doe and Tom van der Berg"),
        ("Author: Pia Lund", "Pia Lund"),
        ("Written by Ana de la Cruz", "Ana de la Cruz"),
        ("By the end of 2024, orders had doubled", None),
        ("By car it takes an hour", None),
        ("Standing by", None),
    ],
)
def test_bylines(line: str, names: str | None) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 12 March 2024", "2024-03-12"),
        ("March 5, 2024", "2024-03-05"),
        ("Updated on 2024-11-30", "2024-11-30"),
        ("3rd Sept. 2023", "2023-09-03"),
        ("1 mai 2020", "2020-05-01"),
        ("On 12 March 2024 the port closed for good", None),
        ("32 March 2024", None),
        ("The year 2024", None),
    ],
)
def test_date_lines(line: str, date: str | None) -> None:
    assert date_line(line) == date


def test_iso_date_takes_the_first_date() -> None:
    assert iso_date("2025-06-17T06:30:00+03:00") == "2025-06-17"
    assert iso_date("no date") is None


def test_only_lines_near_the_top_count(document: Callable[[str, str], Document]) -> None:
    early = document("early.txt", "A Title\n\nBy Jane Doe\n\nMarch 5, 2024\n\nThe port closed. Nobody knew why.\n")
    assert (early.author, early.published) == ("Jane Doe", "2024-03-05")
    filler = "\n\n".join(f"Paragraph {n} says something about the port." for n in range(12))
    late = document("late.txt", f"A Title\n\n{filler}\n\nBy Jane Doe\n\nMarch 5, 2024\n")
    assert (late.author, late.published) == (None, None)
