"""The ledger filtered, sorted and grouped."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ledger.entries import COLUMNS, Entry, entries, row_of
from assistant.ledger.query import UnreadableWish, Wanted, grouped, ordered, period_of, select, size_of, unit_named
from assistant.settings import shipped_documents
from documents.library import Library

YARD = """# The yard

Harbour Works built 38 tugs in 2023 and 41 tugs in 2024. A tug takes 38 weeks, and the first one took 188 days. Harbour
Works expects revenue of 6.2 million euros in 2025. Revenue was 5.1 million euros in 2024. Steel costs 900 dollars per
tonne.

## Berlin

The office at Berlin has 12 people.
"""
ROOT = Path(__file__).parents[3]
SHIPPED = entries(Library(shipped_documents()))


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Entry, ...]:
    folder: Path = tmp_path_factory.mktemp("yard")
    (folder / "yard.md").write_text(YARD, encoding="utf-8")
    return entries(Library(folder))


def values(found: tuple[Entry, ...]) -> list[str]:
    return [str(row_of(entry)["value"]) for entry in found]


def test_a_row_has_the_documented_columns_in_their_order(yard: tuple[Entry, ...]) -> None:
    assert all(tuple(row_of(entry)) == COLUMNS for entry in yard)
    assert row_of(yard[-1])["heading"] == "Berlin"
    assert row_of(yard[-1])["dimension"] == "count"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(kind="revenue"), ["6.2 million euros", "5.1 million euros"]),
        (Wanted(kind="Revenue", status="forecast"), ["6.2 million euros"]),
        (Wanted(period=period_of("2024")), ["41 tugs", "5.1 million euros"]),
        (Wanted(unit="duration"), ["38 weeks", "188 days"]),
        (Wanted(unit=unit_named("months"), minimum=size_of("7 months")), ["38 weeks"]),
        (Wanted(unit=unit_named("$/kg")), ["900 dollars per tonne"]),
        (Wanted(unit=unit_named("tug"), maximum=size_of("40")), ["38 tugs"]),
        (Wanted(minimum=size_of("6 million euros")), ["6.2 million euros"]),
        (Wanted(minimum=size_of("1 dollar"), text="steel"), ["900 dollars per tonne"]),
        (Wanted(document="elsewhere"), []),
    ],
)
def test_selection(yard: tuple[Entry, ...], wanted: Wanted, expected: list[str]) -> None:
    assert values(select(yard, wanted)) == expected


def test_sizes_are_compared_across_units(yard: tuple[Entry, ...]) -> None:
    times = select(yard, Wanted(unit="duration"))
    assert values(ordered(times, ("value",))) == ["188 days", "38 weeks"]
    assert values(ordered(times, ("-value",))) == ["38 weeks", "188 days"]


def test_a_rate_sorts_by_its_size_among_the_rest_of_its_currency(tmp_path: Path) -> None:
    text = "The yard lost $903 per boat. Its revenue was $37 billion. A flag costs $5."
    (tmp_path / "yard.md").write_text(text, encoding="utf-8")
    found = ordered(entries(Library(tmp_path)), ("value",))
    assert [value.split(" per")[0] for value in values(found)] == ["$5", "$903", "$37 billion"]


def test_the_first_column_sorts_first_and_empty_cells_come_last(yard: tuple[Entry, ...]) -> None:
    found = ordered(yard, ("-from", "value"))
    dates = [row_of(entry)["from"] for entry in found]
    assert dates == ["2025-01-01", "2024-01-01", "2024-01-01", "2023-01-01", None, None, None, None]
    assert values(found)[1:3] == ["41 tugs", "5.1 million euros"]


def test_groups_hold_every_entry_once(yard: tuple[Entry, ...]) -> None:
    groups = grouped(yard, "unit")
    assert [name for name, _ in groups] == ["day", "EUR", "person", "tug", "USD", "week"]
    assert sorted(values(yard)) == sorted(value for _, part in groups for value in values(part))


@given(st.lists(st.sampled_from([*COLUMNS, *(f"-{name}" for name in COLUMNS)]), max_size=4))
def test_sorting_keeps_every_row_and_is_settled_after_once(columns: list[str]) -> None:
    found = ordered(SHIPPED, columns)
    assert sorted(map(id, found)) == sorted(map(id, SHIPPED))
    assert ordered(found, columns) == found


@pytest.mark.parametrize("text", ["plenty", "3 and 4", "3-5 weeks", "", "-", "12 tonnes a week"])
def test_no_number_is_said(text: str) -> None:
    with pytest.raises(UnreadableWish, match="write it like"):
        size_of(text)


def test_sizes_are_exact() -> None:
    assert size_of("4.7B RMB").value == Decimal("4700000000")
    assert (size_of("0.1 %").value * 10, size_of("0.1 %").unit) == (1, "%")


def test_every_column_is_documented_in_its_order() -> None:
    text = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in text.split("## Conflicts")[0].splitlines() if line.startswith("| `")]
    assert tuple(name.strip(" `") for cell in cells for name in cell.split(",")) == COLUMNS
