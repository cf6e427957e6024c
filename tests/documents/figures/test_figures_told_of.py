"""Whom what is planned, priced or paid is told of: tables of sentences of one build."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.cast import cast_of
from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]
TRADES = "# Kessel\n\nKessel and Ubo make trams. Some say that Kessel is older.\n\n"


def only(document: Document, surface: str) -> Figure:
    return next(figure for figure in extract(document) if figure.quantity.surface == surface)


@pytest.mark.parametrize(
    ("text", "surface", "subjects"),
    [
        ("Ubo plans to open a second hall in Leeds. It will cost $5 million.", "$5 million", ("second hall", "Ubo")),
        ("Ubo has ordered a new press. It costs $9 million.", "$9 million", ("new press", "Ubo")),
        ("Ubo is building a test track. It is to cost $3 million.", "$3 million", ("test track", "Ubo")),
        ("Painting two trams takes Ubo 11 hours.", "two trams", ("Ubo",)),
        ("Welding two doors costs Ubo $300.", "two doors", ("Ubo",)),
        ("- **Cities and counties:** account for 22% of Ubo's trams.", "22%", ("Cities and counties", "Ubo")),
        ("- **Repairs and paint:** come to 9% of Ubo's costs.", "9%", ("Repairs and paint", "Ubo")),
    ],
)
def test_a_new_thing_is_of_who_makes_it_and_an_effort_of_who_does_it(
    document: Made, text: str, surface: str, subjects: tuple[str, ...]
) -> None:
    assert only(document(TRADES + text), surface).subjects == subjects


@pytest.mark.parametrize(
    ("text", "surface", "metric"),
    [
        ("A fire destroyed 300 tonnes of steel in May and cost the company up to $2 million.", "$2 million", "cost"),
        ("A strike stopped the hall and cost Kessel about $9 million.", "$9 million", "cost"),
        ("A flood closed two halls and cost its owner over $4 million.", "$4 million", "cost"),
        ("Kessel sells steel at nearly twice the price.", "twice", "price"),
        ("Ubo builds halls at half the cost.", "half", "cost"),
        ("Kessel lets trams at three times the rent.", "three times", "rent"),
    ],
)
def test_what_is_paid_is_read_from_its_own_verb_or_price(document: Made, text: str, surface: str, metric: str) -> None:
    assert only(document(TRADES + text), surface).metric == metric


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Leeds takes 45% of Kessel's trams, under a contract that runs until 2028.", "45%"),
        ("Ubo keeps 30% of its trams for a visit by the mayor.", "30%"),
        ("Ubo leases 12% of its trams to towns that have signed the contract.", "12%"),
    ],
)
def test_a_noun_that_can_be_a_verb_tells_no_kind(document: Made, text: str, surface: str) -> None:
    assert only(document(TRADES + text), surface).kind is None


@pytest.mark.parametrize(
    "text",
    [
        "Ubo's boss, Ida Fenn, left. Her successor is Otto Brandt, who paints.",
        "Ida Fenn, who runs Ubo, is to go. Her successor, Otto Brandt, said that he paints.",
        "Ubo was founded by Ida Fenn, who left. Her replacement is Otto Brandt, who paints.",
    ],
)
def test_who_follows_the_head_of_a_firm_speaks_for_it(document: Made, text: str) -> None:
    assert cast_of(document(TRADES + text)).firms["Otto Brandt"] == "Ubo"


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("Kessel has 40 clerks.\n\nAnd Ubo? Its sales fell by 5% in May.", "5%", "Ubo"),
        ("Kessel has 40 clerks.\n\nBut what of Ubo? It has 310 painters.", "310 painters", "Ubo"),
        ("Kessel has 40 clerks.\n\nAnd Ubo, then? In May it lost €4 million.", "€4 million", "Ubo"),
        ("Kessel has 40 clerks.\n\nIs Ubo older? Kessel has 310 painters.", "310 painters", "Kessel"),
    ],
)
def test_a_question_that_only_names_somebody_says_whom_it_goes_on_about(
    document: Made, text: str, surface: str, subject: str
) -> None:
    assert only(document(TRADES + text), surface).subject == subject


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("Its sales fell by 5%, its first drop since it was listed in 2011, and its profit fell to €6.", "€6", None),
        ("Ubo's sales rose by 9% at the hall which it bought in 2019, and its profit was €3.", "€3", None),
        ("Ubo's sales rose by 9% after it sold a hall in 2019, and its profit was €3.", "€3", None),
        ("Ubo's sales rose 9% in 2019, and its profit was €3.", "€3", "2019"),
        ("It did well: a profit of €38, after a loss of €21 in the same months of 2024.", "€38", None),
        ("It did well: a profit of €38, after a loss of €21 in the same months of 2024.", "€21", "2024"),
        ("It did well: a profit of €38 after the sale of a hall in 2024.", "€38", "2024"),
    ],
)
def test_the_time_of_another_event_is_not_carried_on(
    document: Made, text: str, surface: str, period: str | None
) -> None:
    found = only(document(TRADES + text), surface).period
    assert (found and found.surface) == period


BAKERS = "# The bakery that rose\n\nAnna Keller shows a photograph. Keller & Sons bakes bread. Ida Keller packs it.\n\n"


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        ("Keller, by contrast, grows its own rye and has 96 ovens.", "96 ovens", "Keller & Sons"),
        ("When Keller asked 500 of its guests, it sold 300 loaves.", "300 loaves", "Keller & Sons"),
        ("Keller employs 96 people.", "96 people", "Keller & Sons"),
    ],
)
def test_a_surname_alone_that_acts_as_the_firm_is_the_firm(
    document: Made, text: str, surface: str, subject: str
) -> None:
    assert only(document(BAKERS + text), surface).subject == subject


def test_a_surname_alone_that_acts_as_a_person_is_the_person(document: Made) -> None:
    text = "# A shoemaker\n\nAnna Keller makes shoes. Keller & Sons is old, and Keller says that she will stay."
    assert only(document(f"{text} Keller has 12 pupils."), "12 pupils").subject == "Anna Keller"


@pytest.mark.parametrize(
    ("text", "surface", "subject"),
    [
        (
            "If 2026 brings the 25 million rides that Kessel promises, at a fare of €2.15, all is well.",
            "€2.15",
            "Kessel",
        ),
        ("Ubo owns no shop, and its saddles sat on 410 million bikes last year.", "410 million bikes", "saddles"),
    ],
)
def test_a_verb_is_no_part_of_a_name(document: Made, text: str, surface: str, subject: str) -> None:
    assert only(document(TRADES + text), surface).subject == subject
