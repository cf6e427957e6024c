"""Milestones told by their place in a count, and times to one that another sentence names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]
TEXT = "# Mills\n\nThe company Arlon makes looms. Its rivals are the company Boro and the company Cresk.\n\n{0}"


def told(document: Document) -> dict[str, Figure]:
    return {figure.quantity.surface: figure for figure in extract(document)}


@pytest.mark.parametrize(
    ("text", "surface", "reached", "unit"),
    [
        ("It took Boro fourteen years to reach its thousandth shop.", "fourteen years", 1000, "shop"),
        ("Boro took two years to build its hundredth loom.", "two years", 100, "loom"),
        ("Boro reached its first million metres within four months.", "four months", 1_000_000, "metre"),
        ("Boro reached its first million bolts sold within four months.", "four months", 1_000_000, "bolt"),
        ("Boro needed seven months to get to the first million.", "seven months", 1_000_000, ""),
    ],
)
def test_a_place_in_a_count_is_a_milestone(document: Made, text: str, surface: str, reached: int, unit: str) -> None:
    milestone = told(document(TEXT.format(text)))[surface].milestone
    assert milestone is not None
    assert (milestone.low, milestone.unit) == (reached, unit)


@pytest.mark.parametrize(
    ("text", "surfaces", "reached"),
    [
        (
            "It took Arlon fourteen years to reach its thousandth shop. Boro needed 56 months, and Cresk got there "
            "within 19 months of opening its first.",
            ["56 months", "19 months"],
            1000,
        ),
        ("Arlon took 11 years to reach its hundredth loom; Boro needed 34 months.", ["34 months"], 100),
        ("Arlon reached 5,000 looms within 7 months. Boro took 10 months to do the same.", ["10 months"], 5000),
    ],
)
def test_a_milestone_is_that_of_the_figure_before(document: Made, text: str, surfaces: list[str], reached: int) -> None:
    found = told(document(TEXT.format(text)))
    for surface in surfaces:
        milestone = found[surface].milestone
        assert milestone is not None
        assert milestone.low == reached
        assert found[surface].subject in ("Boro", "Cresk")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Arlon took two years to build its hundredth loom. The contract needed 6 months.", "6 months"),
        ("Arlon took two years to build its hundredth loom. The strike at Boro took 3 weeks to settle.", "3 weeks"),
        ("Arlon took two years to build its hundredth loom. It is rich. Boro needed 34 months.", "34 months"),
        ("Arlon reached 5,000 looms within 7 months. Boro needed 10 months.", "10 months"),
        ("The machines take 95 seconds to fill a jar instead of 40.", "95 seconds"),
    ],
)
def test_other_times_lead_to_no_milestone(document: Made, text: str, surface: str) -> None:
    assert told(document(TEXT.format(text)))[surface].milestone is None


def test_each_amount_has_the_time_right_after_it(document: Made) -> None:
    found = told(
        document(TEXT.format("Boro sold its first million bolts within four months, and ten million within nine."))
    )
    within = found["ten million"].within
    assert within is not None
    assert (within.low, within.unit) == (9, "month")
    assert found["nine"].milestone is None


@pytest.mark.parametrize(
    ("text", "surface", "metric", "kind"),
    [
        ("Boro had €210 million in cash and €340 million of debt.", "€210 million", "cash", None),
        ("Boro had €210 million in cash and €340 million of debt.", "€340 million", "debt", "debt"),
        ("Boro has €340 million of debt, of which €150 million falls due in 2026.", "€150 million", "falls due", None),
        ("Boro has €5 million of looms.", "€5 million", "has", None),
    ],
)
def test_what_somebody_has_is_measured(document: Made, text: str, surface: str, metric: str, kind: str | None) -> None:
    figure = told(document(TEXT.format(text)))[surface]
    assert (figure.metric, figure.kind) == (metric, kind)


def test_an_amount_spent_on_a_thing_is_of_that_thing(document: Made) -> None:
    found = told(
        document(TEXT.format("The Tern 3 cost $210 million, three times the $70 million spent on the Tern 2."))
    )
    figure = found["$70 million"]
    assert (figure.metric, figure.kind, figure.subject) == ("spent on", "spending", "Tern 2")


def test_two_counts_are_of_what_each_does(document: Made) -> None:
    found = told(document(TEXT.format("Some 310 of its shops closed in the first half of 2025, while 640 opened.")))
    closed, opened = found["310"], found["640"]
    assert (closed.metric, opened.metric) == ("shops closed", "shops opened")
    assert opened.quantity.unit == closed.quantity.unit == "shop"
    assert opened.period == closed.period


def test_a_count_that_only_follows_another_keeps_its_own(document: Made) -> None:
    found = told(document(TEXT.format("Boro sold 40 looms in 2024 and 12 broke.")))
    assert found["40 looms"].metric == "looms"
