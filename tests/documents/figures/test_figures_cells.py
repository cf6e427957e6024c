"""Figures in the cells of tables: unit, scale, sign, period and group, from wherever a report writes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.labels import label, when
from documents.figures.extract import extract
from documents.figures.scale_remarks import remark, without
from documents.figures.types import Figure
from documents.types import Document

Make = Callable[[str], Document]


def cells(document: Document) -> dict[tuple[str, str], Figure]:
    return {(f.row or "", f.column or ""): f for f in extract(document) if f.row is not None}


@pytest.mark.parametrize(
    ("heading", "unit", "exponent", "rest"),
    [
        ("2022 €m", "EUR", 6, "2022"),
        ("2022 US$’000", "USD", 3, "2022"),
        ("(Dollars in millions)", "USD", 6, ""),
        ("Loans (in thousands, except per share amounts)", "", 3, "Loans"),
        ("Water drawn (MWh)", "MWh", 0, "Water drawn"),
        ("USDm", "USD", 6, ""),
        ("Milk in litres", "litre", 0, "Milk"),
        ("Loaves in the first 9 weeks", "", 0, "Loaves in the first 9 weeks"),
    ],
)
def test_a_heading_tells_unit_and_scale(heading: str, unit: str, exponent: int, rest: str) -> None:
    told = remark(heading, heading)
    assert (told.unit, told.exponent) == (unit, exponent)
    assert without(heading, told.spans) == rest


def test_an_amount_in_a_sentence_is_no_remark_on_scale() -> None:
    told = remark("Sales rose to $5 million, as the table shows", "", sentence=True)
    assert (told.unit, told.exponent) == ("", 0)
    assert remark("The table is in thousands of euros.", "", sentence=True).exponent == 3


def test_the_scale_of_a_table_holds_for_amounts_and_not_for_rates(document: Make) -> None:
    read = cells(
        document("""
All amounts are in thousands, except per loaf.

Nothing else was counted.

| | 2022 | 2021 |
|---|---|---|
| Sales | $ 4,100 | $ 3,900 |
| Flour bought | (1,250) | (980) |
| Profit | $ 2,850 | $ 2,920 |
| Price per loaf | $ 3.20 | $ 3.10 |
| Margin | 69.5% | 74.9% |
""")
    )
    assert read["Sales", "2022"].quantity.low == 4_100_000
    assert read["Flour bought", "2021"].quantity.low == -980_000
    assert read["Flour bought", "2021"].quantity.unit == "USD"  # between two amounts of dollars
    assert read["Price per loaf", "2022"].quantity.low == Decimal("3.20")
    assert read["Margin", "2022"].quantity.low == Decimal("69.5")
    assert read["Sales", "2021"].period is not None
    assert read["Sales", "2021"].period.start == "2021-01-01"


def test_a_row_of_its_own_heads_the_rows_below_it(document: Make) -> None:
    read = extract(
        document("""
| (€m) | Bread | Cake |
|---|---|---|
| March 31, 2022 | | |
| Ovens | 41 | 7 |
| March 31, 2021 | | |
| Ovens | 38 | 6 |
""")
    )
    ovens = [f for f in read if f.row == "Ovens" and f.column == "Bread"]
    assert [f.group for f in ovens] == ["March 31, 2022", "March 31, 2021"]
    assert [f.period.end if f.period else None for f in ovens] == ["2022-03-31", "2021-03-31"]
    assert [f.quantity.low for f in ovens] == [41_000_000, 38_000_000]


def test_a_table_without_a_header_keeps_its_first_row(document: Make) -> None:
    read = cells(
        document("""
| Debt at January 1, 2022 | $450,000 |
|---|---|
| Repaid | $(50,000) |
| Debt at December 31, 2022 | $400,000 |
""")
    )
    assert [f.quantity.low for f in read.values()] == [450_000, -50_000, 400_000]


def test_rows_of_years_leave_it_to_the_columns_what_is_measured_and_whose_it_is(document: Make) -> None:
    read = cells(
        document("""
Marlow Rail and Tavish Rail carry more each year.

| Year | Marlow Rail trips (millions) | Tavish Rail trips (millions) | Marlow Rail revenue ($m) |
|---|---|---|---|
| 2021 | 4 | 7 | 30 |
| 2022 | 6 | 5 | 41 |
""")
    )
    first = read["2021", "Marlow Rail trips (millions)"]
    assert (first.metric, first.subject) == ("Marlow Rail trips", "Marlow Rail")
    assert first.period is not None
    assert (label(first), when(first)) == ("Marlow Rail trips", ", 2021")
    assert (read["2022", "Marlow Rail revenue ($m)"].kind, first.quantity.low) == ("revenue", 4_000_000)


def test_the_corner_over_rows_of_quarters_says_what_is_measured(document: Make) -> None:
    read = cells(
        document("""
| Revenue (€m) | Marlow Rail | Tavish Rail |
|---|---|---|
| Q1 2023 | 4 | 7 |
| Q2 2023 | 5 | 6 |
""")
    )
    cell = read["Q2 2023", "Tavish Rail"]
    assert (cell.metric, cell.subject, label(cell)) == ("Revenue", "Tavish Rail", "Tavish Rail, Revenue")


def test_the_scale_of_a_column_of_the_next_table_is_its_own(document: Make) -> None:
    read = cells(
        document("""
| | Orle | Tamm |
|---|---|---|
| Branches | 140 | 60 |

| Year | Orle visitors (thousands) | Tamm visitors (thousands) |
|---|---|---|
| 2023 | 80 | 60 |
""")
    )
    assert read["Branches", "Orle"].quantity.low == 140
    assert read["2023", "Orle visitors (thousands)"].quantity.low == 80_000
