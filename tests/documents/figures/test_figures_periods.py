"""Periods as texts name them."""

from __future__ import annotations

import pytest

from documents.figures.periods import periods


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Q1 2025", "2025-01-01", "2025-03-31"),
        ("the first quarter of 2025", "2025-01-01", "2025-03-31"),
        ("1Q25", "2025-01-01", "2025-03-31"),
        ("Q1-Q3 2024", "2024-01-01", "2024-09-30"),
        ("H1 2024", "2024-01-01", "2024-06-30"),
        ("first nine months of 2023", "2023-01-01", "2023-09-30"),
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("March 2021", "2021-03-01", "2021-03-31"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("July 7, 2025", "2025-07-07", "2025-07-07"),
        ("12 March 2024", "2024-03-12", "2024-03-12"),
        ("2024-03-12", "2024-03-12", "2024-03-12"),
        ("FY2023", "2023-01-01", "2023-12-31"),
        ("mid-2025", "2025-05-01", "2025-08-31"),
        ("2019-2023", "2019-01-01", "2023-12-31"),
        ("2012–13", "2012-01-01", "2013-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("As of July 2025", "2025-07-01", "2025-07-31"),
        ("at the end of 2023", "2023-12-31", "2023-12-31"),
        ("since 2019", "2019-01-01", "9999-12-31"),
        ("in the year to March 2025", "2024-04-01", "2025-03-31"),
        ("the three months ended 30 June 2024", "2024-04-01", "2024-06-30"),
        ("the year to 5 April 2025", "2024-04-06", "2025-04-05"),
        ("in the year that ended on 30 June 2024", "2023-07-01", "2024-06-30"),
        ("closed its financial year on 31 March 2025", "2024-04-01", "2025-03-31"),
        ("the year closed on 3 May 2024 with a feast", "2024-05-03", "2024-05-03"),
    ],
)
def test_periods_have_calendar_ends(text: str, start: str, end: str) -> None:
    ((period, span),) = periods(text)
    assert (period.start, period.end) == (start, end)
    assert period.surface == span.of(text)


def test_by_the_end_of_is_cumulative() -> None:
    ((period, _),) = periods("By the end of 2024, 300 were sold")
    assert (period.end, period.cumulative, period.surface) == ("2024-12-31", True, "By the end of 2024")


@pytest.mark.parametrize("text", ["2000 employees", "$2024", "2,024 cars", "over 2000 stores", "2050 MW", "in March"])
def test_amounts_and_months_without_a_year_are_no_periods(text: str) -> None:
    assert periods(text) == ()
