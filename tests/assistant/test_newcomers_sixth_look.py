"""What a sixth newcomer asked of a piece on cars and was answered beside the point; asked here of one on ferries."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Ferry That Rows Itself

Lundal began work on an electric ferry in 2019. The first boat was launched in 2022. The price of the Lundal 7, which
carries 300 people, starts at 38 million euros.

A ticket costs 12 euros. The rival Brim 2, which costs 90 million euros, was delivered in 2023. The bridge at Aker,
opened in 1998, cost 55 million euros.

Lundal spent 9 million euros on R&D in 2024. A crossing takes 40 minutes; the ferry of Brim needs 55.

Lundal is a shipping firm first of all. Its shipyard business lost 7 million euros in 2024, then another 2 million in
the first quarter of 2025. Brim made a profit of 4 million euros in 2024.

The boats of Lundal earned a margin of 12% in 2024. A margin of 12% on boats is the best in the bay, and its trains have
none to speak of. Brim needed 183 days to carry its first 10,000 passengers.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question", ["What did the first boat cost to develop?", "how much did the Lundal 7 cost to design"]
)
def test_what_making_it_cost_is_told_by_no_price_and_by_nothing_else(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did the bridge cost to build?", "55 million euros"),
        ("How much does the Lundal 7 cost?", "38 million euros"),
    ],
)
def test_the_cost_of_a_thing_is_what_making_it_cost(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_what_a_part_lost_is_no_verdict_on_the_whole(assistant: Assistant) -> None:
    answer = assistant.ask("did Lundal make a profit in 2024")
    assert answer.status == "partial"
    assert "7 million euros" in answer.text
    assert not answer.text.startswith(("Yes", "No"))
    assert any("as a whole" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("did the shipyard business make a profit in 2024", "The article says otherwise"),
        ("did the shipyard business make a loss in 2024", "Yes"),
        ("did Brim make a profit in 2024", "Yes"),
    ],
)
def test_on_the_part_and_on_the_whole_itself_there_is_a_verdict(
    assistant: Assistant, question: str, verdict: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"{verdict}: ")


@pytest.mark.parametrize("said", ["r and d", "r & d", "R n D", "R&D"])
def test_two_letters_with_and_between_are_what_the_article_writes_as_one(assistant: Assistant, said: str) -> None:
    answer = assistant.ask(f"how much did lundal spend on {said} in 2024")
    assert "9 million euros" in answer.text


def test_a_letter_that_is_not_known_is_told_with_the_word_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("is the Lundal 7 cheaper than the model q")
    assert answer.status == "not_found"
    assert '"model q"' in answer.text
    assert "Lundal" not in answer.text.partition(".")[0]


@pytest.mark.parametrize("question", ["whats the price of the brim q", "How much is the Brim Q?"])
def test_a_model_that_differs_by_a_letter_is_another_one(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert "brim q" in answer.text.lower()


def test_how_many_of_a_unit_is_not_told_by_how_many_of_anything(assistant: Assistant) -> None:
    answer = assistant.ask("how many horsepower does the Lundal 7 have")
    assert answer.status == "not_found"
    assert "300" not in answer.text


def test_a_side_that_nobody_knows_is_not_set_against_any_figure(assistant: Assistant) -> None:
    answer = assistant.ask("does the Brim 2 have more range than the ex 4")
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    "question", ["which is dearer, the Lundal 7 or the Brim 2", "is the Lundal 7 cheaper than the Brim 2"]
)
def test_what_one_costs_is_set_against_the_price_of_the_other(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "Brim 2 (cost) is higher: 90 million euros [1] against 38 million euros [2] for Lundal 7" in answer.text


def test_which_is_faster_is_told_by_no_sentence_on_one_of_them(assistant: Assistant) -> None:
    answer = assistant.ask("which is faster, the Lundal 7 or the Brim 2")
    assert answer.status == "not_found"


def test_one_figure_that_is_told_twice_is_not_equal_to_itself(assistant: Assistant) -> None:
    answer = assistant.ask("what's the margin of Lundal's boats vs its trains")
    assert "equal" not in answer.text
    assert answer.calculation is None


@pytest.mark.parametrize(
    "question",
    [
        "how long did Brim need to carry 10,000 passengers in months",
        "how many months did Brim need til 10,000 passengers",
    ],
)
def test_how_long_it_took_is_told_in_the_unit_that_is_asked_for(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith("About 6.02 months: ")
    assert "183 days" in answer.text
    assert any("average month" in caveat for caveat in answer.caveats)
