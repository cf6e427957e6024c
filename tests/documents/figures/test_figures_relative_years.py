"""Years told from the day of the text, and times of a clause of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.types import Document

Made = Callable[[str], Document]
DATED = "# Mills\n\n12 May 2025\n\n{0}"
UNDATED = "# Mills\n\n{0}"


def times(document: Document) -> dict[str, str]:
    return {
        figure.quantity.surface: f"{figure.period.start}/{figure.period.end}" if figure.period else ""
        for figure in extract(document)
    }


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("Arlon had lost €3 million in 2022, and last year it lost €9 million.", "€9 million", "2024-01-01/2024-12-31"),
        ("Arlon sold 610 looms last year.", "610 looms", "2024-01-01/2024-12-31"),
        ("Last year Arlon sold 610 looms.", "610 looms", "2024-01-01/2024-12-31"),
        ("Arlon had charged €22 in 2021 and was down to €19 by last year.", "€19", "2024-01-01/2024-12-31"),
        ("Arlon hopes to sell 900 looms this year.", "900 looms", "2025-01-01/2025-12-31"),
        ("Arlon lost €2 million in the second half of last year.", "€2 million", "2024-07-01/2024-12-31"),
        ("Arlon sold 12 mills in 2019. On April 3 this year it had 40 mills.", "40 mills", "2025-04-03/2025-04-03"),
        ("By June of last year Arlon had installed 146 looms.", "146 looms", "2024-06-01/2024-06-30"),
        ("Arlon plans to spend $9 million this fiscal year, against $6 million last year.", "$6 million", ""),
        ("Arlon had 31 looms in 2019, the last year before the fire.", "31 looms", "2019-01-01/2019-12-31"),
        ('Arlon "earned €7 million last year", its boss said in 2019.', "€7 million", ""),
    ],
)
def test_a_year_is_told_from_the_day_of_the_text(document: Made, text: str, surface: str, period: str) -> None:
    assert times(document(DATED.format(text)))[surface] == period


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Arlon had lost €3 million in 2022, and last year it lost €9 million.", "€9 million"),
        ("Arlon had charged €22 in 2021 and was down to €19 by last year.", "€19"),
        ("Arlon earned €3 million in 2022, and this spring it earned €9 million.", "€9 million"),
    ],
)
def test_a_clause_with_a_time_of_its_own_takes_no_year_from_another(document: Made, text: str, surface: str) -> None:
    assert times(document(UNDATED.format(text)))[surface] == ""


@pytest.mark.parametrize("word", ["until", "till"])
def test_what_follows_until_begins_there(document: Made, word: str) -> None:
    made = extract(document(f"# Mills\n\nArlon's fee was $18,000 {word} May 2025, when it was cut to $6,500."))
    periods = {figure.quantity.surface: figure.period for figure in made}
    told = [(period.surface, period.cumulative) for period in periods.values() if period is not None]
    assert told == [(f"{word} May 2025", True), ("May 2025", False)]


def test_who_speaks_in_turn_is_we(document: Made) -> None:
    text = "Arlon was founded by Ida Keller.\n\nThe mill stands in Dorm.\n\nKeller: Last year we made €7 million."
    figure = next(one for one in extract(document(DATED.format(text))) if one.quantity.surface == "€7 million")
    assert figure.subject == "Ida Keller"
