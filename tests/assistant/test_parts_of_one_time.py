"""A part is a share of the whole that it is told with: of no forecast, no other year, and not of what was before."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

BAKERS = """# Bakers with a balance sheet

Kornhaus is a chain of bakeries in Leeds. Its rival is Mellor.

Half-year sales climbed to $80 million, from $50 million in the first half of 2023. Bread brought in $44 million of the
sales, cakes $24 million, and catering for trains the remaining $12 million. Kornhaus had $30 million in the bank on
30 June.

For the full year Kornhaus forecasts sales of $150 million to $170 million. Of that it expects $20 million from new
shops.
"""
MUSEUM = """# The museum's till

The Halden Museum counted 90,000 visitors in the first quarter of 2025. School classes made up 27,000 of the visitors.
For 2025 it expects 400,000 visitors. In 2024 the museum had 380,000 visitors.

The Halden Museum wants 50,000 members by 2030. It has 20,000 members; 4,000 of them are students.
"""
FERRIES = """# Across the sound

Vikbåt runs the ferries of the Lunna Sound. In 2024 it spent $9 million on fuel. Its costs fell to $30 million, from
$36 million in 2023. Wages took $12 million of the costs.

Vikbåt plans to buy 20 electric boats by 2028. It has bought 5 electric boats.
"""


@pytest.fixture(scope="module")
def bakers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(BAKERS, tmp_path_factory)


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(MUSEUM, tmp_path_factory)


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(FERRIES, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What share of Kornhaus's sales came from bread?", "55%: $44 million"),
        ("What percentage of sales do cakes make up at Kornhaus?", "30%: $24 million"),
        ("Which share of the revenue did catering bring?", "15%: $12 million"),
        ("What percentage of its sales forecast does Kornhaus expect from new shops?", "11.8-13.3%: $20 million"),
    ],
)
def test_the_whole_is_that_of_the_half_year_which_the_part_is_told_with(
    bakers: Assistant, question: str, said: str
) -> None:
    assert bakers.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What share of visitors were school classes?", "30%: 27,000"),
        ("What share of the visitors of the first quarter of 2025 were school classes?", "30%: 27,000"),
        ("What share of the target of 50,000 members has the museum reached?", "40%: 20,000 members"),
        ("What share of the members are students?", "20%: 4,000"),
    ],
)
def test_a_goal_is_a_whole_only_where_it_is_asked_for(museum: Assistant, question: str, said: str) -> None:
    assert museum.ask(question).text.startswith(said)


def test_another_years_whole_has_no_such_part(museum: Assistant) -> None:
    answer = museum.ask("What share of the visitors of 2024 came in school classes?")
    assert answer.calculation is None


def test_what_it_was_before_is_no_whole(ferries: Assistant) -> None:
    assert ferries.ask("What share of Vikbåt's costs are wages?").text.startswith("40%: $12 million")
