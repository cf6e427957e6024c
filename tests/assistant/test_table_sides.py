"""Shares and ratios of a table's cells: each operand is what its side of the question calls, of those whom it names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

LIBRARIES = """# Two library networks

Orle Libraries and Tamm Libraries are the largest of the valley. Both publish their books every year.

| | Orle Libraries | Tamm Libraries |
|---|---|---|
| Branches, May 2025 | 140 | 60 |
| Branches open on Sunday | 35 | 48 |
| Staff | 900 | 410 |
| Volunteers | 1,100 | 90 |
| Maps ordered, 2024 | 5,000 | 3,000 |
| Maps made, 2024 | 4,000 | 3,300 |
| Income, 2024 ($m) | 30 | 21 |
| Costs, 2024 ($m) | 33 | 19 |
| Grants, 2024 ($m) | 12 | 9 |
| Grant share of costs in Ulm, 2024 | 31% | 44% |

| Year | Orle visitors (thousands) | Tamm visitors (thousands) |
|---|---|---|
| 2023 | 80 | 60 |
| 2024 | 90 | 75 |
"""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(LIBRARIES, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What share of Orle Libraries' branches are open on Sunday?", "25"),
        ("What share of Tamm's branches is open on Sunday?", "80"),
        ("What share of Orle's income comes from grants?", "40"),
        ("What share of Orle's 2024 orders did it actually make?", "80"),
        ("What share of its orders did Orle Libraries make in 2024?", "80"),
        ("What are Orle's costs as a percentage of its income?", "110"),
        ("What percentage of Orle's income is Tamm's income?", "70"),
        ("How many Orle visitors were there for each Tamm visitor in 2024?", "1.2"),
    ],
)
def test_each_side_tells_its_cell(libraries: Assistant, question: str, value: str) -> None:
    calculation = libraries.ask(question).calculation
    assert calculation is not None
    assert Decimal(calculation.result.low) == Decimal(value)


@pytest.mark.parametrize(
    "question",
    [
        "What share of Tamm's orders did it actually make?",
        "What share of Tamm's orders was made?",
        "What percentage of Tamm Libraries' staff is in branches open on Sunday?",
        "What percentage of Tamm's staff is open on Sunday?",
        "What percentage of Orle's income comes from books in its own branches?",
        "What share of staff at Orle are volunteers?",
        "What share of the branches in the valley does Orle have?",
    ],
)
def test_no_share_is_made_of_cells_of_others_or_of_more_than_the_whole(libraries: Assistant, question: str) -> None:
    answer = libraries.ask(question)
    assert answer.calculation is None, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What is the combined height of Orle's branches?",
        "What is the total output of Tamm's branches?",
        "What is the average price of Orle's branches?",
        "What is the age of the volunteers at Tamm?",
    ],
)
def test_how_many_there_are_is_no_answer_to_what_else_is_asked_of_them(libraries: Assistant, question: str) -> None:
    answer = libraries.ask(question)
    assert answer.calculation is None, answer.text
    assert not any(number in answer.text for number in ("140", "60", "200", "90")), answer.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What is the number of branches of Tamm Libraries?", "60"),
        ("What is the size of Orle's staff?", "900"),
    ],
)
def test_their_number_by_another_word_is(libraries: Assistant, question: str, number: str) -> None:
    assert number in libraries.ask(question).text
