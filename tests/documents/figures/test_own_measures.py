"""Rows and columns of a table that are measured in their own way, whatever is told around them or beside them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from documents.figures.extract import extract
from documents.figures.scale_remarks import remark
from documents.figures.types import Figure
from documents.types import Document

Make = Callable[[str], Document]


def cells(document: Document) -> dict[tuple[str, str], Figure]:
    return {(f.row or "", f.column or ""): f for f in extract(document) if f.row is not None}


def read_as(document: Document, column: str) -> dict[str, tuple[str, str]]:
    """Return for each row of a column its amount and its unit."""
    return {
        row: (f"{figure.quantity.low.normalize():f}", figure.quantity.unit)
        for (row, at), figure in cells(document).items()
        if at == column
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales were 90 million crowns (about €8 million at the rate of May), it says.",
        "It paid 12 pounds (once £1,000) for a stall.",
        "Two mills were sold (5 million each).",
        "Its ovens stand in thousands of kitchens.",
        "Nobody counts what is baked in millions of homes.",
    ],
)
def test_an_amount_in_brackets_or_a_place_is_no_remark_on_scale(sentence: str) -> None:
    assert remark(sentence, sentence, sentence=True).exponent == 0


@pytest.mark.parametrize(
    ("sentence", "exponent"),
    [
        ("Amounts in millions of yen.", 6),
        ("The table shows the boxes of each yard, in millions of pallets.", 6),
        ("The figures are in thousands of loaves.", 3),
        ("Sales and profit (2024, € million)", 6),
        ("(in thousands of guests)", 3),
    ],
)
def test_a_remark_on_scale_stays_one(sentence: str, exponent: int) -> None:
    assert remark(sentence, sentence, sentence=True).exponent == exponent


@pytest.mark.parametrize(
    "heading",
    ["Towns (over 100,000)", "Flats (over 50 m²)", "Voters over 50%", "Goods under €5", "Children (under 5 years)"],
)
def test_a_limit_in_a_heading_is_no_unit_of_what_stands_below_it(heading: str) -> None:
    told = remark(heading, heading)
    assert (told.unit, told.exponent) == ("", 0)


@pytest.mark.parametrize("heading", ["31.12.24 €m", "Dec 31 €m", "2023/24 €m", "Revenue (2024, €m)", "FY24 €m"])
def test_a_date_beside_a_unit_is_no_amount(heading: str) -> None:
    told = remark(heading, heading)
    assert (told.unit, told.exponent) == ("EUR", 6)


def test_a_remark_in_prose_reaches_no_table_below_it(document: Make) -> None:
    read = read_as(
        document("""
# Canteens

Brunn took 90 million crowns last year (about €8 million at the rate of May). Its ovens stand in thousands of kitchens.

| | Brunn | Kessel |
|---|---|---|
| Kitchens | 42 | 58 |
| Meals (million) | 3.4 | 5.1 |
| Guest rating (out of 5) | 4.2 | 3.9 |
| Waste (t) | 512 | 890 |
| Tips ($ thousand) | 45 | 61 |
| Cooks | 310 | 455 |
"""),
        "Kessel",
    )
    assert read == {
        "Kitchens": ("58", ""),
        "Meals (million)": ("5100000", "meal"),
        "Guest rating (out of 5)": ("3.9", "out of 5"),
        "Waste (t)": ("890", "tonne"),
        "Tips ($ thousand)": ("61000", "USD"),
        "Cooks": ("455", ""),
    }


@pytest.mark.parametrize("told", ["Figures in millions of euros.\n\n| | 2023 | 2024 |", "| | 2023 (€m) | 2024 (€m) |"])
def test_rows_with_a_measure_of_their_own_are_no_money(document: Make, told: str) -> None:
    read = read_as(
        document(f"""
# Shops

{told}
|---|---|---|
| Revenue | 12.4 | 14.1 |
| Outlets | 41 | 45 |
| Employees | 610 | 655 |
| Deposits | 2.2 | 2.5 |
| Water (m³) | 5,100 | 5,200 |
| Margin (%) | 8.1 | 9.2 |
| Guests (thousand) | 88 | 91 |
| Score (0 to 10) | 7.4 | 7.9 |
"""),
        "2024 (€m)" if "(€m)" in told else "2024",
    )
    assert read == {
        "Revenue": ("14100000", "EUR"),
        "Outlets": ("45", ""),
        "Employees": ("655", ""),
        "Deposits": ("2500000", "EUR"),
        "Water (m³)": ("5200", "cubic metre"),
        "Margin (%)": ("9.2", "%"),
        "Guests (thousand)": ("91000", "guest"),
        "Score (0 to 10)": ("7.9", "out of 10"),
    }


@pytest.mark.parametrize(
    "head", ["## Costs\n\nIn millions of euros.\n\n| | 2024 |", "## Money\n\n| Income by shop (€ million) | 2024 |"]
)
def test_the_parts_of_one_sort_of_money_are_money(document: Make, head: str) -> None:
    read = cells(document(f"# Harbour\n\n{head}\n|---|---|\n| Staff | 120 |\n| Shops | 45 |\n| Boats | 30.5 |\n"))
    assert {figure.quantity.unit for figure in read.values()} == {"EUR"}
    assert read["Staff", "2024"].quantity.low == 120_000_000


def test_a_number_between_shares_is_one_where_they_add_up(document: Make) -> None:
    read = read_as(
        document("| | 2024 |\n|---|---|\n| Bread | 42% |\n| Rolls | 30 |\n| Buns | 11 |\n| Cake | 17% |\n"), "2024"
    )
    assert {unit for _, unit in read.values()} == {"%"}
    read = read_as(
        document("| | Globe |\n|---|---|\n| Seats taken | 81% |\n| Mood | 8.4 |\n| Guests returning | 61% |\n"), "Globe"
    )
    assert read["Mood"] == ("8.4", "")


def test_a_mark_is_told_out_of_the_best_one(document: Make) -> None:
    heads = ["Mood (1-10)", "Mood (out of ten)", "Mood (max. 20)", "Mood (/5)", "Mood out of 7"]
    tops = ["out of 10", "out of ten", "out of 20", "out of 5", "out of 7"]
    for head, top in zip(heads, tops, strict=True):
        figure = cells(document(f"| Pool | {head} | Lanes |\n|---|---|---|\n| Aue | 4.5 | 8 |\n| Wem | 5 | 6 |\n"))[
            "Aue", head
        ]
        assert (figure.quantity.low, figure.quantity.unit, figure.quantity.dimension) == (Decimal("4.5"), top, "mark")
