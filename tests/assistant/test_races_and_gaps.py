"""Who took longest to reach a number; a turn that only calculates takes its figures from the turns before."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Three yards

The Gull of Selden Yard costs $8,000. The Heron of Marrow Docks costs $10,000. Buyers of the Gull wait 30 weeks.

- Tarn Works: It took 75 days to reach the 1,000-boat production milestone.
- Marrow Docks: It took 40 days to reach the 1,000-boat production milestone.
- The order book: 40% of the Gull's orders come from Norway.
- The margin: Repairs earn a gross margin of 23.2%.
"""


@pytest.fixture(scope="module")
def yards(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("yards")
    (folder / "yards.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, folder / "data")


def test_who_took_longest_is_told_by_the_times_to_that_number(yards: Assistant) -> None:
    answer = yards.ask("Which of them took longest to build 1,000 boats?")
    assert answer.text.startswith("Tarn Works: 75 days")
    assert "weeks" not in answer.text
    assert "%" not in answer.text


@pytest.mark.parametrize(
    "turn", ["so the gap is what percent?", "what is the difference in percent?", "by what percent?"]
)
def test_a_turn_that_only_calculates_leans_on_the_one_before(yards: Assistant, turn: str) -> None:
    answer = yards.ask(turn, ("What do the Gull and the Heron cost?",))
    assert answer.calculation is not None
    assert "20%" in answer.text


def test_nobody_is_named_where_no_sentence_says_what_they_do(yards: Assistant) -> None:
    assert yards.ask("Who paints the boats?").status == "not_found"
