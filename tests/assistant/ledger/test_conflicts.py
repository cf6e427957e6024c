"""Conflicts: planted ones are found with what they should be, and nothing is said of what is sound."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ledger.conflicts import conflicts
from assistant.ledger.entries import entries
from assistant.ledger.stated import Reach, last_digit, reach
from assistant.ledger.types import Conflict
from assistant.settings import shipped_documents
from benchmarks.linear import calls_of
from documents.figures.quantities import quantities
from documents.library import Library

HERE = Path(__file__).parent
EVALS = HERE.parents[1] / "evals"
STATEMENTS: dict[str, Any] = tomllib.loads((HERE / "statements.toml").read_text(encoding="utf-8"))
Find = Callable[..., tuple[Conflict, ...]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    def found(*articles: str) -> tuple[Conflict, ...]:
        for i, text in enumerate(articles):
            (tmp_path / f"article-{i}.md").write_text(f"# The report\n\n{text}\n", encoding="utf-8")
        return conflicts(entries(Library(tmp_path)))

    return found


@pytest.mark.parametrize("planted", STATEMENTS["planted"], ids=lambda one: one["text"][:40])
def test_a_planted_conflict_is_found(find: Find, planted: dict[str, str]) -> None:
    (conflict,) = find(planted["text"])
    assert (conflict.sort, conflict.recomputed) == (planted["conflict"], planted.get("recomputed", ""))
    assert conflict.recomputed in conflict.text
    for entry in conflict.entries:
        assert entry.figure.quantity.surface in planted["text"]
    assert len(conflict.sentences) == 1 or conflict.sort in ("two values", "total", "over 100 %")


@pytest.mark.parametrize("text", STATEMENTS["sound"], ids=lambda text: text[:40])
def test_what_is_sound_is_left_alone(find: Find, text: str) -> None:
    assert [conflict.text for conflict in find(text)] == []


@pytest.mark.parametrize(
    "name",
    [
        "quiet-ferries.md",
        "terminal-automation.md",
        "coffee-cooperative.html",
        "gout-trial.txt",
        "hospital-waiting-list.txt",
    ],
)
def test_real_articles_hold_no_conflict(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((EVALS / name).read_bytes())
    found = entries(Library(tmp_path))
    assert len(found) > 30
    assert [conflict.text for conflict in conflicts(found)] == []


def test_the_shipped_articles_hold_no_conflict() -> None:
    assert [conflict.text for conflict in conflicts(entries(Library(shipped_documents())))] == []


def test_two_articles_that_contradict_each_other(find: Find) -> None:
    first = "Orrin Dairies had revenue of 4.7 billion euros in 2024. Orrin Dairies is old."
    (conflict,) = find(first, first.replace("4.7", "4.2").replace("old", "large"))
    assert conflict.text == 'Two values of "revenue" of Orrin Dairies (2024): 4.7 billion euros and 4.2 billion euros.'
    assert {entry.document.id for entry in conflict.entries} == {"article-0", "article-1"}
    assert len(conflict.sentences) == 2


def test_the_order_of_the_figures_does_not_matter(find: Find) -> None:
    found = entries(Library(shipped_documents()))
    assert conflicts(found) == conflicts(tuple(reversed(found)))
    text = "Sales fell 9% from 80 tons to 60 tons. Staff grew by 5 from 20 to 30 people."
    assert [conflict.recomputed for conflict in find(text)] == ["25%", "10 people"]


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("4.7 billion euros", "100000000"),
        ("31,417 orders", "1"),
        ("5,000 orders", "100"),
        ("120 million euros", "1000000"),
        ("3.50 euros", "1/100"),
        ("three ships", "1"),
        ("40 ships", "1"),
    ],
)
def test_the_last_digit_that_counts(text: str, digit: str) -> None:
    assert last_digit(quantities(text)[0]) == Fraction(digit)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("over 40%", "42%", False),
        ("over 40%", "38%", True),
        ("4.7 billion euros", "4.68 billion euros", False),
        ("4.7 billion euros", "4.6 billion euros", True),
        ("about 50 tonnes", "53 tonnes", False),
        ("38-50 weeks", "45 weeks", False),
        ("38-50 weeks", "52 weeks", True),
        ("up to 9 tonnes", "12 tonnes", True),
        ("up to 9 tonnes", "2 tonnes", False),
    ],
)
def test_which_values_can_both_be_true(one: str, other: str, apart: bool) -> None:
    mine, theirs = (reach(quantities(text)[0]) for text in (one, other))
    assert mine.apart(theirs) == theirs.apart(mine) == apart


POSITIVE = st.fractions(min_value=Fraction(1, 1000), max_value=10**9)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.fractions(min_value=0, max_value=1))
def test_a_result_reaches_over_every_result_of_single_values(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction, at: Fraction
) -> None:
    (low, high), (below, above) = sorted((a, b)), sorted((c, d))
    mine, other = Reach(low, high), Reach(below, above)
    x, y = low + (high - low) * at, below + (above - below) * at
    for made, value in ((mine + other, x + y), (mine - other, x - y), (mine * other, x * y), (mine / other, x / y)):
        assert made.low is not None
        assert made.high is not None
        assert made.low <= value <= made.high


@given(st.decimals(min_value=Decimal("0.01"), max_value=10**12, places=2))
def test_a_value_lies_in_its_own_reach(value: Decimal) -> None:
    quantity = quantities(f"{value:,} euros")[0]
    stated = reach(quantity)
    assert stated.low is not None
    assert stated.high is not None
    assert stated.low < quantity.low < stated.high


def test_the_work_grows_with_the_text(tmp_path: Path) -> None:
    """Twice the figures take about twice the work, though every pair of them could be a contradiction."""
    text = "Acme had revenue of 7 million euros in 2024. Tugs fell 9% from 80 tons to 60 tons in 2024.\n\n"
    work = []
    for times in (5, 50, 100):  # the first fills caches
        (tmp_path / "acme.md").write_text("# Acme\n\n" + text * times, encoding="utf-8")
        found = entries(Library(tmp_path))
        work.append(calls_of(lambda found=found: conflicts(found)))
        assert len(conflicts(found)) == times
    assert work[2] <= 2.25 * work[1]
