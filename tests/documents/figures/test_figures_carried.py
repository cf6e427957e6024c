"""What a figure takes from the words around it: a shared unit, a measured noun, a period, an owner set apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]


def only(document: Document, surface: str) -> Figure:
    return next(figure for figure in extract(document) if figure.quantity.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface", "unit"),
    [
        ("The yard can build 40 ferries a year and is to reach 65 by 2027.", "65", "ferry"),
        ("Its spread has narrowed by 85 basis points. Boro Rail saw its own spread widen by 30.", "30", "bp"),
        ("Its score for price, 81 points, rose, whereas that for comfort, at 77, was unchanged.", "77", "point"),
        ("Arlon lost 3,900 members in 2023. Its neighbour gained 1,200 to 1,300.", "1,200 to 1,300", "member"),
        ("The inns came third in price and seventh in service.", "seventh", "rank"),
        ("Its debt fell to 3 times earnings, from 4.5 times in 2021.", "4.5 times", "x"),
        ("Each tile is 40 square millimetres in size.", "40 square millimetres", "square millimetre"),
    ],
)
def test_a_number_takes_the_unit_of_what_it_is_set_against(document: Made, text: str, surface: str, unit: str) -> None:
    assert only(document(text), surface).quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "surface", "metric"),
    [
        ("Occupancy, the share of beds that is let, tells more. At Arlon it was 71% in 2024.", "71%", "Occupancy"),
        ("Arlon watched its own margin shrink by 3 percentage points.", "3 percentage points", "own margin"),
        ("Shares in Arlon peaked at $40. They have since fallen by 30%.", "30%", "Shares"),
        ("The price of that bed, which was raised by 12%, will fall.", "12%", "price"),
        ("Arlon trimmed its energy bill, long the highest in the trade, to $4 million.", "$4 million", "energy bill"),
        ("Arlon puts the saving at 3% and the chance of a strike at one in six.", "one in six", "chance"),
        ("Inns older than 40 years are dear.", "40 years", "Inns older"),
        ("The deposit is refundable if the hall is not ready within 18 months.", "18 months", "ready"),
        ("A day less would, Arlon reckons, save roughly $9 million a year.", "$9 million a year", "save"),
        ("The annex will break even nine quarters after it opens.", "nine quarters", "break even"),
        ("Each tile weighs little and is 40 mm in length.", "40 mm", "length"),
    ],
)
def test_the_metric_is_found_behind_what_parts_it_from_the_figure(
    document: Made, text: str, surface: str, metric: str
) -> None:
    assert only(document(text), surface).metric == metric


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("The occupancy rate is 41% at Arlon Inns and 36% at Boro Rooms.", "36%", "Boro Rooms"),
        ("Every third guest pays cash; in Boro Bay the share is 46%.", "46%", "Boro Bay"),
        ("In the damp west, where towns are small, the rate is almost twice that of Arlon.", "twice", "damp west"),
        ("Storm Ada, which struck in May, cost Arlon Inns £74 million.", "£74 million", "Storm Ada"),
        ("She told me that Boro Rooms would reach 700 beds in 2026. Arlon Inns will not.", "700 beds", "Boro Rooms"),
        ("The state is paying 15% of the cost of Arlon's annex.", "15%", "state"),
        ("The loss was shared with insurers led by Corrib Re of Zell, which bore 62% of it. Zell is small.", "62%",
         "Corrib Re"),
    ],
)  # fmt: skip
def test_the_owner_is_found_where_it_is_set_apart(document: Made, text: str, surface: str, subject: str) -> None:
    assert subject in only(document(text), surface).subjects


@pytest.mark.parametrize(
    ("text", "surface", "start", "end"),
    [
        ("Boro lost 300 cooks between March 2021 and June 2022.", "300 cooks", "2021-03-01", "2022-06-30"),
        ("Sales hit $9m in the year to June 2024, when its margin was 8%.", "8%", "2023-07-01", "2024-06-30"),
        ("Of the 640 cooks who left in 2024, two in five had trained abroad.", "640 cooks", "2024-01-01", "2024-12-31"),
        ("Of the 640 cooks who left in 2024, two in five had trained abroad.", "two in five", "2024-01-01",
         "2024-12-31"),
        ("In the tests held in May 2024, Arlon came ninth.", "ninth", "2024-05-01", "2024-05-31"),
    ],
)  # fmt: skip
def test_the_period_is_carried_to_the_figure(document: Made, text: str, surface: str, start: str, end: str) -> None:
    period = only(document(text), surface).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_the_heading_of_the_row_names_is_the_metric(document: Made) -> None:
    table = "| Passengers (m) | 2022 | 2023 |\n|---|---|---|\n| Arlon Airways | 8.1 | 8.4 |\n| Boro Air | 11.6 | 11.3 |"
    found = extract(document(f"# Flying\n\nArlon Airways grew. Boro Air shrank.\n\n{table}"))
    assert [(f.subject, f.metric, int(f.quantity.low), f.quantity.unit) for f in found[:2]] == [
        ("Arlon Airways", "Passengers", 8_100_000, "passenger"),
        ("Arlon Airways", "Passengers", 8_400_000, "passenger"),
    ]


def test_the_scale_in_a_heading_is_no_figure(document: Made) -> None:
    found = extract(document("# Farms\n\n| Cows ('000) | 2022 | 2023 |\n|---|---|---|\n| Arlon Dairy | 41 | 44 |"))
    assert [int(figure.quantity.low) for figure in found] == [41_000, 44_000]


def test_a_common_word_that_opens_a_sentence_is_no_short_name(document: Made) -> None:
    text = "Arlon Inns sold a wing to Corvid Capital. Capital spending was $7 million."
    assert "Corvid Capital" not in only(document(text), "$7 million").subjects
