"""How long it took to a number that is told in words, left out because it was told before, or reached within a time."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Three libraries and a bus

The Fenwick Library opened in Hull. It signed up its first thousand readers within four months, and five thousand within
thirteen. Ashby Library had needed seven months to get to the first thousand.

The Corley Bus took six years to carry its millionth passenger. The Dunmore Tram needed fifty-one months. The Elsing
Ferry got there within nineteen months of its first crossing. Fenwick's readers wait three weeks for a new book, and the
Fenwick building was closed for five months in 2021.

The Garrow Archive reached 400 visitors within nine weeks. The Hollin Archive took twelve weeks to do the same. Prices
rose for two years.
"""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How long did it take Fenwick to get to a thousand readers?", "Four months"),
        ("how long did Ashby Library take to reach 1,000 readers", "Seven months"),
        ("How long did the Corley Bus take to carry a million passengers?", "Six years"),
        ("how long did it take the Dunmore Tram to get to a million passengers?", "Fifty-one months"),
        ("how long did the Elsing Ferry need to reach a million passengers", "Nineteen months"),
        ("How long did the Garrow Archive take to reach 400 visitors?", "Nine weeks"),
        ("How long did the Hollin Archive take to reach 400 visitors?", "Twelve weeks"),
        ("how long did Fenwick need to get to five thousand readers", "In under 13 months"),
    ],
)
def test_only_the_time_to_that_number_is_told(libraries: Assistant, question: str, said: str) -> None:
    answer = libraries.ask(question)
    assert answer.text.startswith(said)
    assert ";" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much faster did Fenwick get to a thousand readers than Ashby Library?", "3 months sooner"),
        ("How much faster did the Garrow Archive get to 400 than the Hollin Archive?", "3 weeks sooner"),
    ],
)
def test_two_times_to_one_number_are_set_apart(libraries: Assistant, question: str, said: str) -> None:
    assert said in libraries.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "How long did it take Fenwick to get to 80,000 readers?",
        "how long did Ashby Library need to reach 5,000 readers?",
    ],
)
def test_no_other_time_stands_in_for_it(libraries: Assistant, question: str) -> None:
    answer = libraries.ask(question)
    assert answer.status == "not_found"
