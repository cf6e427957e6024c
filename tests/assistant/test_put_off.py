"""Answers that stand behind the sentence which has the question's words and only leads to them."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The harbour plan of Skarnes

*By Lena Marsh, 3 March 2026*

The council of Skarnes will vote on a new harbour in May. A two-thirds majority of its 45 members is needed. The mayor
counts on 28.

That is not what Gunnar Pihl has in mind. The chairman of the guild, who supported the plan in 2021, wants a smaller
quay and a referendum. "Nobody asked the fish," he says.

"If the cannery leaves, half the town leaves," reckons Petra Holm, an economist at Fjord Bank, which holds 4% of the
cannery. She has not given up, though. "It will stay, at a lower rent of maybe 10%."

Ivo Brandt disagrees with the economist. He expects a closure before Christmas. Mira Sand wants a new road.

A leak in the fuel pump was found in March, after the first sea trial. Repairing it cost 3 million euros. The crane fell
in June. Replacing it took eleven weeks. Painting the quay cost 2 million euros.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does Gunnar Pihl want?", "wants a smaller quay and a referendum"),
        ("What does Ivo Brandt think of the economist's view?", "a closure before Christmas"),
        ("What does Petra Holm expect the cannery to do?", "It will stay, at a lower rent"),
        ("How many votes are needed?", "A two-thirds majority of its 45 members is needed."),
        ("What did fixing the fuel pump leak cost?", "Repairing it cost 3 million euros."),
        ("What did repairing the fuel pump cost?", "Repairing it cost 3 million euros."),
        ("How long did it take to replace the crane?", "Replacing it took eleven weeks."),
    ],
)
def test_what_stands_behind_is_told(harbour: Assistant, question: str, told: str) -> None:
    answer = harbour.ask(question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("What did repairing the crane cost?", "3 million"),
        ("What did replacing the fuel pump cost?", "3 million"),
        ("What does Mira Sand want?", "referendum"),
        ("What does Petra Holm expect the cannery to do?", "4%: "),
    ],
)
def test_what_is_told_of_another_is_not(harbour: Assistant, question: str, other: str) -> None:
    assert other not in harbour.ask(question).text


def test_what_was_done_by_its_own_name_is_told_as_before(harbour: Assistant) -> None:
    assert harbour.ask("What did painting the quay cost?").text.startswith("2 million euros")
