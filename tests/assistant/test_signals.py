"""Signs that a sentence answers a question, each by a pair of sentences of which one only is near."""

from __future__ import annotations

from dataclasses import fields

import pytest

from assistant.holds import holds
from assistant.opposites import unlike
from assistant.signals import Place, Signals, asked, signals
from assistant.types import Focus, Question
from assistant.words import vocabulary


def read(question: str, sentence: str, expects: str = "any", before: str = "", above: str = "") -> Signals:
    words = asked(Question(text=question, standalone=question, expects=expects, whole=Focus()))
    return signals(words, Place(sentence, before, above, 0.6))


def test_a_word_that_the_sentence_lacks_counts() -> None:
    met = read("Who painted the ceiling of the chapel?", "The ceiling of the chapel was painted by Aldo Ferri.")
    unmet = read("Who painted the ceiling of the chapel?", "The floor of the hall was laid by Aldo Ferri.")
    assert met.unsaid == 0.0 < unmet.unsaid


@pytest.mark.parametrize(
    "question", ["How far is Tarvik from Osmund?", "How many miles is Tarvik from Osmund?", "How high is Tarvik?"]
)
def test_the_word_for_what_is_measured_need_not_stand_there(question: str) -> None:
    assert read(question, "Tarvik lies 40 km from Osmund and 300 m above the sea.", expects="measure").unsaid == 0.0


def test_a_name_is_met_in_the_sentence_or_less_so_above_it() -> None:
    question, sentence = "When did the plant in Tarvik open?", "The plant opened in 1931."
    assert read(question, "The plant in Tarvik opened in 1931.").unnamed == 0.0
    assert read(question, sentence, above="Tarvik").unnamed == pytest.approx(0.2)
    assert read(question, sentence, above="Osmund").unnamed == 1.0


@pytest.mark.parametrize(("sentence", "lacking"), [("The act of 1978 was repealed.", 1.0), ("The 1988 act.", 0.0)])
def test_a_number_of_the_question_has_to_stand_there(sentence: str, lacking: float) -> None:
    assert read("What did the act of 1988 change?", sentence).unnumbered == lacking


@pytest.mark.parametrize(
    ("question", "sentence", "against"),
    [
        ("Who imports the coal?", "The company exports the coal to three countries.", 1.0),
        ("Who exports the coal?", "The company exports the coal to three countries.", 0.0),
        ("Which reports are incomplete?", "The reports of the harbour are complete.", 1.0),
        ("Why did the price rise?", "The price rose and then fell.", 0.0),
    ],
)
def test_the_opposite_of_a_word_speaks_against(question: str, sentence: str, against: float) -> None:
    assert read(question, sentence).opposed == against


def test_a_denial_is_met_by_a_denial() -> None:
    question = "Which islands are not served by the ferry?"
    assert read(question, "The ferry serves the islands of Skell and Ro.").denied == 1.0
    assert read(question, "The ferry does not serve Skell.").denied == 0.0


def test_words_side_by_side_stay_so() -> None:
    question = "What does the night shift cost?"
    assert read(question, "The night shift costs more.").joined > read(question, "The shift lasts all night.").joined


@pytest.mark.parametrize(
    ("expects", "question", "sentence", "told"),
    [
        ("date", "When was the mill built?", "The mill was built in 1871.", 1.0),
        ("date", "When was the mill built?", "The mill was built by monks.", 0.0),
        ("date", "What happened to the mill in 1871?", "The mill burnt down in 1871.", 0.0),
        ("money", "How much is a ticket?", "A ticket is £4.", 1.0),
        ("money", "How much is a ticket?", "Tickets are sold at the 3 doors.", 0.0),
        ("duration", "How long does it take?", "It takes several weeks.", 1.0),
        ("duration", "How long does it take?", "It takes patience.", 0.0),
        ("person", "Who runs the mill?", "The mill is run by Ida Brandt.", 1.0),
        ("person", "Who runs the mill?", "The mill runs by itself.", 0.0),
        ("place", "Where is the mill?", "The mill lies near Tarvik.", 1.0),
        ("share", "What share is spent?", "A third is spent.", 1.0),
        ("reason", "Why is it shut?", "It is shut.", 0.5),
    ],
)
def test_the_kind_of_thing_asked_for(expects: str, question: str, sentence: str, told: float) -> None:
    assert holds(expects, question, sentence) == told


def test_each_sign_has_a_weight_and_each_weight_a_sign() -> None:
    signs = {field.name for field in fields(Signals)}
    for table in ("choice", "sentence"):
        assert set(vocabulary("confidence")[table]) == signs - {"read"} | {"bias"}
        assert set(vocabulary("confidence")[f"{table}_read"]) == signs | {"bias"}


def test_opposites_go_both_ways() -> None:
    table = unlike()
    assert all(left in table[right] for left, rights in table.items() for right in rights)
