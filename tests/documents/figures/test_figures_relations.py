"""What a change, share or factor says of the level beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.relations import is_change, relations
from documents.types import Document

Made = Callable[[str], Document]


def found(document: Document) -> list[tuple[str, str, str]]:
    return [
        (one.base.quantity.surface, one.change.quantity.surface, one.how)
        for one in relations(document, extract(document))
    ]


@pytest.mark.parametrize(
    ("text", "base", "change", "how"),
    [
        ("The mill employs 610 people, 90 fewer than at the start of 2024.", "610 people", "90", "add"),
        ("A room costs €149, about €60 more than a berth.", "€149", "€60", "subtract"),
        ("The line carried 1.9 million riders in 2024, 27% more than the year before.", "1.9 million riders", "27%",
         "grow"),
        ("Attendance rose 31% to 4,870 in 2024.", "4,870", "31%", "grow"),
        ("The shares closed 18% higher at CHF 64.20.", "CHF 64.20", "18%", "grow"),
        ("Debt has climbed to $540m, 3.2 times its equity.", "$540m", "3.2 times", "times"),
        ("The wage bill was 24 million kronor, a fifth of Oslund's.", "24 million kronor", "a fifth", "times"),
        ("It spends £52 million a year on research, or 19% of sales.", "£52 million a year", "19%", "times"),
        ("The dryers cost €64 million, a quarter of which came from the county.", "€64 million", "a quarter", "part"),
        ("The firm has raised €210 million; it needs three times that.", "€210 million", "three times", "part"),
    ],
)  # fmt: skip
def test_a_relation_names_level_and_change(document: Made, text: str, base: str, change: str, how: str) -> None:
    assert (base, change, how) in found(document(text))


@pytest.mark.parametrize(
    "text",
    [
        "Track fees eat up 31% of revenue, and a bed costs €149.",
        "It has 48 sensors. Its founder owns 22% of the shares.",
        "The fund pays €28 million a year and would bring prices down by 10%.",
        "Recruitment took 19 months, and 4% of the patients left.",
    ],
)
def test_figures_of_different_things_are_not_related(document: Made, text: str) -> None:
    assert not found(document(text))


def test_a_change_is_told_from_a_level(document: Made) -> None:
    one = document("Profit more than doubled to $71m. Rents fell by 4%, and 22% of the rooms stand empty.")
    changes = [figure.quantity.surface for figure in extract(one) if is_change(one, figure)]
    assert changes == ["doubled", "4%"]


def test_joining_words_that_overlap_are_read_once() -> None:
    import time

    from documents.figures.relations import _joined

    began = time.process_time()
    assert _joined(" a year, or about " + "k, or " * 40)
    assert not _joined("k, or " * 40 + "!")
    assert not _joined("a , " * 60 + ".")
    assert time.process_time() - began < 0.5  # tried in every way, a tenth of it takes seconds
