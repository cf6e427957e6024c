"""A number asked of a time: what is told of a whole year, of last year or until a day is of no other time."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Corvick Kilns

*The Clay Weekly, 12 March 2025*

Corvick fires bricks. It earned $46 million in 2023. Last year its profit fell to $9 million, even though revenue rose
from $388 million to $405 million. It burned about $2 million a month in the second half of last year.

Corvick lost $38 million in 2021, and last year Brasker lost $189 million. Brasker sold 70,000 bricks last
year, up from 61,000. In June it closed 14 kilns. A brick weighs 3 kilograms.

The entry fee was $300 until May 2024, when it rose to $450. Brasker had 1,200 workers in 2024. Stock at the end of
December stood at 7,700 bricks. Corvick paid its owners $12 million last year, of which $5 million went to a museum.
"""


@pytest.fixture(scope="module")
def kilns(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "How much profit did Corvick make in the first half of 2024?",
        "How much profit did Corvick make in the first half of 2025?",
        "What was Corvick's revenue in the second half of 2023?",
        "How many workers did Brasker have in March 2024?",
        "How many bricks did Brasker sell in the first quarter of 2024?",
        "How many bricks did Brasker sell in 2022?",
        "How much did Corvick pay to a museum in the first half of 2024?",
        "How many kilns did Brasker close in 2025?",
    ],
)
def test_a_number_of_another_time_does_not_answer(kilns: Assistant, question: str) -> None:
    assert kilns.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "figure", "other"),
    [
        ("How much profit did Corvick make in 2024?", "$9 million", "$46 million"),
        ("How much profit did Corvick make last year?", "$9 million", "$46 million"),
        ("What was Corvick's revenue in 2024?", "$405 million", "$388 million"),
        ("What was Corvick's revenue in 2023?", "$388 million", "$405 million"),
        ("How much did Brasker lose in 2024?", "$189 million", "2021"),
        ("How many bricks did Brasker sell in 2023?", "61,000", "70,000"),
        ("How many bricks did Brasker sell in 2024?", "70,000", "61,000"),
        ("How many kilns did Brasker close in 2024?", "14", "1,200"),
        ("How much is the entry fee now?", "$450", "$300"),
        ("What is the entry fee?", "$450", "$300"),
        ("How much was the entry fee in 2023?", "$300", "$450"),
        ("How many workers did Brasker have in 2024?", "1,200", "14"),
    ],
)
def test_a_time_is_told_by_the_day_of_the_article(kilns: Assistant, question: str, figure: str, other: str) -> None:
    answer = kilns.ask(question)
    assert (answer.status, figure in answer.text, other in answer.text) == ("answered", True, False)
