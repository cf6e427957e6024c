"""Whose share it is: what the owners that are named leave to the rest, and no owner's share told for another's."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Who owns what

Kestrel Ales was bought out of bankruptcy in 2015. Today the Brewer family holds 46% of Kestrel Ales, the pension fund
Aldgate has 31%, and the remainder belongs to the workforce. In 2024 Kestrel Ales sold 900,000 litres.

## The tram

The city of Varn owns 60% of Varn Tram; the county has 25%, and the rest is held by passengers.

## The dairy

Two farms keep 38% of Hollin Dairy, a bank 22%, and the rest is with villagers and teachers.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What share of Kestrel Ales belongs to its employees?", "23%"),
        ("How much of Kestrel Ales do the workers own?", "23%"),
        ("What share of Varn Tram belongs to the passengers?", "15%"),
        ("What percentage of Hollin Dairy is with villagers and teachers?", "40%"),
    ],
)
def test_the_rest_belongs_to_whom_the_article_says(assistant: Assistant, question: str, rest: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"{rest}: the rest, all but "), answer.text


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("What share of Varn Tram does the county own?", ("60%", "15%: the rest")),
        ("What share of Kestrel Ales does its founder hold?", ("23%", "31%")),
        ("What share of Hollin Dairy is with teachers?", ("the rest, all but",)),  # and villagers
        ("What share of Varn Tram do its drivers own?", ("60%:", "25%:", "15%:")),
    ],
)
def test_no_owner_has_the_share_of_another(assistant: Assistant, question: str, others: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert not any(answer.text.startswith(other) or f"{other}:" in answer.text for other in others), answer.text


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("how much of Varn Tram is owned by the city?", "60%"),
        ("what part of Kestrel Ales is held by the Brewer family", "46%"),
    ],
)
def test_an_owners_stated_share_is_told(assistant: Assistant, question: str, share: str) -> None:
    assert assistant.ask(question).text.startswith(share)
