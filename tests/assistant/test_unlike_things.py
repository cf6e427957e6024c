"""What is set side by side is of what the question names: its verb, its number, its best month, its speaker."""

from __future__ import annotations

import pytest

from assistant.dialogue import answers
from assistant.pipeline import Assistant
from assistant.understand import understand
from assistant.voices import voices
from tests.assistant.one_article import opened

BAKERS = """# Three bakeries on one street

Corner Loaf loses $3 on each cake. Oat House earned $12,000 in 2024. Is that a trade to be in?

Corner Loaf needed 40 days to sell its first 1,000 cakes, and Rye & Co needed 95 days to sell its first 1,000 cakes.

The Fennick market makes a profit. Dunmere has a tram. It took 14 days to sell the first 500 rolls in Fennick, and
8 days in Dunmere.

## Waiting

- **Corner Loaf:** customers wait 12 minutes at noon.
- **Rye & Co:** customers wait 25 minutes at noon.

The shops are short of money. Here is what each of them spent on adverts:

- **Corner Loaf:** $1,200
- **Rye & Co:** $900

Week after week people lose patience. How long will they stand it?

Rye & Co sold 30,000 loaves in 2024. Oat House sold 41,000 rolls in 2024, its strongest year. Rent is at a record $900.

An inspector at Velby Council came twice. What makes Oat House special, the inspector wrote, is "its plain good flour".
Bram Okker, who runs Oat House, says that he sleeps four hours. "Flour is all I have," said Okker. The ovens are old.
They burn oak.

Three things will settle it:

1. **Rent:** Will it rise again?
2. **Flour:** Will it stay cheap?
3. **Staff:** Will they stay?
"""


@pytest.fixture(scope="module")
def bakers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(BAKERS, tmp_path_factory)


def test_who_loses_most_has_no_long_wait(bakers: Assistant) -> None:
    assert "minutes" not in bakers.ask("Which bakery loses the most per cake?").text
    assert "25 minutes" in bakers.ask("Where do customers wait the longest?").text


def test_of_two_lists_the_one_is_compared_that_the_question_speaks_of(bakers: Assistant) -> None:
    answer = bakers.ask("Which bakery spent the most on adverts?").text
    assert answer == "Corner Loaf: $1,200 [1], against Rye & Co $900 [2]."  # no amount is called by itself


def test_a_time_to_another_number_is_no_answer(bakers: Assistant) -> None:
    answer = bakers.ask("How fast did Corner Loaf and Rye & Co sell 5,000 cakes?")
    assert answer.status == "not_found"
    assert "95 days" in bakers.ask("How fast did Corner Loaf and Rye & Co sell 1,000 cakes?").text


@pytest.mark.parametrize(
    ("question", "rate"),
    [
        ("How many of its first rolls an hour were sold in Fennick?", True),
        ("How many of its first rolls a day were sold in Fennick?", True),
        ("How many rolls were sold an hour later?", False),
        ("How many rolls were sold a day after?", False),
    ],
)
def test_so_many_an_hour_is_a_rate_and_an_hour_later_none(bakers: Assistant, question: str, rate: bool) -> None:
    read = understand(question, bakers.corpus.lexicon)
    assert (read.operation == "rate") == rate


def test_one_sentence_on_both_is_told_once_and_alone(bakers: Assistant) -> None:
    answer = bakers.ask("Where did the first 500 rolls sell quicker, in Fennick or Dunmere?")
    assert answer.text == "It took 14 days to sell the first 500 rolls in Fennick, and 8 days in Dunmere. [1]"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many loaves did Rye & Co sell in its best month?", ""),
        ("How many rolls did Oat House sell in its best month?", ""),
        ("How many rolls did Oat House sell in its best year?", "41,000"),
        ("How many loaves did Rye & Co sell in 2024?", "30,000"),
    ],
)
def test_a_whole_year_is_no_best_month(bakers: Assistant, question: str, told: str) -> None:
    answer = bakers.ask(question)
    assert answer.status == ("answered" if told else "not_found")
    assert told in answer.text


def test_what_the_author_says_is_not_what_the_speaker_says(bakers: Assistant) -> None:
    assert bakers.ask("What does Bram Okker say about the ovens?").status == "not_found"
    assert "Flour is all I have" in bakers.ask("What does Bram Okker say about flour?").text


def test_the_inspector_speaks_and_not_the_name_before(bakers: Assistant) -> None:
    document = bakers.documents[0].id
    at = next(
        i for i, _ in enumerate(bakers.documents[0].sentences) if "inspector wrote" in bakers.corpus.text(document, i)
    )
    voice = voices(bakers.corpus, document)[at]
    assert voice is not None
    assert voice.words == "the inspector"
    assert voice.name != "Oat House"


def test_an_essay_with_questions_is_no_interview(bakers: Assistant) -> None:
    assert answers(bakers.documents[0]) == {}
