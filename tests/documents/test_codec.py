"""Values come back as they were, and nothing else is read."""

from __future__ import annotations

import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.codec import decode, encode, from_lines, to_lines
from documents.figures.types import Figure, Period, Quantity
from documents.types import Block, Document, Section, Sentence, Span, Table
from index.types import Passage

texts = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates included
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
decimals = st.decimals(allow_nan=False, allow_infinity=False)
quantities = st.builds(Quantity, decimals, decimals, texts, texts, texts, spans, st.just("about"), st.none() | texts)
figures = st.builds(
    Figure,
    document=texts,
    sentence=st.integers(0, 9),
    quantity=quantities,
    metric=texts,
    subjects=st.lists(texts, max_size=3).map(tuple),
    period=st.none() | st.builds(Period, texts, texts, texts, st.booleans()),
    within=st.none() | quantities,
    status=st.sampled_from(["actual", "forecast"]),
    clause=st.none() | spans,
)
tables = st.builds(
    Table,
    header=st.lists(spans, max_size=3).map(tuple),
    rows=st.lists(st.lists(spans, max_size=2).map(tuple), max_size=2).map(tuple),
    row_blocks=st.lists(st.integers(0, 9), max_size=2).map(tuple),
    section=st.integers(0, 3),
    span=spans,
    recovered=st.booleans(),
)
documents = st.builds(
    Document,
    id=texts,
    title=texts,
    source=texts,
    text=texts,
    sections=st.lists(st.builds(Section, texts, st.integers(0, 3), st.tuples(texts), spans), max_size=2).map(tuple),
    blocks=st.lists(st.builds(Block, st.just("item"), spans, st.integers(0, 3), texts), max_size=2).map(tuple),
    sentences=st.lists(st.builds(Sentence, spans, st.integers(0, 3), st.integers(0, 3)), max_size=2).map(tuple),
    tables=st.lists(tables, max_size=2).map(tuple),
    content_hash=st.text(string.hexdigits, max_size=8),
    url=st.none() | texts,
    pages=st.lists(spans, max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(documents, max_size=3))
def test_documents_round_trip(values: list[Document]) -> None:
    assert from_lines(Document, to_lines(values)) == tuple(values)


@settings(max_examples=150, deadline=None)
@given(st.lists(figures, max_size=3))
def test_figures_round_trip_with_every_digit(values: list[Figure]) -> None:
    data = to_lines(values)
    again = from_lines(Figure, data)
    assert again == tuple(values)
    assert [str(value.quantity.low) for value in again] == [str(value.quantity.low) for value in values]
    assert to_lines(again) == data


def test_the_form_is_plain_and_short():
    passage = Passage("id", "doc", ("A", "B"), "Text.", 3, 8, (0, 1))
    assert encode(passage) == {
        "id": "id",
        "document": "doc",
        "heading": ["A", "B"],
        "text": "Text.",
        "start": 3,
        "end": 8,
        "sentences": [0, 1],
    }
    assert encode(Span(1, 2)) == [1, 2]
    assert encode(Decimal("1.50")) == "1.50"


GOOD = encode(Quantity(Decimal(1), Decimal(2), "hour", "duration", "1-2 hours", Span(0, 9)))


@pytest.mark.parametrize(
    "changed",
    [
        {"low": 1},
        {"low": "one"},
        {"low": None},
        {"unit": 5},
        {"span": [1]},
        {"span": [1, "2"]},
        {"span": [True, 2]},
        {"bound": "roughly"},
        {"surprise": 1},
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, object]):
    with pytest.raises(ValueError, match=r"expected|not a"):
        decode(Quantity, {**GOOD, **changed})


def test_missing_fields_and_other_shapes_are_refused():
    for data in ({}, [], "text", 3, None, {**GOOD, "low": ["1"]}):
        with pytest.raises(ValueError, match=r"expected|not a"):
            decode(Quantity, data)
    with pytest.raises(ValueError, match="nested too deeply"):
        from_lines(Document, b"[" * 200_000)
    with pytest.raises(UnicodeDecodeError):
        from_lines(Document, b"\x80\x04K\x01.")


def test_what_is_no_value_is_not_stored():
    for thing in (1.5, {"a": 1}, [1], {1}, object()):
        with pytest.raises(TypeError, match="cannot store"):
            encode(thing)
