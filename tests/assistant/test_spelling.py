"""What a reader mistypes is read as it was meant, and what only looks mistyped is left alone."""

from __future__ import annotations

import pytest

from assistant.lexicon import Lexicon
from assistant.mistyping import one_slip, unlikeliness
from assistant.naming import build
from assistant.pipeline import Assistant
from assistant.words import fold


@pytest.fixture(scope="module")
def lexicon(assistant: Assistant) -> Lexicon:
    return assistant.corpus.lexicon


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht is Mowbrya's gross margn?", "what is Mowbray's gross margin?"),
        ("hwo many mowrs did fenick sell", "how many mowers did Fennick sell"),
        ("How mnay weeks does Mowbray wiat for its battereis?", "How many weeks does Mowbray wait for its batteries?"),
        ("compaire the R4 and the Hedgehgo", "compare the R4 and the Hedgehog"),
        ("what percentge of machines was retruned", "what percentage of machines was returned"),
        ("WHTA IS THE GROSS MARGIN", "WHAT IS THE GROSS MARGIN"),
        ("What did Ida Fenick say", "What did Ida Fennick say"),
        ("by the end of 2023 hwo many oders", "by the end of 2023 how many orders"),
        ("howmany days did the hedgehog need", "how many days did the hedgehog need"),
        ("whatis the grossmargin of the servicebusiness", "what is the gross margin of the service business"),
        ("Who is in Harow Lane?", "Who is in Harrow Lane?"),
    ],
)
def test_slips_are_mended(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert lexicon.speller.correct(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hat is the gross margin?", "What is the gross margin?"),
        ("How may orders did Mowbray get?", "How many orders did Mowbray get?"),
        ("Which customers may wait?", "Which customers may wait?"),
        ("Did Mowbray sell its hat?", "Did Mowbray sell its hat?"),
    ],
)
def test_another_word_is_mended_only_where_it_hardly_fits(lexicon: Lexicon, typed: str, meant: str) -> None:
    assert lexicon.speller.correct(typed)[0] == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is the margin of Vision Motors?",
        "How many mowers did Stellantis, Northvolt and Zeekr sell?",
        "is toyota faster than mowbray",
        "Who runs Feldkirch?",  # not Fennick
        "What does the R5 cost, and the R4 Plus?",  # a code is never another code
        "ebitda and capex 2024, yoy",
        "Which mowers are their favorites? Organized by color, please.",
        "does it charge a fee for canceling",
        "Are mowers returned, and do they return?",
        "when will they have been waiting for 9-12 weeks",
        "Does salesforce or Northvolt use their software?",  # no two words of the article that follow each other
        "Did Beto O'Rourke buy a mower?",
    ],
)
def test_what_is_no_slip_stays(lexicon: Lexicon, question: str) -> None:
    assert lexicon.speller.correct(question) == (question, ())


def test_a_name_from_outside_is_told_as_unknown(assistant: Assistant) -> None:
    assert "does not mention Fendrick" in assistant.ask("What is the gross margin of Fendrick?").text


def test_the_reader_sees_what_was_read(assistant: Assistant) -> None:
    clean, typed = (assistant.ask(f"What is the gross {word} of the mower business?") for word in ("margin", "margn"))
    assert (typed.text, typed.citations) == (clean.text, clean.citations)
    assert '"margn" read as "margin"' in typed.caveats
    assert '"margn" read as "margin"' not in clean.caveats


def test_the_words_around_a_question_may_be_mistyped_too(assistant: Assistant) -> None:
    clean, typed = (assistant.ask(f"{chat} what does the R4 Basic cost?") for chat in ("Thanks,", "Thnaks,"))
    assert typed.text == clean.text


@pytest.mark.parametrize(
    ("word", "likelier", "than"),
    [
        ("which", "whcih", "wqich"),  # two letters swapped, a far key
        ("margin", "marggin", "marlgin"),  # a letter twice, a far key more
        ("cars", "cats", "capd"),  # a key beside, far keys
        ("price", "proce", "orice"),  # a first letter is seen
    ],
)
def test_slips_are_not_equally_likely(word: str, likelier: str, than: str) -> None:
    assert 0.0 == unlikeliness(word, word) < unlikeliness(word, likelier) < unlikeliness(word, than)


def test_one_slip_is_all_that_one_edit_makes() -> None:
    near = set(one_slip("cat"))
    assert {"act", "cta", "at", "ca", "cart", "cats", "scat", "bat", "cut"} <= near
    assert not {"acts", "dog", "ct a"} & near


def test_an_empty_library_corrects_by_english_alone() -> None:
    empty = build((), ())
    assert empty.speller.correct("waht is the differnce")[0] == "what is the difference"


def test_letters_with_a_stroke_are_met_by_plain_ones() -> None:
    assert fold("Łódź, Ørsted, Đakovo") == "lodz, orsted, dakovo"
