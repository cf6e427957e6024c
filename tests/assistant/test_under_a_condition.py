"""A number under a condition that the question states: the sentence that states it too is quoted whole."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Teal Mill

The mill needed 240 sacks a week to cover its costs at the old price. I estimate that at $79 a sack it needs about
390 sacks, though the owner disputes this. A sack cost $95 in May.
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def test_the_sentence_with_the_condition_is_quoted(mill: Assistant) -> None:
    answer = mill.ask("How many sacks does the mill need at $79 a sack?")
    assert (answer.status, "390" in answer.text, "240" in answer.text) == ("answered", True, False)


def test_a_condition_that_no_sentence_states_quotes_nothing(mill: Assistant) -> None:
    assert "390" not in mill.ask("How many sacks does the mill need at $60 a sack?").text
