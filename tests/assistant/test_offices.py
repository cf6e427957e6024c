"""Whoever runs the whole is not the head of finance."""

from __future__ import annotations

import pytest

from assistant.offices import field, has_office
from assistant.pipeline import Assistant

ARTICLE = """# The Kiln

## Who is who

Ada Pell, the chief executive of Kiln, founded it in 1987. Bo Renn, its finance director, joined in 2019.
Kiln spends 12% of its sales on marketing.
"""


@pytest.fixture(scope="module")
def kiln(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("kiln")
    (folder / "kiln.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who is Kiln's chief financial officer?", "Bo Renn"),
        ("who is the finance director of Kiln", "Bo Renn"),
        ("Who is the chief executive of Kiln?", "Ada Pell"),
        ("Who heads Kiln?", "Ada Pell"),
    ],
)
def test_the_office_that_is_asked_for(kiln: Assistant, question: str, named: str) -> None:
    assert named in kiln.ask(question).text


@pytest.mark.parametrize(
    "question", ["Who is Kiln's head of marketing?", "Who is the chief technology officer of Kiln?"]
)
def test_an_office_that_nobody_holds(kiln: Assistant, question: str) -> None:
    assert kiln.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("text", "stemmed"),
    [("the CFO of Acme", "financ"), ("head of Qorvex", None), ("the managing director", None), ("sales chief", "sell")],
)
def test_the_field_of_an_office(text: str, stemmed: str | None) -> None:
    assert (field(text) or "")[:5] == (stemmed or "")[:5]


def test_an_office_stands_near_its_field() -> None:
    assert has_office("Bo Renn, its finance director, joined.", "financ")
    assert not has_office("Volkswagen's marketing expenses are 6.74 % of revenue.", "market")
