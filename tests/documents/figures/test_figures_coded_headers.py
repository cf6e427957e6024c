"""A column named "K2" or "M4" is a name: its letter is no thousand and no million."""

from __future__ import annotations

import pytest

from documents.figures.extract import extract
from documents.readers import document_of
from documents.readers.common import Source

TABLE = """# Three Studios

| Measure | Brindle | {name} | Ostrand |
|---|---|---|---|
| Songs recorded (2023) | 784 | 301 | 622 |
| Revenue (2023, {unit}) | 12 | 31 | 62 |
"""


@pytest.mark.parametrize("name", ["K2", "M4", "B9", "MM7", "T1"])
def test_the_letter_of_a_name_is_no_scale(name: str) -> None:
    text = TABLE.format(name=name, unit="€m")
    found = extract(document_of(Source("studios", "studios.md", text.encode())))
    values = [int(figure.quantity.low) for figure in found]
    assert values == [784, 301, 622, 12_000_000, 31_000_000, 62_000_000]


@pytest.mark.parametrize("unit", ["€m", "EUR million", "€ million", "million €"])
def test_a_scale_in_words_or_letters_still_is_one(unit: str) -> None:
    text = TABLE.format(name="Kestrel", unit=unit)
    found = extract(document_of(Source("studios", "studios.md", text.encode())))
    assert [int(figure.quantity.low) for figure in found][3:] == [12_000_000, 31_000_000, 62_000_000]
