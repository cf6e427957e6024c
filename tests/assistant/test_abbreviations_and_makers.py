"""A short form is met by its long one and the reverse, a product by its maker, and who makes it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Corvel and Hanso Race to Digitise the Sawmills

Two makers of software share the market for sawmills.

## The plans

Corvel put enterprise resource planning (ERP) into 310 sawmills in 2023. A year later its enterprise resource planning
cost each mill €14,000 a year.

Corvel's Sawline was sold 1,900 times. Hanso's K7 costs €9,500. The K7 weighs 41 kg. Hanso, the maker of the Brisk,
lost €2.1 million in 2024. The Brisk reached 640 mills.

The service level agreement, or SLA, promises 99.5% uptime. An SLA costs €300 a month.
AWO, the Association of Wood Operators, has 77 members. The association of wood operators was founded in 1988.
"""


@pytest.fixture(scope="module")
def sawmills(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("sawmills")
    (folder / "sawmills.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did ERP cost each mill?", "€14,000"),
        ("how many sawmills use erp", "310"),
        ("What does the service level agreement cost per month?", "€300"),
        ("What does SLA stand for?", "SLA stands for service level agreement"),
        ("What does AWO stand for?", "AWO stands for Association of Wood Operators"),
        ("When was the AWO founded?", "1988"),
        ("how many members does the association of wood operators have", "77"),
        ("How many mills did Hanso reach?", "640"),
        ("What does Hanso's product weigh?", "41 kg"),
        ("Who makes the Brisk?", "Hanso"),
        ("which company is the maker of the K7", "Hanso"),
    ],
)
def test_either_form_is_met(sawmills: Assistant, question: str, said: str) -> None:
    answer = sawmills.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_the_sentence_that_names_product_and_maker_is_quoted(sawmills: Assistant) -> None:
    assert sawmills.ask("Who makes the Brisk?").text == "Hanso [1]."
    assert "maker of the Brisk" in sawmills.ask("Who makes the Brisk?").citations[0].quote


def test_initials_mean_the_name_that_all_speak_of(tmp_path: Path) -> None:
    speaks = "The Harbour Museum drew 410 visitors in May. The Harbour Museum has 31 rooms. "
    (tmp_path / "town.md").write_text(
        "# The town\n\n" + speaks + "The Harbour Museum opened in 1931. The Harbour Museum is free. "
        "The Harbour Museum closes at six. Its founder died in Holm Mansion.",
        encoding="utf-8",
    )
    answer = Assistant.open(tmp_path, tmp_path / "data").ask("How many rooms does the HM have?")
    assert "31" in answer.text
