"""Cells of a table: which of them share the sign of their neighbours, and the date of the whole table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.row_names import counts, of_count, of_money
from documents.figures.types import Figure
from documents.types import Document

Make = Callable[[str], Document]


def cells(document: Document) -> dict[tuple[str, str], Figure]:
    return {(f.row or "", f.column or ""): f for f in extract(document) if f.row is not None}


@pytest.mark.parametrize(
    ("name", "money", "only_count", "counted"),
    [
        ("Bakers", False, False, True),
        ("Staff", False, True, True),
        ("Loaves sold", False, False, True),
        ("Number of loans", False, True, True),
        ("Cost of goods sold", True, False, False),
        ("Operating profit", True, False, False),
        ("Loans to customers", True, False, False),
        ("Flour bought", False, False, False),
    ],
)
def test_a_row_is_named_after_money_or_a_count(name: str, money: bool, only_count: bool, counted: bool) -> None:
    assert (of_money(name), of_count(name), counts(name)) == (money, only_count, counted)


MIXED = """
| Measure (2025) | Ostrova | Kell |
| --- | --- | --- |
| Revenue | £12 million | £14 million |
| Loaves sold | 8 million | 9 million |
| Rent | £2 million | £3 million |
| Bakers | 91 | 120 |
| Profit at the end of 2024 | £1 million | £2 million |
"""


def test_a_count_between_amounts_is_no_money(document: Make) -> None:
    read = cells(document(MIXED))
    assert [read[row, "Kell"].quantity.unit for row in ("Revenue", "Rent")] == ["GBP", "GBP"]
    assert [read[row, "Kell"].quantity.unit for row in ("Loaves sold", "Bakers")] == ["loaf", ""]


def test_accounts_leave_the_sign_out_below_the_first_row(document: Make) -> None:
    read = cells(
        document("""
| | Ostrova | Kell |
|---|---|---|
| Sales | $ 410 | $ 390 |
| Deposits | 125 | 98 |
| Employees | 12 | 14 |
| Receivables | 61 | 52 |
| Total | $ 596 | $ 540 |
""")
    )
    assert [read[row, "Kell"].quantity.unit for row in ("Deposits", "Receivables")] == ["USD", "USD"]
    assert read["Employees", "Kell"].quantity.unit != "USD"


def test_the_corner_dates_the_cells_without_a_date_of_their_own(document: Make) -> None:
    read = cells(document(MIXED))
    years = {row: figure.period.end if figure.period else None for (row, _), figure in read.items()}
    assert years.pop("Profit at the end of 2024") == "2024-12-31"
    assert set(years.values()) == {"2025-12-31"}


def test_a_caption_or_heading_dates_a_table_without_dates(document: Make) -> None:
    rows = "| | Ostrova | Kell |\n|---|---|---|\n| Revenue | £12 | £14 |\n| Rent | £2 | £3 |\n"
    dated = [f"The two bakeries in 2023:\n\n{rows}", f"# Bread\n\n## The year 2023\n\n{rows}"]
    for text in dated:
        periods = [figure.period for figure in cells(document(text)).values()]
        assert {period.start if period else None for period in periods} == {"2023-01-01"}
    for text in (f"Both opened in 2023. They still compete.\n\n{rows}", f"From 2021 to 2023, and in 2019:\n\n{rows}"):
        assert {figure.period for figure in cells(document(text)).values()} == {None}
