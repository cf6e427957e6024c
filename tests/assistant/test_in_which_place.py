"""A number asked of a place is told by none of all places, of another place, or of somebody who is only from there."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Tern Cycles and its rivals

*12 March 2025*

Tern Cycles makes bicycles in Hull. In Germany, Tern has 40 shops; in Poland it has 25. It employs 900 people. Kestrel
employs 300 people in Germany and 150 in Spain.

Finch, the Danish maker, sold 9,000 bicycles in 2024. It has 80 shops worldwide. It lost $6 million in 2024, while
its Vietnamese challenger opened a plant.

In Europe, where the two are close, Tern's share of bicycle sales rose to 36%, while Kestrel's fell to 49%.

| 2024 | Tern | Kestrel |
|---|---|---|
| Mechanics | 210 | 95 |
| Repairs in Spain | 7,100 | 4,200 |
"""

HOME = """# Bakers of Norway

Ask Mills bakes bread. It has 31 ovens. Every oven burns birch.
"""


@pytest.fixture(scope="module")
def bicycles(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "How many shops does Finch have in Vietnam?",  # the article has no more than a Vietnamese challenger
        "How many shops does Finch have in Denmark?",  # where it is from
        "How many bicycles did Finch sell in Denmark in 2024?",
        "How many people does Tern employ in Germany?",  # where its shops are told of, not its people
        "How many shops does Tern have in Spain?",
        "How many mechanics does Tern have in Poland?",
        "How many Danish bicycles did Finch sell?",
        "How much did Finch lose in Vietnam in 2024?",
    ],
)
def test_a_number_of_all_places_tells_none_of_one(bicycles: Assistant, question: str) -> None:
    assert bicycles.ask(question).status == "not_found"


def test_a_refusal_names_the_place(bicycles: Assistant) -> None:
    assert bicycles.ask("How many shops does Finch have in Vietnam?").text.endswith("for Finch, not for Vietnam.")


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many shops does Tern have in Germany?", "40"),
        ("How many people does Kestrel employ in Spain?", "150"),
        ("How many people does Kestrel employ in Germany?", "300"),
        ("What share of bicycle sales does Tern have in Europe?", "36%"),
        ("How many repairs did Kestrel do in Spain?", "4,200"),
        ("How many people does Tern employ?", "900"),
        ("How many bicycles did the Danish maker sell in 2024?", "9,000"),
    ],
)
def test_a_number_of_the_place_is_told(bicycles: Assistant, question: str, figure: str) -> None:
    answer = bicycles.ask(question)
    assert (answer.status, figure in answer.text) == ("answered", True)


def test_what_an_article_is_about_throughout_need_not_be_said_of_each_figure(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    answer = opened(HOME, tmp_path_factory).ask("How many ovens does Ask Mills have in Norway?")
    assert (answer.status, "31" in answer.text) == ("answered", True)
