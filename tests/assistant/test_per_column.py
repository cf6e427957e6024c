"""How much there is for each, of several columns of a table: one row over another, for each that is asked for."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Quays and buses

Three firms carry people to Orm. The island asks Brunn Buses for 500 drivers by the summer of 2026.

| | Halma Lines | Brunn Buses | Orm Rail |
|---|---|---|---|
| Drivers | 310 | 455 | n/a |
| Passengers (thousand) | 620 | 1,365 | 900 |
| Passenger rating (out of 10) | 7.1 | 6.2 | 8.0 |
| Staff | 800 | 700 | 450 |
| Revenue (€ million) | 12 | 21 | 9 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "How many passengers per driver do Halma Lines and Brunn Buses carry?",
            ("Brunn Buses: 3,000 passengers per driver", "Halma Lines: 2,000 passengers per driver"),
        ),
        (
            "How many passengers does each driver carry at Halma Lines and Brunn Buses?",
            ("Brunn Buses: 3,000 passengers per driver", "Halma Lines: 2,000 passengers per driver"),
        ),
        (
            "How many passengers per employee do Halma Lines, Brunn Buses and Orm Rail have?",
            ("Orm Rail: 2,000", "Brunn Buses: 1,950", "Halma Lines: 775"),
        ),
        ("How many passengers per driver does Halma Lines carry?", ("2,000 passengers per driver", "310")),
        (
            "What is the revenue per employee at Halma Lines and Brunn Buses?",
            ("Brunn Buses: €30,000", "Halma Lines: €15,000"),
        ),
    ],
)
def test_each_column_has_its_own_quotient(assistant: Assistant, question: str, said: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert all(part in answer.text for part in said), answer.text


def test_a_column_without_one_of_the_two_has_none(assistant: Assistant) -> None:
    answer = assistant.ask("How many passengers per driver do Halma Lines and Orm Rail carry?")
    assert answer.status != "answered"
