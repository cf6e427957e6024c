"""Names, aliases and owners come from the document alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.figures.subjects import Name, cast_of, names
from documents.types import Document

Make = Callable[[str], Document]

TEXT = """
# Orrin bets on small vans

Orrin Motors, the Bristol van maker, sold its R9 to couriers. Orrin's first van, the R7, was slow. "We were late,"
said Dr Petra Lindqvist. She joined from Halden Group in 2019. The R9 Plus version costs more than the Maxim K3, and
user-submitted reports (USR) praise it. Lindqvist wants a bigger battery.

- KVD: its first van, the T2, failed
- Stores: 40 in March

| Maker | Revenue 2024 ($m) |
|---|---|
| Orrin Motors | 40 |
| Tolvane | 55 |
"""


@pytest.fixture
def found(document: Make) -> dict[str, Name]:
    return {name.surface: name for name in names(document(TEXT))}


def test_names_are_found_with_their_counts(found: dict[str, Name]) -> None:
    assert {"Orrin Motors", "R9", "R7", "Petra Lindqvist", "Halden Group", "KVD", "T2", "Tolvane"} <= set(found)
    assert found["Orrin Motors"].count > found["Halden Group"].count


def test_short_forms_are_aliases(found: dict[str, Name]) -> None:
    assert "Orrin" in found["Orrin Motors"].aliases
    assert "Lindqvist" in found["Petra Lindqvist"].aliases
    assert "Halden" in found["Halden Group"].aliases
    assert "USR" in found["user-submitted reports"].aliases


def test_products_have_makers(found: dict[str, Name]) -> None:
    assert found["T2"].owner == "KVD"
    assert found["R7"].owner == "Orrin Motors"
    assert found["R9 Plus"].owner == "R9"


def test_common_words_are_no_names(found: dict[str, Name]) -> None:
    assert not {"We", "She", "Stores", "Revenue", "The", "March", "Dr"} & set(found)


def test_people_and_the_main_name_are_told_apart(document: Make) -> None:
    cast = cast_of(document(TEXT))
    assert cast.main == "Orrin Motors"
    assert cast.person("Petra Lindqvist")
    assert not cast.person("Orrin Motors")
    assert cast.chain("R9 Plus")[:2] == ("R9 Plus", "R9")


def test_an_empty_document_has_no_names(document: Make) -> None:
    assert names(document("Nothing here.\n")) == ()


def test_a_month_is_no_first_name_of_what_follows_it(document: Make) -> None:
    found = {
        name.surface for name in names(document("Ravik makes rope. In June Ravik cut its price. June Halder left."))
    }
    assert "Ravik" in found
    assert "June Ravik" not in found
    assert "June Halder" in found


def test_a_street_that_opens_a_sentence_is_a_name_as_a_whole(document: Make) -> None:
    read = document("High Street sells less. The high fees stay. Ostrova closed 30 shops.")
    assert "Street" not in cast_of(read).known
