"""A comparison that no calculation makes tells of each side by a sentence of its own; verdicts and forecasts whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Orla Vents and the two ways to heat a town

Orla buys its pipes from four foundries. This spread of suppliers keeps its supply lines open in any winter. Its rival
Tessen runs its supply lines from one foundry of its own.

Orla's letter to customers has 26,400 readers, and its chief, Ida Moss, speaks at every fair. The letter of Tessen has
readers in the hundreds.

Corlan Bank predicts that Orla will sell 4,100 pumps in 2027. According to Corlan Bank, the pump business is worth $37
million.

## The end of it

Whether Orla wins is settled by the price of copper. The pipes are laid, but the winter is long.
"""


@pytest.fixture(scope="module")
def vents(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("vents")
    (folder / "vents.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, folder / "data")


Ask = Callable[[str], tuple[str, tuple[str, ...]]]


@pytest.fixture
def ask(vents: Assistant) -> Ask:
    def asked(question: str) -> tuple[str, tuple[str, ...]]:
        answer = vents.ask(question)
        return answer.text, answer.caveats

    return asked


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Compare how Orla and Tessen run their supply lines.",
            ("This spread of suppliers", "one foundry of its own"),
        ),
        ("What does Corlan Bank predict or estimate?", ("4,100 pumps", "$37 million")),
        ("Does the author think Orla will win?", ("settled by the price of copper",)),
    ],
)
def test_all_that_is_asked_is_told(ask: Ask, question: str, told: tuple[str, ...]) -> None:
    text, _ = ask(question)
    assert all(part in text for part in told)


def test_a_side_without_a_figure_is_said_to_have_none(ask: Ask) -> None:
    text, caveats = ask("Whose letter has more readers, Orla's or Tessen's?")
    assert "26,400" in text
    assert any("no exact figure for Tessen" in caveat for caveat in caveats)


def test_the_biggest_matters_are_told_and_not_measured(tmp_path: Path) -> None:
    text = "The risks of the tunnel are many: a flood, a strike that cost €4m in 2023 and €6m in 2024, a fire."
    (tmp_path / "tunnel.md").write_text(f"# The tunnel\n\n{text}\n", encoding="utf-8")
    answer = Assistant.open(tmp_path, tmp_path / "data").ask("What are the biggest risks of the tunnel?")
    assert answer.calculation is None
    assert "a flood" in answer.text
