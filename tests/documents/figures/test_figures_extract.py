"""Whose, what, when and who says: one small text per rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Make = Callable[[str], Document]


def by_surface(figures: tuple[Figure, ...]) -> dict[str, Figure]:
    return {figure.quantity.surface: figure for figure in figures}


@pytest.mark.parametrize(
    ("text", "surface", "metric", "kind"),
    [
        ("Acme's gross margin was a staggering 61%.", "61%", "gross margin", "margin"),
        ("Acme lost 4 billion RMB.", "4 billion RMB", "lost", "loss"),
        ("The Acme R9 starts at $15,900.", "$15,900", "starts at", "price"),
        ("The plant has an automation rate of 91%.", "91%", "automation rate", "automation"),
        ("The wait for an Acme van stretched to 38-50 weeks.", "38-50 weeks", "wait", "waiting_time"),
        ("Acme took 4,500 confirmed orders.", "4,500 confirmed orders", "confirmed orders", "orders"),
        ("By the end of 2024, open orders had surpassed 48,000.", "48,000", "open orders", "orders"),
        ("Over 70% of R9 owners are former cyclists.", "70%", "R9 owners are former cyclists", None),
        ("The drug cut body weight by 14%.", "14%", "body weight", "growth"),
        ("From the van's 15.5-inch screen, drivers control all.", "15.5-inch", "screen", "size"),
        ("Acme spends $3m on research.", "$3m", "spends on research", "research"),
    ],
)
def test_the_metric_is_the_measured_phrase(
    document: Make, text: str, surface: str, metric: str, kind: str | None
) -> None:
    figure = by_surface(extract(document(text)))[surface]
    assert (figure.metric, figure.kind) == (metric, kind)


def test_each_figure_of_a_sentence_has_its_own_clause(document: Make) -> None:
    text = "Brant Group's marketing expenses are as high as 6.7% of revenue, while even the lean Tolva requires 0.2%."
    figures = by_surface(extract(document(text)))
    assert figures["6.7%"].subject == "Brant Group"
    assert figures["0.2%"].subjects[0] == "lean Tolva" or "Tolva" in figures["0.2%"].subjects
    assert figures["0.2%"].metric == figures["6.7%"].metric == "marketing expenses of revenue"


def test_coordinated_amounts_keep_subject_and_metric_and_take_their_own_period(document: Make) -> None:
    figures = by_surface(extract(document("The van business lost $62 million in 2024 and $5 million in Q1 2025.")))
    first, second = figures["$62 million"], figures["$5 million"]
    assert first.metric == second.metric == "lost"
    assert first.subject == second.subject == "van business"
    assert first.period is not None
    assert second.period is not None
    assert (first.period.surface, second.period.surface) == ("2024", "Q1 2025")


def test_a_possessor_takes_over_the_metric_before(document: Make) -> None:
    text = "The Acme R9 starts at $15,900, placing it below the Tolva K3's $17,900."
    figure = by_surface(extract(document(text)))["$17,900"]
    assert figure.metric == "starts at"
    assert "K3" in figure.subjects
    assert "Tolva" in figure.subjects


def test_time_within_and_milestones_are_attached(document: Make) -> None:
    text = """
The 4,800 orders placed within the next 24 hours surprised all.

- Orrin: It took approximately 11 months for its first van, the R7, to produce its 10,000th vehicle.
"""
    figures = by_surface(extract(document(text)))
    within, milestone = figures["4,800 orders"].within, figures["11 months"].milestone
    assert within is not None
    assert within.surface == "24 hours"
    assert milestone is not None
    assert (milestone.low, milestone.unit) == (10000, "vehicle")
    assert figures["11 months"].kind == "production"
    assert "R7" in figures["11 months"].subjects
    assert figures["11 months"].quantity.bound == "about"


def test_forecasts_name_their_speaker_and_not_as_subject(document: Make) -> None:
    text = "Orrin had a good year. Sales forecasts (Hallbank predicts 41,000 units in 2025) are high."
    figure = by_surface(extract(document(text)))["41,000 units"]
    assert (figure.speaker, figure.status, figure.kind) == ("Hallbank", "forecast", "sales")
    assert figure.subject != "Hallbank"


def test_table_cells_have_row_column_unit_scale_and_period(document: Make) -> None:
    text = """
Segments of Orrin

| Segment | Revenue 2023 ($m) | Margin 2024 |
|---|---|---|
| Vans | 702 | (0.8%) |
"""
    revenue, margin = extract(document(text))
    assert (f"{revenue.quantity.low:f}", revenue.quantity.unit, revenue.row) == ("702000000", "USD", "Vans")
    assert revenue.subject == "Vans"
    assert revenue.period is not None
    assert revenue.period.surface == "2023"
    assert f"{margin.quantity.low:f}" == "-0.8"
    assert margin.column == "Margin 2024"


def test_figures_come_in_text_order_and_the_same_each_time(document: Make) -> None:
    made = document("Orrin sold 5 vans in 2023, 7 vans in 2024 and 9 vans in 2025. Its margin was 4%.")
    figures = extract(made)
    assert figures == extract(made)
    assert [figure.quantity.span for figure in figures] == sorted(figure.quantity.span for figure in figures)
    assert all(figure.quantity.span.of(made.text) == figure.quantity.surface for figure in figures)
