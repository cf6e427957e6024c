"""Who tells a figure and who does not, whose a told result is, and whom a cost falls on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]
TEXT = "# Three mills\n\nThe company Arlon makes looms. Its rivals are the company Boro and the company Cresk.\n\n{0}"


def told(document: Document) -> dict[str, Figure]:
    return {figure.quantity.surface: figure for figure in extract(document)}


@pytest.mark.parametrize(
    ("text", "surface", "speaker"),
    [
        ("The loom has cost €8 million, though its maker has never confirmed the figure.", "€8 million", None),
        ("Ida Keller runs a mill of 30 people, which has not yet announced a loom.", "30 people", None),
        ("Profits told another story: €2 million in 2021.", "€2 million", None),
        ("Arlon sold 40 looms, and Boro announced a merger.", "40 looms", None),
        ("Arlon sold 40 looms, its boss Ida Keller told investors in May.", "40 looms", "Ida Keller"),
        ("Arlon sold 40 looms, said Ida Keller.", "40 looms", "Ida Keller"),
        ("By the estimate of Ida Keller, a broker, Arlon sold 40 looms.", "40 looms", "Ida Keller"),
    ],
)  # fmt: skip
def test_who_tells_a_figure(document: Made, text: str, surface: str, speaker: str | None) -> None:
    assert told(document(TEXT.format(text)))[surface].speaker == speaker


@pytest.mark.parametrize(
    ("text", "surface", "subject", "metric"),
    [
        ("Boro reported revenue of $9 million.", "$9 million", "Boro", "revenue"),
        ("Boro reported revenue of $9 million and a margin of 33%.", "33%", "Boro", "margin"),
        ("Boro reported 71% in a trial.", "71%", "Boro", "reported"),
        ("Boro forecasts sales of 60 looms.", "60 looms", "Boro", "looms"),
    ],
)
def test_a_told_result_is_of_who_tells_it(document: Made, text: str, surface: str, subject: str, metric: str) -> None:
    figure = told(document(TEXT.format(text)))[surface]
    assert (figure.subject, figure.metric) == (subject, metric)


def test_a_cost_is_of_whom_it_falls_on(document: Made) -> None:
    who = "By the estimate of Ida Keller, an analyst at the brokerage Dunn & Wick"
    text = TEXT.format(f"{who}, a bolt costs Boro €4.50, Cresk €9 and Arlon €14.")
    found = [figure for figure in extract(document(text)) if figure.quantity.dimension == "money"]
    assert [(one.subject, one.metric, one.status, one.speaker) for one in found] == [
        (firm, "a bolt costs", "estimate", "Ida Keller") for firm in ("Boro", "Cresk", "Arlon")
    ]


def test_a_named_thing_that_costs_somebody_is_not_theirs_alone(document: Made) -> None:
    found = told(document(TEXT.format("Boro's plant cost Arlon €4 million. The deal earned Cresk about $7 million.")))
    assert found["€4 million"].subject != "Arlon"
    assert found["$7 million"].subjects == ("Cresk", "deal")


@pytest.mark.parametrize(
    ("text", "surface", "metric"),
    [
        ("Ida Keller puts the market for looms at $4 million.", "$4 million", "market"),
        ("Ida Keller cut her target for the share from $15 to $8.", "$8", "target"),
    ],
)
def test_what_is_set_is_measured(document: Made, text: str, surface: str, metric: str) -> None:
    assert told(document(TEXT.format(text)))[surface].metric == metric
