"""Owners of figures whose clause leaves its verb out, and figures that stand right after an owner's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.figures.extract import extract
from documents.figures.relations import relations
from documents.readers import read

ARTICLE = """# Two carpenters

Ostlund and Fenwick are rivals in Norbury.

{sentence}
"""


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("Ostlund sold 4,100 chairs and Fenwick 2,300.", {"4,100": "Ostlund", "2,300": "Fenwick"}),
        ("Ostlund made a profit of €7 million, Fenwick one of €4 million.", {"€7": "Ostlund", "€4": "Fenwick"}),
        ("The loss was €7 million at Ostlund and €4 million at Fenwick.", {"€7": "Ostlund", "€4": "Fenwick"}),
        ("Ostlund employs 410 people, Fenwick 96.", {"410": "Ostlund", "96": "Fenwick"}),
        ("Ostlund has 14 saws; Fenwick 9.", {"14": "Ostlund", "9": "Fenwick"}),
        ("Ostlund sold 300 boards, and Fenwick 85.", {"300": "Ostlund", "85": "Fenwick"}),
        ("Ostlund drilled four holes; the monks had dug nineteen.", {"four": "Ostlund", "nineteen": "monks"}),
        ("Ostlund sells a chair for €7 and Fenwick for €4.", {"€7": "Ostlund", "€4": "Fenwick"}),
        ("Ostlund sells a chair for €7 and Fenwick at about €4.", {"€7": "Ostlund", "€4": "Ostlund"}),
        ("Last winter the shops at Fenwick sold 5,200 tables.", {"5,200": "shops"}),
        ("Ostlund's 214 saws cost €9 million.", {"214": "Ostlund", "€9": "Ostlund"}),
    ],
)
def test_whose_figure(tmp_path: Path, sentence: str, owners: dict[str, str]) -> None:
    path = tmp_path / "carpenters.md"
    path.write_text(ARTICLE.format(sentence=sentence), encoding="utf-8")
    found = {figure.quantity.surface.split()[0]: figure for figure in extract(read(path))}
    assert {surface: found[surface].subject for surface in owners} == owners


@pytest.mark.parametrize(
    ("sentence", "implied"),
    [
        ("Fenwick makes 840 desks a week, 35% of all the desks that the town buys.", [("35%", "times")]),
        ("The hall cost €640. The county pays €150 of it and the town €90; the rest is borrowed.", []),
        ("The hall cost €640. The county pays €150 of it; the rest is borrowed.", [("€150", "subtract")]),
        ("Ostlund sold its mill for €85 million in May, twice what it had paid for it.", [("twice", "times")]),
    ],
)
def test_what_figures_imply(tmp_path: Path, sentence: str, implied: list[tuple[str, str]]) -> None:
    path = tmp_path / "carpenters.md"
    path.write_text(ARTICLE.format(sentence=sentence), encoding="utf-8")
    document = read(path)
    found = [(one.change.quantity.surface, one.how) for one in relations(document, extract(document))]
    assert found == implied


@pytest.mark.parametrize(
    ("sentence", "surfaces"),
    [
        ("The firm flies 40 jets, Boeing 737.", ["40 jets"]),
        ("Ostlund opened 12 shops with Harle 5.", ["12 shops"]),
        ("Ostlund asked four people and left at seven.", ["four people"]),
    ],
)
def test_a_number_that_is_part_of_a_name_or_a_time_counts_nothing(
    tmp_path: Path, sentence: str, surfaces: list[str]
) -> None:
    path = tmp_path / "carpenters.md"
    path.write_text(ARTICLE.format(sentence=sentence), encoding="utf-8")
    assert [figure.quantity.surface for figure in extract(read(path))] == surfaces
