"""Whose a figure is in an article on several rivals, and in which currency: what each paragraph goes on about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.cast import cast_of
from documents.figures.extract import extract
from documents.figures.types import Figure
from documents.types import Document

Made = Callable[[str], Document]

FERRIES = """# The ferry trade

Three firms carry cars. For four decades Kessel Line of Leith was the largest. It carried 2.1 million cars in 2024.

"Ubo Marine earns little," she says. Ubo Marine, a carrier from Hull, has the opposite problem. The carrier runs
22 ships in Norway, Denmark and Iceland. Its revenue grew by 18% to 64 million kroner.

A cabin of Kessel Gold costs £90. Then there is Sander. Its biggest port is no longer Hull but the United States,
followed by Denmark. A cabin costs £4 there. Its operating profit was £7 million.
"""

WORDS = """# The ferry trade

Two firms carry cars: Kessel Line and Ubo Marine.

By the end of 2023 there were 41 of them, in six ports, up from 29 a year earlier.

Kessel Line booked a gain of 3 billion yen. Operating profit fell to 900 million from 1.2 billion.

A deck hand stays with Kessel Line for 31 months. At Ubo Marine it is 12.

The shares of Kessel Line have dropped by 17% since May.

Ubo Marine has £40 million in cash and no debt. They will pay £3 a head for it, and they pay £14 an hour.

The engine was made by a friend, over 14 months, with a lathe. The trial took over 14 weeks, a long time.
"""


def figures(made: Made, text: str) -> dict[str, Figure]:
    return {one.quantity.surface: one for one in extract(made(text))}


def test_each_paragraph_goes_on_about_its_own_firm(document: Made) -> None:
    found = figures(document, FERRIES)
    assert found["2.1 million cars"].subject == "Kessel Line"
    assert found["22 ships"].subject == "Ubo Marine"
    assert found["64 million kroner"].subject == "Ubo Marine"
    assert found["£7 million"].subject == "Sander"


def test_a_firm_in_a_quotation_is_not_she_who_says_it(document: Made) -> None:
    assert "Ubo Marine" not in cast_of(document(FERRIES)).people
    text = "# A trade\n\nTwo firms make trams. Ida Fenn is shy, but she builds. Then Ida Fenn left."
    assert "Ida Fenn" in cast_of(document(text)).people


@pytest.mark.parametrize(
    ("surface", "subject", "metric", "kind", "unit"),
    [
        ("29", "Kessel Line", "were", None, None),
        ("1.2 billion", "Kessel Line", "Operating profit", "profit", "JPY"),
        ("900 million", "Kessel Line", "Operating profit", "profit", "JPY"),
        ("12", "Ubo Marine", "stays", None, "month"),
        ("17%", "Kessel Line", "shares", "stock", "%"),
        ("£40 million", "Ubo Marine", "cash", None, "GBP"),
        ("£3 a head", "Ubo Marine", "pay", "spending", "GBP"),
        ("£14 an hour", "Ubo Marine", "pay", "wages", "GBP"),
    ],
)
def test_what_a_figure_measures(
    document: Made, surface: str, subject: str, metric: str, kind: str | None, unit: str | None
) -> None:
    found = figures(document, WORDS)[surface]
    assert (found.subject, found.metric, found.kind) == (subject, metric, kind)
    assert unit is None or found.quantity.unit == unit


def test_over_in_an_aside_is_a_span_of_time(document: Made) -> None:
    found = figures(document, WORDS)
    assert found["14 months"].quantity.bound == "exact"
    assert found["14 weeks"].quantity.bound == "more_than"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The Osaka mill, a Japanese one, earned ¥5 million. Its only foreign one stands in China.", "JPY"),
        ("The Shanghai mill earned ¥5 million. Chinese buyers like it more than those in Japan.", "RMB"),
        ("The mill in Osaka sells in China, in all of China. It earned ¥5 million, or 40,000 yen a head.", "JPY"),
        ("The mill near Tokyo earned ¥5 million, and 3 million yuan in Japan.", "RMB"),
        ("The mill earned ¥5 million.", "JPY"),
    ],
)
def test_whose_yen_sign_it_is_tells_the_text_as_a_whole(document: Made, text: str, unit: str) -> None:
    assert figures(document, f"# A mill\n\n{text}")["¥5 million"].quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Han Mi-rae runs the mill in Hull.", {"Han Mi-rae", "Hull"}),
        ("The dye was found by Mi-rae Han, who left.", {"Mi-rae Han"}),
        ("The mill of Ada Hull-born is old. Acme Leeds-based sold it.", {"Ada Hull", "Acme Leeds"}),
    ],
)
def test_a_given_name_of_two_syllables_is_one_word(document: Made, text: str, names: set[str]) -> None:
    assert names <= set(cast_of(document(f"# A mill\n\n{text}")).known)
