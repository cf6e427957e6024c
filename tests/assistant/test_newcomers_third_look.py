"""What a third newcomer asked of the edition and of an article on two rivals, and was answered wrongly."""

from __future__ import annotations

import pytest

from assistant.overview import asks_overview
from assistant.pipeline import Assistant
from assistant.settings import shipped_documents
from tests.assistant.one_article import opened

ARTICLE = """# The Kiln War

*Ida Marsh, Clay Weekly*

Two potteries fight over the same shelf. Ostram of Velby was first; Harrow of Dunmere came later.

Ostram was founded in 2009 by the chemist Edda Ruhl. Harrow started seven years later, in 2016, and owns no kiln at all.
Its chief executive, Milo Crane, a former buyer of the chain Penn & Stowe, likes it that way.

| Measure (2025) | Ostram | Harrow |
| --- | --- | --- |
| Revenue | €31 million | €44 million |
| Marketing | €2 million | €9 million |
| Market share in Britain | 18% | 27% |

Most of Harrow's growth came from one customer: Penn & Stowe. Ostram's largest customer, a chain of cafés called Lark,
accounts for 11% of its revenue. Torvik supplies the glaze for the cups, and Quill supplies the glaze for the tiles.

Within 24 hours of the fair, Harrow had 5,200 orders. By the end of 2025 there had been 41,000 orders. According to
Ruhl, Crane offered to buy her patent.

The most expensive vase, the Heron, costs €900.

*Clay Weekly is a newsletter. Subscribe to read more. Nothing here is financial advice.*
"""


@pytest.fixture(scope="module")
def potters(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.open(shipped_documents(), tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    "question",
    [
        "What is the article about?",
        "what's this about",
        "Summarize the article",
        "tl;dr",
        "What are the key takeaways?",
    ],
)
def test_what_an_article_is_about_is_its_opening(potters: Assistant, question: str) -> None:
    answer = potters.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith("Two potteries fight over the same shelf. [1]")
    assert all("newsletter" not in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", ["What is the share about?", "Summarize the risks", "What is it?"])
def test_a_part_of_an_article_is_no_overview(question: str) -> None:
    assert not asks_overview(question)


def test_the_last_word_of_an_author_is_no_imprint(edition: Assistant) -> None:
    answer = edition.ask("What is the author's conclusion?")
    assert "financial advice" not in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who runs Harrow?", "Milo Crane"),
        ("Who is Ostram's largest customer?", "Ostram's largest customer, a chain of cafés called Lark"),
        ("Who is Harrow's biggest customer?", "Most of Harrow's growth came from one customer: Penn & Stowe."),
        ("Who supplies the glaze for the tiles?", "Quill"),
        ("What is the most expensive vase?", "The most expensive vase, the Heron"),
        ("When was Harrow founded?", "2016"),
        ("What is the market share difference between Ostram and Harrow?", "Ostram (Market share in Britain)"),
    ],
)
def test_what_is_asked_for_and_nothing_beside_it(potters: Assistant, question: str, first: str) -> None:
    assert potters.ask(question).text.startswith(first), potters.ask(question).text


def test_which_is_bigger_is_not_told_by_whatever_has_two_numbers(potters: Assistant) -> None:
    answer = potters.ask("Is Ostram better than Harrow?")
    assert answer.calculation is None
    assert not answer.text.startswith(("Yes", "No"))


def test_an_offer_is_no_deed(potters: Assistant) -> None:
    assert not potters.ask("Did Crane buy the patent?").text.startswith("Yes")


def test_orders_of_a_day_are_not_those_of_an_hour(potters: Assistant) -> None:
    day = potters.ask("How many orders were there within 24 hours?")
    assert day.text.startswith("5,200 orders")
    assert "41,000" not in day.text
    turn = potters.ask("and in the first hour?", ["How many orders came in the first 24 hours?"])
    assert turn.standalone == "How many orders came in the first hour?"
    assert turn.status == "not_found"


def test_a_comparison_with_somebody_of_whom_nothing_is_said_is_partial(edition: Assistant) -> None:
    answer = edition.ask("How does Xiaomi's gross margin compare with Tesla's?")
    assert answer.status == "partial"
    assert any("Tesla" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how much faster was Xiaomi than NIO to 10k?", "Xiaomi SU7: 88,898 confirmed orders within 24 hours"),
        ("Who makes the Snapdragon?", "Qualcomm"),
        ("who makes the cockpit chip", "Qualcomm"),
        ("What are the three armies?", "The Fanatical Air Force; "),
        ("Did Xiaomi make a profit in 2024?", "6.2 billion RMB: auto business"),
    ],
)
def test_the_edition_answers(edition: Assistant, question: str, first: str) -> None:
    assert edition.ask(question).text.startswith(first), edition.ask(question).text


@pytest.mark.parametrize("question", ["When did deliveries of the SU7 begin?", "What is Xiaomi's market value?"])
def test_a_price_is_no_date_and_a_share_of_assets_no_value(edition: Assistant, question: str) -> None:
    assert edition.ask(question).status == "not_found"


def test_risks_are_told_one_after_the_other(edition: Assistant) -> None:
    assert len(edition.ask("What are the risks for Xiaomi?").citations) > 2


def test_the_average_of_one_is_its_own(edition: Assistant) -> None:
    answer = edition.ask("What is the average waiting time of the SU7?")
    assert "53-62" not in answer.text


def test_a_list_of_shares_of_different_things_has_no_highest(edition: Assistant) -> None:
    assert "23.2%" not in edition.ask("Which bank values the car unit highest?").text


def test_a_screen_in_the_middle_is_no_middle_of_a_range(edition: Assistant) -> None:
    answer = edition.ask("How big is the screen in the middle of the SU7?")
    assert (answer.status, answer.text[:9]) == ("answered", "16.1-inch")
