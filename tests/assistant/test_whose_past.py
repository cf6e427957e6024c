"""Former employers, stakes that are no money, last year's figure, and whether a level fell between two sentences."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """---
title: "The Kettle War"
published: 2025-08-20
---
# The Kettle War

Bruna Tolk runs Velder, a maker of coffee machines, and in 2022 she put it into bicycles. Before she founded Velder she
was a buyer at Marlow, a chain of department stores. She is willing to bet her savings and her name on the bicycle.

Its chairman, Peter Lunn, came from Hollis & Crane, where he ran the mill. His deputy, Ida Fennick, came from Leeds, in
the north. She had spent ten years at Corvin Mills. Lunn put €2 million into the bicycle unit. In Leeds, where
rents are low, Velder has a mill.

Velder delivered 64,800 bicycles in 2024. It wants to deliver 90,000 in 2025. The kettle unit posted 310 parcels in
2024, after 200 in 2023.

The bicycle unit lost €31 million in 2023. In 2024 the bicycle unit lost €24 million. The kettle unit lost €9 million in
2024. In the first quarter of 2025 the kettle unit lost €2 million.
"""


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Where did Tolk work before?", "Before she founded Velder she was a buyer at Marlow"),
        ("Where did Bruna Tolk work before Velder?", "Before she founded Velder she was a buyer at Marlow"),
        ("What was Lunn's former job?", "Its chairman, Peter Lunn, came from Hollis & Crane"),
        ("What did Tolk stake on the bicycle?", "She is willing to bet her savings and her name"),
        ("What did Lunn stake on the bicycle unit?", "Lunn put €2 million into the bicycle unit."),
    ],
)
def test_the_past_and_the_stakes_of_a_person_are_told(kettles: Assistant, question: str, sentence: str) -> None:
    answer = kettles.ask(question)
    assert (answer.status, answer.text.startswith(sentence)) == ("answered", True)


def test_a_town_is_no_employer(kettles: Assistant) -> None:
    assert kettles.ask("Where did Fennick work before?").text.startswith("She had spent ten years at Corvin Mills.")


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("how meny bikes did velder ship last year", "64,800 bicycles"),
        ("How many bicycles will Velder deliver this year?", "90,000"),
        ("How many parcels did the kettle unit send last year?", "310 parcels"),
    ],
)
def test_last_year_is_the_one_before_the_articles_own(kettles: Assistant, question: str, figure: str) -> None:
    answer = kettles.ask(question)
    assert answer.text.startswith(figure)
    assert "200" not in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Did the loss of the bicycle unit fall?",
            "Yes: bicycle unit (loss) fell by €7 million, from €31 million, 2023",
        ),
        ("Did the bicycle unit's loss grow?", "No: bicycle unit (loss) fell by €7 million"),
        ("Did the loss of the kettle unit fall?", "The periods differ in length: "),
    ],
)
def test_whether_a_level_fell_is_told_by_the_two_levels(kettles: Assistant, question: str, told: str) -> None:
    assert kettles.ask(question).text.startswith(told)
