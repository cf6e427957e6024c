"""The time in which an amount came together, told in words: "in its first week", "on the opening day", "on day one"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.types import Document

Made = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "surface", "within", "subject"),
    [
        (
            "Arlon grows. The ferry Tern carried 4,900 people in its first week.",
            "4,900 people",
            "its first week",
            "Tern",
        ),
        ("On the opening day, Arlon sold 300 rugs.", "300 rugs", "the opening day", "Arlon"),
        ("On day one Arlon took 70 orders.", "70 orders", "day one", "Arlon"),
        ("When the Arlon B1 was shown, it took 30 orders in its first 24 hours.", "30 orders", "24 hours", "B1"),
        ("Arlon hired 40 people in the first month, and 3 left.", "3", None, "Arlon"),
        ("In the first quarter of 2025 Arlon sold 40 boats.", "40 boats", None, "Arlon"),
    ],
)
def test_the_first_of_all_times_is_one_in_which_it_came_together(
    document: Made, text: str, surface: str, within: str | None, subject: str
) -> None:
    figure = next(figure for figure in extract(document(text)) if figure.quantity.surface == surface)
    assert (figure.within.surface if figure.within else None, figure.subject) == (within, subject)
