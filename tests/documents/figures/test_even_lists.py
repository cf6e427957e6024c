"""Lists of one measure over time, and what is spoken of before a colon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]
TEXT = "# Two mills\n\nThe company Arlon makes looms. Its rival is the company Boro.\n\n{0}"


def told(document: Document) -> dict[str, Figure]:
    return {figure.quantity.surface: figure for figure in extract(document)}


@pytest.mark.parametrize(
    ("text", "surfaces", "unit", "kind"),
    [
        ("Arlon sold 4,200 looms in 2021, 5,800 in 2022 and 6,500 in 2023.", "5,800 6,500", "loom", "sales"),
        ("Arlon sold 4 million doses in 2021, 5 million in 2022.", "5 million", "dose", "sales"),
        ("Arlon shipped 310 crates a day in 2022, about 268 in 2023.", "268", "crate", "shipments"),
        ("In 2021 Arlon sold 300 carpets, in 2022 280 and in 2023 only 190.", "280 190", "carpet", "sales"),
        ("Arlon had 118 mills at the end of 2020, 340 a year later and 910 in 2022.", "340 910", "mill", None),
    ],
)
def test_each_item_measures_what_the_first_does(
    document: Made, text: str, surfaces: str, unit: str, kind: str | None
) -> None:
    found = extract(document(TEXT.format(text)))
    later = [one for one in found if any(one.quantity.surface.startswith(part) for part in surfaces.split())]
    assert later
    assert {(one.metric, one.kind, one.quantity.unit) for one in found[1:]} >= {(f"{unit}s", kind, unit)}
    assert {(one.metric, one.kind) for one in later} == {(f"{unit}s", kind)}


def test_a_year_later_is_a_year_after_the_item_before(document: Made) -> None:
    found = told(document(TEXT.format("Arlon had 118 mills at the end of 2020, 340 a year later and 910 in 2022.")))
    period = found["340"].period
    assert period is not None
    assert (period.end, period.surface) == ("2021-12-31", "a year later")


@pytest.mark.parametrize(
    ("text", "surface", "metric"),
    [
        ("Arlon opened 14 mills in 2021, 20 shops in 2022 and 31 in 2023.", "20 shops", "shops"),
        ("Arlon hired 300 people in 2021 and sold 400 of its 900 looms in 2022.", "400", "looms"),
        ("The typical wait for a berth was 6 hours in 2022 and 2 hours in 2024.", "2 hours", "typical wait"),
    ],
)
def test_what_has_a_measure_of_its_own_keeps_it(document: Made, text: str, surface: str, metric: str) -> None:
    assert told(document(TEXT.format(text)))[surface].metric == metric


@pytest.mark.parametrize(
    ("text", "metric", "kind", "subject"),
    [
        ("Arlon grew. Revenue followed: €92 million in 2021, €348 million in 2022.", "Revenue", "revenue", "Arlon"),
        ("Boro's revenue followed: €92 million in 2021, €348 million in 2022.", "revenue", "revenue", "Boro"),
        ("Profits at Boro told another story: €92 million in 2021, €348 million in 2022.", "Profits", "profit", "Boro"),
        ("Revenue at Boro slid: €92 million in 2021, just €348 million in 2022.", "Revenue", "revenue", "Boro"),
    ],
)  # fmt: skip
def test_a_list_after_a_colon_measures_what_is_spoken_of_before(
    document: Made, text: str, metric: str, kind: str, subject: str
) -> None:
    found = told(document(TEXT.format(text)))
    for surface in ("€92 million", "€348 million"):
        figure = found[surface]
        assert (figure.metric, figure.kind, figure.subject) == (metric, kind, subject)


def test_no_measure_is_told_where_several_are_or_none(document: Made) -> None:
    both = told(document(TEXT.format("Revenue and profit followed: €5 million and €1 million in 2021.")))
    assert "Revenue" not in both["€5 million"].metric
    none = told(document(TEXT.format("Arlon grew: €5 million in 2021 and €6 million in 2022.")))
    assert none["€5 million"].metric != "Arlon"


def test_a_market_that_grows_makes_nothing(document: Made) -> None:
    figure = told(document(TEXT.format("The market will grow from 90 million doses to 130 million.")))
    assert figure["90 million doses"].kind == "dose"
