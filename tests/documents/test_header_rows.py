"""Rows that head the columns of a table: several of them become one, a row of data never does."""

from __future__ import annotations

import pytest

from documents.header_rows import joined


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (" | Bread | | Cake | \n | May 31, | | May 31, | \n | 2022 | 2021 | 2022 | 2021\nSold | 4 | 3 | 2 | 1",
         ["", "Bread May 31, 2022", "Bread May 31, 2021", "Cake May 31, 2022", "Cake May 31, 2021"]),
        (" | | Year ended June 30, | \n(in thousands) | 2022 | 2021 (3) | 2020\nOvens | 4 | 3 | 2",
         ["(in thousands)", "Year ended June 30, 2022", "Year ended June 30, 2021 (3)", "Year ended June 30, 2020"]),
        (" | Note | 2022 | 2021\n | | £m | £m\nFlour | 3 | 8.1 | 7.9", ["", "Note", "2022 £m", "2021 £m"]),
        ("Milling costs | | \n | 2022 | 2021\nFlour | 8 | 7", ["Milling costs", "2022", "2021"]),
        (" | Rent due | | \nContract | Up to 1 year | 1-3 years | Total\nMill | 4 | 5 | 9",
         ["Contract", "Rent due Up to 1 year", "Rent due 1-3 years", "Rent due Total"]),
        ("(in thousands) | 2022 | | 2021 | \nBread | 40 | 8% | 30 | 7%",
         ["(in thousands)", "2022", "2022", "2021", "2021"]),
    ],
)  # fmt: skip
def test_headings_are_joined_column_by_column(rows: str, header: list[str]) -> None:
    read = joined(table(rows))
    assert read[0] == header
    assert all(any(char.isdigit() for cell in row[1:] for char in cell) for row in read[1:])


@pytest.mark.parametrize(
    "rows",
    [
        "Town | Country | Mayor\nTorvik | Norway | Berg\nLund | Sweden | Ek",
        "Oven | Price | Colour\n | 40 | red\nB | 50 | blue",
        "Bread | 2022 | 2021\nOvens: | | \nold | 4 | 5",
        "Year | Bread\n2021 | —\n2022 | 7",
        " | Price | \nA | 4 | cheap\nB | 5 | dear",
    ],
)
def test_rows_that_name_something_stay_rows(rows: str) -> None:
    given = table(rows)
    assert joined(given) == [row + [""] * (len(given[0]) - len(row)) for row in given]


def test_marked_rows_are_headings_whatever_they_say() -> None:
    assert joined(table("Plan | A | B\nSeats | 5 | 6\nPrice | 7 | 8"), 2)[0] == ["Plan Seats", "A 5", "B 6"]
