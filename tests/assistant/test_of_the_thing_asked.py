"""A figure is of the very thing that is asked about: the machine's price, a rate of interest, the loss on each box."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Coffee, meals and the bank

*9 May 2025*

The firms Brewster and Pourwell rent coffee machines to offices. In Leeds, Brewster charges £12 a month, and its machine
costs £340. At the swimming pool in York entry costs £6, and the sauna costs £11. In Hull, Brewster makes a profit.

The bakery chain Kestrel Loaf paid €12 million in interest last year. Two fifths of its debt is due in 2027. The chain
Marlow Loaf spent £3 million on tax in 2024, and its tax rate was 21%. In May, Marlow Loaf sold a bond with an interest
rate of 4.5%. A miller at Marlow Loaf earns a day rate of £160.

The meal firm Larder Box lost €8 million last year on sales of €30 million. A crate costs Larder Box €26 to pack, and
customers pay €21 for it. Its rival Spoonful earned €5 million in 2024. In Hull, Spoonful makes €2 on every crate. The
courier Zipway charges €4 for each delivery, and Zipway spent €410 on each van.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("What is the machine price at Brewster?", "£340", "£12"),
        ("What is the monthly price at Brewster?", "£12 a month", "£340"),
        ("What is the entry price at the pool?", "£6", "£11"),
        ("What does the sauna cost?", "£11", "£6"),
    ],
)
def test_a_price_is_that_of_the_thing_whose_clause_it_stands_in(
    assistant: Assistant, question: str, said: str, other: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
    assert f"{other}:" not in answer.text


def test_no_amount_and_no_other_share_is_a_rate_of_interest(assistant: Assistant) -> None:
    answer = assistant.ask("What interest rate does Kestrel Loaf pay on its debt?")
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much interest did Kestrel Loaf pay?", "€12 million"),
        ("What is the tax rate of Marlow Loaf?", "21%"),
        ("What's Marlow Loaf's tax rate?", "21%"),
        ("What is the interest rate on the bond of Marlow Loaf?", "4.5%"),
        ("What is the day rate of a miller at Marlow Loaf?", "£160"),
    ],
)
def test_a_rate_that_is_told_is_answered(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much does Larder Box lose on each crate it packs?",
        "How much does Larder Box lose on every customer?",
    ],
)
def test_what_is_lost_in_all_is_nothing_for_each(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"


def test_what_a_thing_costs_is_not_what_it_earns(assistant: Assistant) -> None:
    assert "€26" not in assistant.ask("How much does Larder Box earn per crate?").text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much does Larder Box lose?", "€8 million"),
        ("How much does Spoonful make on each crate?", "€2"),
        ("How much does Zipway charge for each delivery?", "€4"),
        ("How much did Zipway spend on each van?", "€410"),
    ],
)
def test_what_is_told_for_each_is_answered(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
