"""Quantities in prose and in questions: value, unit, bound, rate, and what is no quantity at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from documents.figures.quantities import quantities

Row = tuple[str, str, str]


def seen(text: str) -> list[Row]:
    """Return (low or low..high, unit, surface) of each quantity."""
    return [
        (f"{q.low:f}" if q.low == q.high else f"{q.low:f}..{q.high:f}", q.unit, q.surface) for q in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234 ships", [("1234", "ship", "1,234 ships")]),
        ("1 234 567 tonnes", [("1234567", "tonne", "1 234 567 tonnes")]),
        ("12,34,567 rupees", [("1234567", "INR", "12,34,567 rupees")]),
        ("1.234 km", [("1.234", "kilometre", "1.234 km")]),
        ("sold 10k units", [("10000", "unit", "10k units")]),
        ("how long to ten thousand?", [("10000", "", "ten thousand")]),
        ("1万", [("10000", "", "1万")]),
        ("6.2亿元", [("620000000", "RMB", "6.2亿元")]),
        ("Rs 4,500 crore", [("45000000000", "INR", "Rs 4,500 crore")]),
        ("two and a half million euros", [("2500000", "EUR", "two and a half million euros")]),
        ("half a million visitors", [("500000", "visitor", "half a million visitors")]),
        ("a dozen nurses", [("12", "nurse", "a dozen nurses")]),
        ("ninety-nine boats", [("99", "boat", "ninety-nine boats")]),
        ("a 2½-hour film", [("2.5", "hour", "2½-hour")]),
        ("-3.2% in May", [("-3.2", "%", "-3.2%")]),
    ],
)
def test_numbers_are_read_in_all_their_spellings(text: str, expected: list[Row]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("RMB 15,900", "15900", "RMB"),
        ("54.2B RMB", "54200000000", "RMB"),
        ("US$4 million", "4000000", "USD"),
        ("HK$20", "20", "HKD"),
        ("NT$1.5bn", "1500000000", "TWD"),
        ("€1.2bn", "1200000000", "EUR"),
        ("£3.50", "3.50", "GBP"),
        ("50 pence", "0.50", "GBP"),
        ("a dividend of 4.5p", "0.045", "GBP"),
        ("¥3 billion, in Chinese yuan", "3000000000", "RMB"),
        ("¥3 billion", "3000000000", "JPY"),
        ("the Norwegian yard cost 31 billion kroner", "31000000000", "NOK"),
        ("₩900 billion", "900000000000", "KRW"),
        ("CHF 20", "20", "CHF"),
        ("₹2.3 lakh crore", "2300000000000", "INR"),
    ],
)
def test_currencies_stand_before_and_after(text: str, low: str, unit: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.low, quantity.unit, quantity.dimension) == (Decimal(low), unit, "money")


@pytest.mark.parametrize(
    ("text", "bound", "surface"),
    [
        ("over 70% of members", "more_than", "70%"),
        ("bookings had surpassed 48,000", "more_than", "48,000"),
        ("at least 300 jobs", "at_least", "300 jobs"),
        ("10,000+ cars", "at_least", "10,000+ cars"),
        ("5,000 or more", "at_least", "5,000"),
        ("up to 14 months", "at_most", "14 months"),
        ("no more than 5 kg", "at_most", "5 kg"),
        ("fewer than 100 shops", "less_than", "100 shops"),
        ("in under 3 hours", "less_than", "3 hours"),
        ("nearly 40%", "about", "40%"),
        ("~40%", "about", "40%"),
        ("an estimated $800", "about", "$800"),
        ("a staggering 61%", "exact", "61%"),
        ("invest $5bn over five years", "exact", "five years"),
        ("for over five years", "more_than", "five years"),
        ("40% more than five years ago", "exact", "five years"),
    ],
)
def test_bounds_are_kept_apart_from_the_surface(text: str, bound: str, surface: str) -> None:
    quantity = quantities(text)[-1]
    assert (quantity.bound, quantity.surface) == (bound, surface)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("38-50 weeks", [("38..50", "week", "38-50 weeks")]),
        ("between 3 and 5 weeks", [("3..5", "week", "3 and 5 weeks")]),
        ("$2-3 billion", [("2000000000..3000000000", "USD", "$2-3 billion")]),
        ("$2 billion to $3 billion", [("2000000000..3000000000", "USD", "$2 billion to $3 billion")]),
        ("prices range from $10 to $15", [("10..15", "USD", "$10 to $15")]),
        ("53-62 weeks (up to 14 months)", [("53..62", "week", "53-62 weeks"), ("14", "month", "14 months")]),
        (
            "rose from 3.2 to 4.1 million tonnes",
            [("3200000", "tonne", "3.2"), ("4100000", "tonne", "4.1 million tonnes")],
        ),
        ("6, 8 and 10 tonnes", [("6", "tonne", "6"), ("8", "tonne", "8"), ("10", "tonne", "10 tonnes")]),
        (
            "employs 50 people and will hire 30 more",
            [("50", "person", "50 people"), ("30", "person", "30")],
        ),
    ],
)
def test_ranges_and_lists_share_unit_and_scale(text: str, expected: list[Row]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "unit", "dimension"),
    [
        ("a quarter of sales", "25", "%", "share"),
        ("one in five patients", "20", "%", "share"),
        ("half of its staff", "50", "%", "share"),
        ("twice the size", "2", "x", "factor"),
        ("three times as many", "3", "x", "factor"),
        ("a tenfold rise", "10", "x", "factor"),
        ("2.5x", "2.5", "x", "factor"),
        ("won three times", "3", "time", "count"),
        ("the third-largest port", "3", "rank", "rank"),
        ("ranked first", "1", "rank", "rank"),
        ("25 basis points", "25", "bp", "points"),
        ("3.5 percentage points", "3.5", "pp", "points"),
        ("accurate to ±0.2mm", "0.2", "mm", "length"),
        ("a 15.5-inch screen", "15.5", "inch", "length"),
        ("its 10,000th vehicle", "10000", "vehicle", "ordinal"),
        ("the 10,000-unit milestone", "10000", "unit", "count"),
        ("half an hour", "0.5", "hour", "duration"),
        ("for over a decade", "1", "decade", "duration"),
        ("Anna Keller, 22, scored", "22", "year", "duration"),
        ("-269°C", "-269", "°C", "temperature"),
        ("24,000-TEU ships", "24000", "TEU", "cargo"),
    ],
)
def test_shares_factors_ranks_and_measures(text: str, low: str, unit: str, dimension: str) -> None:
    quantity = quantities(text)[0]
    assert (quantity.low, quantity.unit, quantity.dimension) == (Decimal(low), unit, dimension)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$800 per car", "vehicle"),
        ("each car loses an estimated $800", "vehicle"),
        ("3,704 orders per hour", "hour"),
        ("$80 a barrel", "barrel"),
        ("0.18 kWh/km", "kilometre"),
        ("€890,000 each for 18 buses", None),
        ("7.9 tonnes per hectare", "hectare"),
        ("6 litres per 100 km", "100 kilometre"),
        ("€410,000 apiece", "piece"),
    ],
)
def test_rates_name_their_denominator(text: str, per: str | None) -> None:
    assert quantities(text)[0].per == per


@pytest.mark.parametrize(
    "text",
    [
        "Model 3 and the A320, the R9 and the Falcon 9",
        "Boeing 737 deliveries",
        "Chapter 11, phase 3, type 2 diabetes, Formula 1",
        "in 2024, since 2019, the 1990s, the 2012-13 season",
        "Army #1 and note [3], (1) first",
        "call 555-123-4567 or +44 20 7946 0958",
        "at 10:30, at 5 p.m.",
        "version 3.2.1, section 2.1, page 14",
        "a 3-1 win",
        "COVID-19, 5G, 24/7",
        "https://example.org/2024/05?id=77 and jamie77@example.org",
        "hundreds of millions of users, tens of thousands",
        "one of the reasons, the other two",
        "the 21st century",
    ],
)
def test_names_dates_and_labels_are_no_quantities(text: str) -> None:
    assert seen(text) == []


def test_spans_are_verbatim_within_a_part_of_the_text() -> None:
    text = "Before 5 km. Then 7 km. After 9 km."
    (quantity,) = quantities(text, 13, 23)
    assert quantity.surface == quantity.span.of(text) == "7 km"


def test_vague_counts_are_no_figures() -> None:
    assert quantities("tens of millions of fans and a handful of rivals") == ()
