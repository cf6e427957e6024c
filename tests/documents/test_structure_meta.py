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
        ("The Long Furrow, 17 March 2024", "2024-03-17"),
        ("Fork and Field, 2 May 2024.", "2024-05-02"),
        ("Two wet springs emptied the barns, 17 March 2024", None),
        ("On 12 March 2024 the port closed for good", None),
        ("32 March 2024", None),
        ("The year 2024", None),
    ],
)
def test_date_lines(line: str, date: str | None) -> None:
    assert date_line(line) == date


def test_a_title_with_a_date_and_a_byline_behind_it(document: Callable[[str, str], Document]) -> None:
    line = "*Plough and Pen, 22 January 2026. By Ruth Ekwall*"
    made = document("sheet.md", f"# A Title\n\n{line}\n\nThe barn is empty.\n")
    assert (made.author, made.published) == ("Ruth Ekwall", "2026-01-22")


def test_iso_date_takes_the_first_date() -> None:
    assert iso_date("2025-06-17T06:30:00+03:00") == "2025-06-17"
    assert iso_date("no date") is None


def test_only_lines_near_the_top_count(document: Callable[[str, str], Document]) -> None:
    early = document("early.txt", "A Title\n\nBy Jane Doe\n\nMarch 5, 2024\n\nThe port closed. Nobody knew why.\n")
    assert (early.author, early.published) == ("Jane Doe", "2024-03-05")
    filler = "\n\n".join(f"Paragraph {n} says something about the port." for n in range(12))
    late = document("late.txt", f"A Title\n\n{filler}\n\nBy Jane Doe\n\nMarch 5, 2024\n")
    assert (late.author, late.published) == (None, None)
