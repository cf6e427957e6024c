"""A count behind its noun, those of a number who stayed, what a subject paid, and an empty thing that is unused."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The bus garage

Torvik Buses was founded in 1990. It employs night mechanics, 85 at present, and it rents garages, 14 in all. It has
painters, plumbers and 12 welders.

In March it lent 300 families a cargo bike for a month. Some 280 households took it, and 210 stayed as paying members.
In 2024, 60 trainees started and 45 finished.

Two of its buses burned in May; the underwriters paid £9 million. The city paid £2 million for a new stop.

An empty seat costs Torvik Buses £4 an hour. A full seat brings £6 an hour.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many night mechanics work for Torvik Buses?", "85:"),
        ("How many garages does Torvik Buses rent?", "14:"),
        ("How many welders does it have?", "12 welders"),
        ("What percentage of the households that took the bike stayed?", "About 75%"),
        ("How many households stayed?", "210:"),
        ("What share of the trainees finished in 2024?", "75%"),
        ("How much money did the underwriters pay out for the burned buses?", "£9 million"),
        ("What does an unused seat cost Torvik Buses?", "£4 an hour"),
    ],
)
def test_it_is_found_as_the_article_puts_it(assistant: Assistant, question: str, said: str) -> None:
    assert assistant.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("How many painters does Torvik Buses employ?", "85"),
        ("How many plumbers does Torvik Buses have?", "12"),
        ("How much did the city pay for the burned buses?", "£9 million"),
    ],
)
def test_what_is_beside_it_is_none_of_it(assistant: Assistant, question: str, other: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found" or other not in answer.text
