"""What is no answer though it stands near: of a name that another was only likened to, and of a comparison in words."""

from __future__ import annotations

import pytest

from assistant.mentioned import spoken_of
from assistant.pipeline import Assistant
from tests.assistant.one_article import opened
from tests.assistant.one_corpus import place_of

ARTICLE = """# The Kiln

Marrow makes tiles in Dunmere. If the new kiln works, Marrow will rule its county as Ostrand does, with the margins of a
brand. Every kiln of Marrow still loses £40 a day. The fire goes out at night.

Sellick came to the fair as well, and like Marrow it sold little. Its stand was the smallest of all.

| Firm | Marrow | Sellick |
| --- | --- | --- |
| Way of working | Few ovens; what is spent is spent on the shop | Many ovens; low costs decide everything |
| Tiles, 2024 | 5,100 | 7,300 |
"""


@pytest.fixture(scope="module")
def kiln(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def test_who_is_only_likened_to_is_not_spoken_of_further_on(kiln: Assistant) -> None:
    document, likened = place_of(kiln.corpus, "as Ostrand does")
    assert "Ostrand" in spoken_of(kiln.corpus, document, likened)
    assert "Ostrand" not in spoken_of(kiln.corpus, document, likened + 1)
    assert "Marrow" in spoken_of(kiln.corpus, document, likened + 2)


@pytest.mark.parametrize("question", ["what happened with ostrands kiln", "How much does the kiln of Ostrand lose?"])
def test_what_one_loses_is_not_told_of_the_other(kiln: Assistant, question: str) -> None:
    assert "£40" not in kiln.ask(question).text


def test_a_name_that_lost_its_apostrophe_is_no_slip_of_another_word(kiln: Assistant) -> None:
    assert kiln.corpus.lexicon.speller.correct("ostrands kiln")[1] == (("ostrands", "Ostrand"),)


def test_of_whom_it_is_told_it_is_answered(kiln: Assistant) -> None:
    assert "£40" in kiln.ask("How much does every kiln of Marrow lose a day?").text


def test_words_alone_do_not_tell_in_part_which_of_two_is_more(kiln: Assistant) -> None:
    answer = kiln.ask("does Sellick spend more on its ovens than Marrow")
    assert answer.status == "not_found", answer.text


def test_figures_of_both_tell_which_is_more(kiln: Assistant) -> None:
    answer = kiln.ask("Did Sellick make more tiles than Marrow in 2024?")
    assert answer.status == "answered"
    assert {"7,300", "5,100"} <= {word.strip(".,;:()") for word in answer.text.split()}
