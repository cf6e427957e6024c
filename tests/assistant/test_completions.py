"""What is typed is completed by the articles' own words, and by questions that are known to be answered."""

from __future__ import annotations

import pytest

from assistant.completions import Completer, completer
from assistant.pipeline import Assistant


@pytest.fixture(scope="module")
def complete(assistant: Assistant) -> Completer:
    return completer(("How fast did Mowbray reach 2,000 vs Fennick?",), assistant.corpus.lexicon, assistant.figures)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("who runs Fenn", "who runs Fennick"),
        ("who runs FENN", "who runs Fennick"),
        ("fast fen", "How fast did Mowbray reach 2,000 vs Fennick?"),
        ("what was the gross mar", "what was the gross margin"),
        ("price of the R4 Ba", "price of the R4 Basic"),
    ],
)
def test_a_line_is_completed(complete: Completer, typed: str, line: str) -> None:
    assert line in complete.complete(typed)


@pytest.mark.parametrize("typed", ["zzzz", "who runs Fennick", "?", "who runs F\x00"])
def test_what_no_article_has_is_left_alone(complete: Completer, typed: str) -> None:
    assert not complete.complete(typed)


def test_nothing_typed_gives_the_questions_to_begin_with(complete: Completer) -> None:
    assert complete.complete("  ") == ("How fast did Mowbray reach 2,000 vs Fennick?",)


def test_there_are_never_more_than_six(complete: Completer) -> None:
    assert max(len(complete.complete(letter + other)) for letter in "fmtb" for other in "aeo") <= 6
