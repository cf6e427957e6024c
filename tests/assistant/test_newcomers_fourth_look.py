"""What a fourth newcomer asked of an article on two rivals, and was answered wrongly; asked here of another one."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from assistant.settings import shipped_documents
from tests.assistant.one_article import opened

ARTICLE = """# The Bell Foundries

Most of the money that went into bells went to two names: Tarrow, of Kelmouth, and Orsley Bells, of Dunfirth.

Tarrow was founded in May 2014 by Ana Kesten, a former organist at Sankt Veit, and Rolf Maddern, who had run a bakery.
Orsley came four years later. Its founder, Nora Pell, chose Dunfirth because the smelter next door sells her heat at a
fixed price until 2033.

"Everybody asked about the sound," says Pell, who is still chief executive. "Nobody asked about the gas bill."

Tarrow pays 31 cents per cubic metre of gas, while Orsley pays 14 cents per cubic metre. Gas for Tarrow rose from
€3 million in 2021 to €7.2 million in 2022. A small bell of Tarrow's costs €180.

"We cast a fine bell and melted our money," Kesten said when she stepped down as chief executive in March 2023. Her
successor is Piet Vandaele, who came from a shipyard.

| Measure (2024) | Tarrow | Orsley Bells | Hallam & Daughters |
| --- | --- | --- | --- |
| Bells cast | 3,100 | 4,700 | 9,900 |
| Scrap rate | 4% | 6% | 9% |

Orsley's revenue was up 18% from 2023. Tarrow's fell by 5% in the same period. The harbour authority fined Orsley
€60,000 for letting slag run into the bay.

In June the magazine ranked the foundries by sound in a blind test of 24 bells. Hallam & Daughters came first, Tarrow
third and Orsley eleventh. "You can hear the haste," says Mia Corran, the critic who chaired the panel.

