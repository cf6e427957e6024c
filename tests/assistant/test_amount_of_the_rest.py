"""The amount of what an article calls the rest, of a whole that it takes apart; and no part alone leaves a rest."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# An orchard and a harbour

Hollin Farm has planted since 1950. Of its 48,000 trees, 20,000 stand in Kent, 11,500 in Sussex, 9,000 in Normandy and
the remainder in Jersey and on Sark. The farm made 1,200 tonnes of cider last year: 700 tonnes were sold in
England, 300 in France and the rest in Belgium.

It has 84 presses. Some 40 of them stand in Kent, 30 in Sussex, and the rest were given to schools.

## The harbour

Bardle Council spent 48 million pounds on its harbour last year: 20 million went into dredging, 15 million into cranes
and the rest into a new quay.

## The ferry

Of the 9,000 passengers, 6,000 came from the Netherlands, 2,400 from Sweden and the remainder from Finland and
Estonia. Of its 80 pilots, 50 live in Denmark, 20 in Norway and the rest in Iceland.

## The choir

Of its 60 singers, 35 live in Bardle and the rest, 25, in Norrow.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("How many trees stand in Jersey and on Sark?", "7,500 trees:"),
        ("How many passengers came from Finland and Estonia?", "600 passengers:"),
        ("How much cider was sold in Belgium?", "200 tonnes:"),
        ("how many tonnes of cider were sold in belgium last year", "200 tonnes:"),
        ("How many presses were given to schools?", "About 14 presses:"),
        ("How much did Bardle Council spend on a new quay?", "£13 million:"),
    ],
)
def test_the_rest_is_the_whole_without_its_parts(assistant: Assistant, question: str, rest: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(rest), answer.text
    assert answer.calculation is not None


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("How many trees stand in Kent?", "20,000"),
        ("How many trees stand in Normandy?", "9,000"),
        ("How many presses stand in Kent?", "About 40"),
        ("How much was spent on dredging?", "20 million"),
    ],
)
def test_a_part_is_what_is_stated_of_it(assistant: Assistant, question: str, part: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(part), answer.text
    assert answer.calculation is None


@pytest.mark.parametrize(
    "question",
    [
        "How many trees does the farm have in Jersey?",
        "How many trees stand on Sark?",
        "How many of the trees are in Jersey?",
    ],
)
def test_the_rest_of_two_is_of_neither_alone(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_a_rest_that_is_stated_is_that(assistant: Assistant) -> None:
    assert "25" in assistant.ask("How many singers live in Norrow?").text


@pytest.mark.parametrize("question", ["How much cider was sold in France?", "How much cider was sold in England?"])
def test_a_number_alone_is_of_the_place_beside_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "300" not in answer.text or "300 in France" in answer.text
