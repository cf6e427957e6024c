"""Abbreviations that a text explains, and who it says makes what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.abbreviations import abbreviations
from documents.figures.names import names
from documents.types import Document

Make = Callable[[str], Document]


def explained(text: str) -> list[tuple[str, str]]:
    return [
        (text[one.short.start : one.short.end], text[one.long.start : one.long.end])
        for one in abbreviations(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The average revenue per user (ARPU) rose.", [("ARPU", "average revenue per user")]),
        ("It counts twenty-foot equivalent units (TEU) only.", [("TEU", "twenty-foot equivalent units")]),
        ("Two non-governmental organisations (NGOs) left.", [("NGOs", "non-governmental organisations")]),
        ("RTO (recovery time objective) fell.", [("RTO", "recovery time objective")]),
        ("The union, FLOAT (Ferry Labour of Altmar), struck.", [("FLOAT", "Ferry Labour of Altmar")]),
        ("A service level agreement, or SLA, costs more.", [("SLA", "service level agreement")]),
        ("ABO, the Association of Barge Owners, met.", [("ABO", "Association of Barge Owners")]),
        ("The Growers' Board of Altmar (GBA) met.", [("GBA", "Growers' Board of Altmar")]),
        ("It earned 3.1m (2.9m) in the North (see ABO, page 3).", []),
        ("Acme (NYSE) and Brell, or RST, lost.", []),
        ("SLA, a big acronym, and the last one", []),
    ],
)
def test_short_and_long_forms(text: str, pairs: list[tuple[str, str]]) -> None:
    assert explained(text) == pairs


def test_a_short_form_is_an_alias_of_the_long_one_wherever_it_is_explained(document: Make) -> None:
    text = "The NTB meets. NTB (Nordic Timber Board) was founded in 1988. A service level agreement, or SLA, helps."
    found = {name.surface: name.aliases for name in names(document(text))}
    assert found["Nordic Timber Board"] == ("NTB",)
    assert found["service level agreement"] == ("SLA",)
    assert "NTB" not in found


@pytest.mark.parametrize(
    ("text", "product", "maker"),
    [
        ("Hanso, the maker of the Brisk, lost money. The Brisk sold well.", "Brisk", "Hanso"),
        ("Sawline, made by Corvel, needs no cable. The Sawline is cheap.", "Sawline", "Corvel"),
        ("The Brisk was developed by Hanso in Ghent. The Brisk sold well.", "Brisk", "Hanso"),
        ("Hanso makes the Brisk in Ghent. In 2024 Hanso lost money. The Brisk sold well.", "Brisk", "Hanso"),
        ("Hanso left Corvel. Hanso lost money while Corvel grew.", "Corvel", None),
    ],
)
def test_the_maker_owns_its_product(document: Make, text: str, product: str, maker: str | None) -> None:
    owners = {name.surface: name.owner for name in names(document(text))}
    assert owners[product] == maker
