"""Figures that sentences leave half said: lists over time, milestones of a sentence before, costs, last year."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Looms

*Thread and Bobbin, 12 May 2025*

Arlon makes looms in Dorm, and Boro is its rival. Cresk makes looms as well.

Arlon sold 4,200 looms in 2021, 5,800 in 2022 and 6,500 in 2023. Revenue followed: €92 million in 2021, €148 million in
2022 and €157 million in 2023. Arlon had lost €38 million in 2022, and last year it lost €89 million.

It took Arlon fourteen years to reach its thousandth shop. Boro needed 56 months, and Cresk got there within 19 months
of opening its first.

By the estimate of Ida Keller, an analyst at the brokerage Dunn & Wick, a bolt costs Boro €4.50 to make, Cresk €9 and
Arlon €14.

The Tern 3 loom cost €210 million to develop, three times the €70 million spent on the Tern 2.

| | Boro | Cresk |
|---|---|---|
| Average price per bolt (€) | 8 | 23 |
| Mills | 3 | 5 |
"""


@pytest.fixture(scope="module")
def looms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many looms did Arlon sell in total from 2021 to 2023?", "16,500 looms"),
        ("What was Arlon's revenue in 2022?", "€148 million"),
        ("How much did Arlon lose in 2024?", "€89 million"),
        ("How long did it take Boro to get to a thousand shops?", "56 months"),
        ("How much does it cost Boro to make a bolt?", "€4.50"),
        ("What was Cresk's average price per bolt?", "23 EUR"),
        ("How much did the Tern 2 cost?", "€70 million"),
    ],
)
def test_what_is_half_said_is_answered(looms: Assistant, question: str, said: str) -> None:
    assert looms.ask(question).text.startswith(said)


def test_a_milestone_is_cited_where_it_is_told(looms: Assistant) -> None:
    answer = looms.ask("How long did it take Boro to get to a thousand shops?")
    assert any("thousandth shop" in citation.quote for citation in answer.citations)
    assert any("56 months" in citation.quote for citation in answer.citations)
