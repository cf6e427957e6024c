"""Of a thing that changed, a question in the present asks for what it is, not for what it was."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# The Bank of Orla

Orla counted 18.6 million customers at the end of June, up from 12.4 million a year before. It pays savers 5% a year.
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("bank")
    (folder / "bank.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, folder / "data")


def test_the_level_that_it_came_from_is_no_reading(bank: Assistant) -> None:
    text = bank.ask("How many customers does Orla have?").text
    assert "18.6 million" in text
    assert "12.4 million" not in text


def test_the_level_before_is_there_for_who_asks_for_it(bank: Assistant) -> None:
    assert "12.4 million" in bank.ask("How many customers did Orla have the year before?").text
