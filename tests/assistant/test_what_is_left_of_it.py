"""What an amount leaves once another is paid out of it: of one owner, one time, each told by its own words."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# A brewery counts

Hopfner earned an operating profit of €9 million in 2024. It paid €4 million in interest in 2024 and €2 million in tax.
Its rival Kolb made an operating profit of €7 million and paid €1 million in rent.

Hopfner received €40 million from its bank. Wages cost it €12 million.
"""


@pytest.fixture(scope="module")
def brewery(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is left of Hopfner's operating profit after interest?", "€5 million: €9 million"),
        ("What remains of Hopfner's operating profit after tax?", "€7 million: €9 million"),
        ("How much of Kolb's operating profit is left after rent?", "€6 million: €7 million"),
    ],
)
def test_what_is_left_is_the_one_less_the_other(brewery: Assistant, question: str, said: str) -> None:
    assert brewery.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "What is left of Kolb's operating profit after interest?",
        "What is left of Hopfner's operating profit after rent?",
        "What is left of Hopfner's operating profit after the wages of Kolb?",
    ],
)
def test_what_another_paid_is_taken_off_nothing(brewery: Assistant, question: str) -> None:
    assert brewery.ask(question).calculation is None
