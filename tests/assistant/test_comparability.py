"""What may be set against what: refused with a reason, allowed with a caveat on both sides, or plainly allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.comparability import RULES, caveats, refusal
from documents.figures.quantities import quantities
from documents.figures.types import Figure, Period

YEAR, QUARTER = Period("2024-01-01", "2024-12-31", "2024"), Period("2024-01-01", "2024-03-31", "Q1 2024")
BEFORE = Period("2023-01-01", "2023-12-31", "2023")


def figure(text: str, metric: str, **more: object) -> Figure:
    (quantity,) = quantities(text)
    return replace(Figure("mill", 0, quantity, metric), **more)  # type: ignore[arg-type]


ORDERS = figure("400 orders", "orders", kind="orders", subject="Tannery")
BUILT = figure("300 boats", "boats built", kind="production", subject="Tannery")
MARGIN = figure("31%", "margin", kind="margin", subject="Tannery", sentence=1)
OTHER_MARGIN = figure("12%", "margin", kind="margin", subject="Sawmill", sentence=2)
SALES = figure("$40 million", "revenue", kind="revenue", subject="Tannery", period=YEAR)
DIVISION = replace(SALES, subject="Dye works", subjects=("Dye works", "Tannery"))
FEE = figure("$90", "joining fee", kind="price", subject="Tannery", period=YEAR)

# (operation, figures, what the reason says of both sides)
REFUSED = [
    ("difference", (SALES, figure("£9 million", "revenue", kind="revenue")), ("USD", "GBP")),
    ("ratio", (SALES, figure("£9 million", "revenue", kind="revenue")), ("USD", "GBP")),
    ("sum", (ORDERS, BUILT), ("Orders", "units produced")),
    ("sum", (SALES, replace(SALES, period=QUARTER)), ("Q1 2024", "2024")),
    ("sum", (SALES, DIVISION), ("Dye works", "Tannery")),
    ("sum", (MARGIN, OTHER_MARGIN), ("31%", "12%")),
    ("average", (MARGIN, OTHER_MARGIN), ("31%", "12%")),
    ("sum", (figure("$4 per kilo", "price"), figure("$6 per kilo", "price")), ("per kg",)),
    ("sum", (FEE, replace(FEE, period=BEFORE)), ("$90", "different times")),
    ("difference", (SALES, figure("12 weeks", "wait")), ("$40 million", "12 weeks")),
]

# (operation, figures, what the caveat says of both sides)
ALLOWED_WITH_A_CAVEAT = [
    ("difference", (ORDERS, BUILT), ("Orders", "units produced")),
    ("difference", (ORDERS, replace(ORDERS, metric="paid bookings")), ("orders", "paid bookings")),
    ("ratio", (SALES, replace(SALES, period=QUARTER)), ("2024", "Q1 2024")),
    ("difference", (SALES, replace(SALES, subject="Sawmill", period=BEFORE)), ("Tannery in 2024", "Sawmill in 2023")),
    (
        "ratio",
        (SALES, replace(SALES, subject="Dye works", subjects=("Dye works", "Tannery"))),
        ("Dye works", "Tannery"),
    ),
    ("difference", (SALES, figure("$50 million", "revenue", status="forecast")), ("$50 million", "$40 million")),
    (
        "compare",
        (replace(SALES, metric="for the new dye", row="Spending"), replace(SALES, row="Spending", subject="Mill")),
        ("for the new dye alone", "a part"),
    ),
]

ALLOWED = [
    ("sum", (SALES, replace(SALES, period=BEFORE))),
    ("difference", (MARGIN, OTHER_MARGIN)),
    ("sum", (figure("31%", "share of the market", kind="market_share", subject="Tannery"),
             figure("12%", "share of the market", kind="market_share", subject="Sawmill"))),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "figures", "sides"), REFUSED)
def test_what_would_mean_nothing_is_refused(
    operation: str, figures: tuple[Figure, ...], sides: tuple[str, str]
) -> None:
    reason = refusal(operation, figures)
    assert reason is not None
    assert all(side in reason for side in sides), reason
    assert refusal(operation, figures[::-1]) is not None


@pytest.mark.parametrize(("operation", "figures", "sides"), ALLOWED_WITH_A_CAVEAT)
def test_an_unfair_comparison_has_a_caveat_that_names_both_sides(
    operation: str, figures: tuple[Figure, ...], sides: tuple[str, str]
) -> None:
    assert refusal(operation, figures) is None
    assert any(all(side in caveat for side in sides) for caveat in caveats(figures)), caveats(figures)


@pytest.mark.parametrize(("operation", "figures"), ALLOWED)
def test_what_belongs_together_needs_neither(operation: str, figures: tuple[Figure, ...]) -> None:
    assert refusal(operation, figures) is None
    assert caveats(figures) == ()


def test_every_rule_is_tried_above() -> None:
    tried = [(operation, pair) for table in (REFUSED, ALLOWED_WITH_A_CAVEAT) for operation, pair, _ in table]
    idle = [rule.words for rule in RULES if not any(rule.fits(*pair) for _, pair in tried)]
    assert not idle
