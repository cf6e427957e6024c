"""Figures whose time, measure or owner stands where a quick reader would miss it: fronted, left out, a row on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.cast import cast_of
from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]
TABLE = """
# Vell & Marr

Vell & Marr baked its first loaf in 2016.

| Sort | Loaves | Income |
|---|---|---|
| Dark bread | 1.8 million | €8.6 million |
| Brezel | 3.1 million | €6.5 million |
"""


def told(document: Document) -> dict[str, Figure]:
    return {figure.quantity.surface: figure for figure in extract(document)}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2017 the mills lost 14% of the flour, in 2020 6% and in 2025 1.9%.", ["2017", "2020", "2025"]),
        ("In 2022 Arlon lost 9% of its vans, in 2025 only 2%.", ["2022", "2025"]),
        ("Arlon lost 9% of its vans in 2022, 2% in 2025.", ["2022", "2025"]),
        ("In 2025 Arlon carried 3.4 million guests, 8% more than in 2024, and earned $96 million.", ["2025"] * 3),
    ],
)
def test_a_year_belongs_to_what_it_opens_and_no_comparison_dates_what_follows(
    document: Made, text: str, years: list[str]
) -> None:
    found = [figure.period.surface if figure.period else "" for figure in extract(document(text))]
    assert [year for year in found if year] == years


def test_a_measure_whose_verb_is_left_out_is_its_own(document: Made) -> None:
    found = told(document("Arlon has 40 inns. The gross margin is 64%, and the operating margin 9.5%."))
    assert found["9.5%"].metric == "operating margin"
    assert "operating margin" not in found["9.5%"].subjects


def test_what_is_spoken_of_before_a_colon_is_measured(document: Made) -> None:
    assert (
        told(document("Energy is a small matter for Arlon: $1.3 million in 2025."))["$1.3 million"].metric == "Energy"
    )


def test_the_same_cost_in_other_terms_keeps_its_time(document: Made) -> None:
    figure = told(document("Arlon's repairs cost $290,000 in 2025, which is $196 a van."))["$196 a van"]
    assert figure.metric == "cost"
    assert figure.period is not None
    assert figure.period.surface == "2025"


def test_a_pronoun_means_what_the_sentence_before_opened_with(document: Made) -> None:
    text = (
        "Arlon Lines runs 14 ferries. The first new ferry, the Petrel, entered service in May. It carries 220 guests."
    )
    assert told(document(text))["220 guests"].subject == "Petrel"


def test_what_a_firm_is_said_to_have_with_it_is_its_own(document: Made) -> None:
    text = "Arlon earns well. The rival Boro carried 9,000 guests in 2025, with 4 ferries and a revenue of $29 million."
    assert told(document(text))["$29 million"].subject == "Boro"


def test_people_who_are_employed_are_employees(document: Made) -> None:
    found = told(document("Arlon employs 640 people. The town has 9,100 people."))
    assert found["640 people"].kind == "employees"
    assert found["9,100 people"].kind == "population"


def test_columns_of_their_own_dimension_are_measures_and_no_names(document: Made) -> None:
    made = document(TABLE)
    assert cast_of(made).main == "Vell & Marr"
    assert "Loaves" not in cast_of(made).known
    found = told(made)
    assert (found["1.8 million"].subject, found["1.8 million"].metric) == ("Dark bread", "Loaves")


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("The town counted 12,600 trips a day in 2025, against 7,900 in 2021.", {"7,900": "day"}),
        ("Arlon pays $30 an hour, up from $25 in 2021.", {"$25": "hour"}),
        ("Arlon lost $800 per van in 2024 and $650 in 2025.", {"$650": "van"}),
        ("Arlon lost $800 per van in 2024 and $650 million in 2025.", {"$650 million": None}),
        ("Arlon built 300 vans a week in May 2025 and 450 in June 2025.", {"450": "week"}),
        ("Arlon sells 50 boats a year, 300 in all.", {"300": None}),
    ],
)
def test_a_figure_set_beside_a_rate_is_one_too(document: Made, text: str, rates: dict[str, str | None]) -> None:
    figures = told(document(text))
    assert {surface: figures[surface].quantity.per for surface in rates} == rates


def test_they_are_the_things_that_the_sentence_before_was_about(document: Made) -> None:
    text = "# Tallgrove\n\nRepairs cost $290,000 in 2025. In 2023 they had cost $341,000 for fewer vans."
    assert told(document(text))["$341,000"].subject == "Repairs"
