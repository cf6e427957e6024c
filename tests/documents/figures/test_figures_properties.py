"""No text breaks the recognisers, all spans are verbatim, and the work they take stays linear."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.linear import calls_of
from documents.figures.periods import periods
from documents.figures.quantities import quantities
from documents.figures.scene import scene
from documents.figures.tokens import tokenize
from documents.figures.units import convert
from documents.types import Span

WORDS = """
5 1,234 3.5 % $ RMB £ million bn k - – to from between and of the a per each over twice half quarter third first 2024
Q1 March by end . , ; ( ) vans km weeks was rose lost its Acme R9 's 10th one in five 万 亿 ± ~ more than
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_without_error_and_verbatim(text: str) -> None:
    last = -1
    for quantity in quantities(text):
        assert quantity.span.of(text) == quantity.surface != ""
        assert quantity.low <= quantity.high
        assert quantity.span.start >= last
        last = quantity.span.end
    for period, span in periods(text):
        assert span.of(text) == period.surface
        assert period.start <= period.end
    assert scene(text, Span(0, len(text))).figures == quantities(text)


@settings(max_examples=100, deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(["hour", "day", "week", "kg", "tonne"]))
def test_units_survive_a_round_trip(value: Decimal, unit: str) -> None:
    other = {"hour": "minute", "day": "hour", "week": "day", "kg": "gram", "tonne": "kg"}[unit]
    there = convert(value, unit, other)
    assert there is not None
    assert convert(there, other, unit) == value


@pytest.mark.parametrize("piece", ["7", "1,", "111 ", "5 and ", "(5 ", "one ", "million ", "a-", "$", "2024-", "5% "])
@pytest.mark.timeout(60)
def test_the_work_grows_with_the_text(piece: str) -> None:
    def work(length: int) -> int:
        tokenize.cache_clear()
        text = piece * (length // len(piece))
        return calls_of(lambda: quantities(text))

    work(400)
    assert work(8_000) <= 4 * 1.25 * work(2_000) + 2_000
