"""What a thing is sold for and what it costs to make: asked for the one, the other is no answer."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The small boats of Aker

Vesla Yards builds electric dinghies in Aker. Its Skua sells for €9,000, and the yard says that it costs €6,500 to
build. Marlin, its rival from Porto, charges €12,500 for its Gannet. By one estimate a dinghy costs Vesla €6,000 to
make, Marlin €8,000 and Brant €5,000.

The yard has been busy. It makes its own sails, and wants to make 400 boats next year. The Tern, a boat for lakes, goes
on sale in May at €4,200. The Petrel has been €3,100 since its first day. Development of the Puffin cost €2 million.
The Roller, a trailer for the Skua, is due on 4 June at €700.

| 2024 | Vesla | Marlin | Brant | Dorn |
|---|---|---|---|---|
| Boats sold | 1,900 | 3,100 | 800 | 450 |
| Average price per boat (€) | 9,400 | 12,900 | 7,000 | 5,600 |
"""


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "How much does it cost Dorn to make a boat?",
        "How much did the Tern cost to make?",
        "How much did the Petrel cost to build?",
        "what does it cost to make a Gannet",
    ],
)
def test_a_price_is_not_what_making_costs(boats: Assistant, question: str) -> None:
    assert boats.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much does it cost to build a Skua?", "€6,500"),
        ("How much did it cost to develop the Puffin?", "€2 million"),
    ],
)
def test_what_making_costs_is_told(boats: Assistant, question: str, said: str) -> None:
    assert boats.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many times as expensive was a Marlin boat as a Brant boat in 2024?", "1.84 times: 12,900 EUR"),
        ("How much cheaper is a Brant boat than a Vesla boat?", "€2,400"),
        ("How much dearer was a Marlin boat than a Vesla boat in 2024?", "€3,500"),
    ],
)
def test_what_is_cheaper_or_dearer_is_told_by_prices(boats: Assistant, question: str, said: str) -> None:
    answer = boats.ask(question)
    assert said in answer.text
    assert "8,000" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much does the Skua cost?", "€9,000"),
        ("how expensive is the Petrel", "€3,100"),
        ("What does the Tern cost?", "€4,200"),
        ("How much does the Puffin cost?", "€2 million"),
    ],
)
def test_a_price_is_what_a_thing_costs_where_one_is_told(boats: Assistant, question: str, said: str) -> None:
    answer = boats.ask(question)
    assert answer.text.startswith(said)
    assert "6,500" not in answer.text


def test_what_is_called_after_a_thing_is_meant_by_it(boats: Assistant) -> None:
    answer = boats.ask("what will it cost me?", ("When is the Skua trailer due?",))
    assert answer.text.startswith("€700")
