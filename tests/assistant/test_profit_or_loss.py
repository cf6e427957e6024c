"""Whether there was a profit: the sign of a figure that is called "profit or loss" decides."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

FERRIES = """# Two ferries

Marlow Lines and Tavish Lines cross the same strait.

| | Marlow Lines | Tavish Lines | Orkan Lines |
|---|---|---|---|
| Revenue, 2024 (€m) | 41 | 30 | 12 |
| Profit or loss, 2024 (€m) | -3 | 4 | (5) |
| Operating profit, 2023 (€m) | -1 | 2 | (1) |

Marlow Lines made a loss of €2 million in 2022.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(FERRIES, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Was Marlow Lines profitable in 2024?", "No: -3 million"),
        ("Did Marlow Lines make a loss in 2024?", "Yes: -3 million"),
        ("Was Marlow Lines profitable in 2023?", "No: -1 million"),
        ("Did Orkan Lines make a profit in 2024?", "No: (5) million"),
        ("Did Tavish Lines make a profit in 2024?", "Yes: 4 million"),
        ("Was Tavish Lines in the red in 2024?", "No: 4 million"),
        ("Did Marlow Lines make money in 2022?", "No: €2 million"),
    ],
)
def test_the_sign_decides(ferries: Assistant, question: str, verdict: str) -> None:
    assert ferries.ask(question).text.startswith(verdict)