The mould was borrowed at first, by way of a deal with Hallam & Daughters. The bells are rung by hand.
"""


@pytest.fixture(scope="module")
def foundries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.open(shipped_documents(), tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who founded Tarrow?", "Ana Kesten, a former organist at Sankt Veit, and Rolf Maddern"),
        ("Who runs Tarrow now?", "Piet Vandaele"),
        ("Who is the chief executive of Tarrow?", "Piet Vandaele"),
        ("Who runs Orsley?", "Nora Pell"),
        ("Where is Tarrow based?", "Kelmouth"),
        ("Where does Orsley come from?", "Dunfirth"),
        ("Who cast more bells, Tarrow or Orsley?", "Orsley Bells (Bells cast)"),
        ("Rank the three foundries by scrap rate.", "Scrap rate: 1. Hallam & Daughters: 9%"),
        ("Where did Piet Vandaele come from?", "Her successor is Piet Vandaele, who came from a shipyard."),
        ("Who came first in the blind test?", "Hallam & Daughters"),
        ("Who was third in the blind test?", "Tarrow"),
        ("Where did Orsley rank in the blind test?", "Eleventh: Hallam & Daughters came first"),
        ("What was Orsley fined for?", "The harbour authority fined Orsley €60,000 for letting slag run"),
        (
            "What's the difference between the Tarrow and Orsley scrap rate?",
            "Tarrow (Scrap rate) is 2 percentage points",
        ),
        ("How do Tarrow and Orsley compare on the price of gas?", "Tarrow (spending) is higher: 31 cents"),
    ],
)
def test_what_is_asked_for(foundries: Assistant, question: str, first: str) -> None:
    assert foundries.ask(question).text.startswith(first), foundries.ask(question).text


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("Who runs Hallam & Daughters?", "Corran"),
        ("When was Orsley founded?", "2033"),
        ("What was Orsley's revenue in 2023?", "18%"),
        ("Where is Hallam & Daughters based?", "Sankt Veit"),
        ("How big is the foundry of Orsley?", "by hand"),
        ("Did Orsley have its own mould at first?", "Yes"),
        ("And how many fewer is that than the year before?", "%"),
        ("Did Tarrow or Orsley come first in the test?", "Yes"),
        ("How do Tarrow and Orsley compare on revenue growth?", "times"),
    ],
)
def test_what_is_beside_the_point_is_no_answer(foundries: Assistant, question: str, never: str) -> None:
    assert never not in foundries.ask(question).text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how much does volkswagen spend on marketing compared to tesla", "Volkswagen Group (marketing"),
        ("What share of revenue does Volkswagen spend on marketing?", "Up to 6.74%"),
        (
            "what's the difference between SU7 Standard and Model 3 price",
            "Xiaomi SU7 Standard (price) is 30,000 RMB lower",
        ),
    ],
)
def test_the_edition_answers(edition: Assistant, question: str, first: str) -> None:
    assert edition.ask(question).text.startswith(first), edition.ask(question).text


@pytest.mark.parametrize("question", ["where is the SU7 made?", "how big is the factory", "how large is the plant"])
def test_a_sentence_without_place_or_size_tells_neither(edition: Assistant, question: str) -> None:
    assert edition.ask(question).status == "not_found"


def test_a_comparison_is_of_what_is_asked_for(edition: Assistant) -> None:
    answer = edition.ask("compare marketing share of Xiaomi, Tesla and Volkswagen")
    assert "Fixed assets" not in answer.text
    assert "4.7B" not in edition.ask("what's the difference between SU7 pro and SU7 max price").text


@pytest.mark.parametrize(
    ("question", "history", "first"),
    [
        ("And the other one?", ["How many bells did Tarrow cast?"], "4,700"),
        ("What does Tarrow pay per cubic metre?", [], "31 cents per cubic metre: Tarrow"),
    ],
)
def test_whose_it_is(foundries: Assistant, question: str, history: list[str], first: str) -> None:
    assert foundries.ask(question, history).text.startswith(first), foundries.ask(question, history).text


@pytest.mark.parametrize(
    "question",
    [
        "Why did Tesla buy Xiaomi?",
        "What is the range of the SU7?",
        "who supplies the lidar",
        "how many poeple did xiaomi put on the car project?",
        "and by how much in percent?",
    ],
)
def test_what_is_not_said_is_refused(edition: Assistant, question: str) -> None:
    assert edition.ask(question).status == "not_found"


def test_how_many_may_be_told_as_a_share(edition: Assistant) -> None:
    assert edition.ask("How many SU7 owners used Xiaomi before?").text.startswith("More than 70%")


def test_nobody_is_their_own_customer(foundries: Assistant) -> None:
    assert "18%" not in foundries.ask("Who is Orsley's biggest customer?").text


@pytest.mark.parametrize(
    ("question", "history", "first"),
    [
        (
            "Compare the bells cast of Tarrow, Orsley and Hallam & Daughters",
            [],
            "Bells cast: Hallam & Daughters: 9,900",
        ),
        ("What does a tonne of Tarrow's bells cost?", [], "€180"),
    ],
)
def test_three_at_once_and_amounts_for_each(
    foundries: Assistant, question: str, history: list[str], first: str
) -> None:
    answer = foundries.ask(question, history)
    assert answer.text.startswith(first), answer.text
    assert answer.status == ("partial" if "tonne" in question else "answered")


@pytest.mark.parametrize(
    ("question", "history", "first"),
    [
        ("if each car loses $903 and it sells 100,000 cars how much does it lose?", [], "About $90.3 million"),
        (
            "If it sells 411,000 cars, what would it lose in total?",
            ["How much does each car lose?"],
            "About $371.1 million",
        ),
        (
            "Compare the fixed assets of Xiaomi, BYD and Tesla",
            [],
            "Fixed assets as a share of total assets (Q1 2025): BYD",
        ),
        ("What happened in March 2021?", [], '"This will be", Lei Jun announced in March 2021'),
    ],
)
def test_so_many_at_so_much(edition: Assistant, question: str, history: list[str], first: str) -> None:
    assert edition.ask(question, history).text.startswith(first), edition.ask(question, history).text
