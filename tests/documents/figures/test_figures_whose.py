"""Whose a figure is and what it measures, where the nearest name is not the owner: tables of sentences of one build."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.extract import extract
from documents.types import Document

Made = Callable[[str], Document]
Row = tuple[str, str, dict[str, tuple[str, str]]]  # what comes before, the sentence, surface -> (subject, metric)

INNS = "Arlon Inns and Boro Rooms are rivals."
TRAMS = "Kessel and Ubo make trams. Jon Vik runs Kessel."
BREAD = "Marsk and Tofte bake bread. Sven Lund watches them."


def check(document: Made, row: Row) -> None:
    """Compare the owner and the metric of each figure named; a metric may hold more words than wanted."""
    before, sentence, wanted = row
    found = {one.quantity.surface: one for one in extract(document(f"# A trade\n\n{before}\n\n{sentence}"))}
    for surface, (subject, metric) in wanted.items():
        assert found[surface].subject == subject, surface
        assert metric in found[surface].metric, surface


EFFORTS: list[Row] = [
    (f"{INNS} Ida Fenn watches them. Ida Fenn likes both.",
     "It takes 9 minutes from door to bed at Arlon Inns, 14 minutes at Boro Rooms, and about 30 minutes in a hostel.",
     {"9 minutes": ("Arlon Inns", "takes from door to bed"), "14 minutes": ("Boro Rooms", "takes from door to bed"),
      "30 minutes": ("hostel", "takes from door to bed")}),
    (TRAMS, "It takes 11 months from order to delivery at Kessel and 16 months at Ubo.",
     {"11 months": ("Kessel", "from order to delivery"), "16 months": ("Ubo", "from order to delivery")}),
    (BREAD, "It takes three hours to bake a loaf at Marsk, and five hours at Tofte.",
     {"three hours": ("Marsk", "takes to bake a loaf"), "five hours": ("Tofte", "takes to bake a loaf")}),
    (TRAMS, "It cost Kessel 300 kWh to weld a door.", {"300 kWh": ("Kessel", "cost to weld a door")}),
    (INNS, "Cleaning a room takes Arlon Inns 22 minutes and Boro Rooms 31 minutes.",
     {"22 minutes": ("Arlon Inns", "Cleaning a room"), "31 minutes": ("Boro Rooms", "Cleaning a room")}),
    (TRAMS, "Building one tram costs Kessel $2.1 million and Ubo $1.8 million.",
     {"$2.1 million": ("Kessel", "Building one tram"), "$1.8 million": ("Ubo", "Building one tram")}),
    (BREAD, "Baking a tonne of bread takes Marsk about 300 kWh, whereas Tofte needs 410 kWh.",
     {"300 kWh": ("Marsk", "Baking a tonne of bread"), "410 kWh": ("Tofte", "needs")}),
]  # fmt: skip


@pytest.mark.parametrize("row", EFFORTS)
def test_an_effort_is_of_whoever_makes_it(document: Made, row: Row) -> None:
    check(document, row)
