"""Words that narrow a question to a part: what is told of all, or without the very thing, does not answer."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Linnet Ferries

*12 March 2025*

Linnet employs 2,150 people, and 400 of its pilots work part-time. It carried 88,000 passengers in 2024. A ferry costs
about $40 million before fittings, and weighs 900 tonnes without the engine. A hot meal costs $9.

The vaccine offered on board is for people over 60. It cut severe disease by 86%.

A ticket bought online costs $18. The crossing took its first passengers in May. Linnet sold 51,000 tickets to
students. Its revenue was $70 million.

| 2024 | Linnet | Martin |
|---|---|---|
| Mechanics | 210 | 95 |
| Revenue ($m) | 70 | 31 |
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "How many women does Linnet employ?",
        "How many part-time mechanics does Martin have?",
        "How many female passengers did Linnet carry in 2024?",
        "How many paying passengers did Linnet carry in 2024?",
        "What did Linnet's online revenue amount to in 2024?",
        "How much does a cold meal cost for children?",
        "How much did the vaccine cut severe disease in people under 60?",
        "How much do the fittings of a ferry cost?",
        "What does the engine weigh?",
        "How much does a ferry cost including fittings?",
        "How many passengers did Linnet carry in its first week?",
    ],
)
def test_a_number_of_all_tells_no_part(ferries: Assistant, question: str) -> None:
    assert ferries.ask(question).status == "not_found"


def test_a_refusal_names_the_part(ferries: Assistant) -> None:
    told = ferries.ask("How many female passengers did Linnet carry in 2024?").text
    assert told == 'The article gives no figure of Linnet for "female" alone.'


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many people does Linnet employ?", "2,150"),
        ("How many pilots work part-time?", "400"),
        ("How much does a ferry cost before fittings?", "$40 million"),
        ("How much does a ferry weigh without the engine?", "900 tonnes"),
        ("How much does a ferry weigh?", "900 tonnes"),
        ("How much did the vaccine cut severe disease in people over 60?", "86%"),
        ("How much does an online ticket cost?", "$18"),
        ("How many tickets were sold to students?", "51,000"),
        ("How much does a hot meal cost?", "$9"),
        ("How many mechanics does Martin have?", "95"),
    ],
)
def test_a_number_of_the_part_is_told(ferries: Assistant, question: str, figure: str) -> None:
    answer = ferries.ask(question)
    assert (answer.status, figure in answer.text) == ("answered", True)
