"""Interval arithmetic: ranges keep both ends, bounds their direction, results their digits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.display import result_text
from assistant.interval import Interval, exact, interval, plain, rounded, significant
from documents.figures.quantities import quantities


def value(text: str) -> Interval:
    (found,) = quantities(text)
    return interval(found)


def test_a_share_of_a_lower_bound_is_at_most() -> None:
    share = value("40,000 orders") / value("more than 160,000 orders") * exact(100)
    assert (share.low, share.bound) == (25, "at most")


def test_a_product_of_lower_bounds_is_at_least() -> None:
    product = value("over 40%") * value("more than 248,000 orders") / exact(100)
    assert (product.low, product.bound) == (99200, "at least")


def test_a_ratio_of_lower_bounds_has_no_direction() -> None:
    assert (value("over 40%") / value("more than 20%")).undirected


def test_a_range_keeps_both_ends() -> None:
    weeks = value("38-50 weeks")
    assert (weeks.low, weeks.high) == (38, 50)
    assert (weeks / exact(Fraction("4.5"))).is_range


def test_about_stays_about() -> None:
    assert (value("approximately 11 months") / exact(2)).bound == "about"


@pytest.mark.parametrize(
    ("number", "digits", "shown"),
    [
        (Fraction(30000), 3, "30000"),
        (Fraction(3000, 2459), 3, "1.22"),
        (Fraction(337, 10), 3, "33.7"),
        (Fraction(88898, 24), 4, "3704"),
        (Fraction(1, 3000), 3, "0.000333"),
        (Fraction(200000, 3), 3, "66670"),
        (Fraction(0), 3, "0"),
    ],
)
def test_rounding_is_half_even_to_significant_digits(number: Fraction, digits: int, shown: str) -> None:
    assert f"{rounded(number, digits):f}" == shown


def test_zeros_that_end_a_whole_number_are_not_significant() -> None:
    assert significant(Decimal("248000")) == 3
    assert significant(Decimal("0.2")) == 1
    assert significant(Decimal("4.50")) == 3
    assert significant(Decimal("0")) == 1


def test_a_sum_keeps_every_stated_digit() -> None:
    assert result_text(value("1,234.56 tonnes") - value("34.5 tonnes"), "tonne") == "1,200.06 tonnes"


def test_json_numbers_are_plain() -> None:
    assert plain(Fraction(1, 3)) == "0.333333333333"
    assert plain(Decimal("6200000000")) == "6200000000"


amounts = st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(10**9))


@st.composite
def ranges(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(amounts), draw(amounts)))
    return Interval(low, high)


@given(ranges(), ranges(), st.fractions(0, 1), st.fractions(0, 1))
def test_every_point_result_lies_in_the_interval_result(a: Interval, b: Interval, s: Fraction, t: Fraction) -> None:
    x, y = a.low + s * (a.high - a.low), b.low + t * (b.high - b.low)
    for whole, point in ((a + b, x + y), (a - b, x - y), (a * b, x * y), (a / b, x / y)):
        assert whole.low <= point <= whole.high


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Interval(Fraction(3346, 10), Fraction(3346, 10), about=True), "about 335 days"),
        (Interval(Fraction(334), Fraction(334), open_high=True, about=True), "at least about 334 days"),
        (Interval(Fraction(334), Fraction(334), open_low=True, about=True), "at most about 334 days"),
        (Interval(Fraction(334), Fraction(334), open_high=True), "at least 334 days"),
        (Interval(Fraction(334), Fraction(334), open_low=True, open_high=True, about=True), "about 334 days"),
    ],
)
def test_what_rests_on_an_approximate_figure_says_so(value: Interval, text: str) -> None:
    assert result_text(value, "day") == text
