"""Asked of one article, the assistant says nothing that another one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.pipeline import Assistant

TANNERIES = """# Three Tanneries

## What they say

The hides that each of them tanned in 2023:

- Oldcroft: It tanned 4,120 hides. A fire in 2016 had closed it.
- Wendle: It tanned 2,310 hides.
- Brask: It tanned 5,870 hides.
"""
GARDENS = """# Two Gardens

Larchmont grew 310 roses in 2023. Pinefold grew 480 roses in 2023.

| Measure | Larchmont | Pinefold |
|---|---|---|
| Hides bought | 12 | 19 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("two")
    (folder / "tanneries.md").write_text(TANNERIES, encoding="utf-8")
    (folder / "gardens.md").write_text(GARDENS, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    "question",
    [
        "Rank them by hides tanned in 2023.",
        "Who tanned the most hides in 2023?",
        "Which tanneries are there?",
        "hides bought Pinefold",
        "List what each of them tanned.",
    ],
)
def test_other_articles_are_silent(assistant: Assistant, question: str) -> None:
    for document in assistant.documents:
        answer = assistant.ask(question, (), document.id)
        assert {citation.document for citation in answer.citations} <= {document.id}


def test_of_all_articles_both_speak(assistant: Assistant) -> None:
    cited = {
        citation.document
        for question in ("Who tanned the most hides in 2023?", "hides bought Pinefold")
        for citation in assistant.ask(question).citations
    }
    assert cited == {document.id for document in assistant.documents}


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("Rank them by hides tanned in 2023.", ["Brask", "Oldcroft", "Wendle"]),
        ("Rank them by hides tanned in 2023, highest first.", ["Brask", "Oldcroft", "Wendle"]),
        ("Rank them by hides tanned in 2023, from the highest to the lowest.", ["Brask", "Oldcroft", "Wendle"]),
        ("Rank them by hides tanned in 2023, from the lowest to the highest.", ["Wendle", "Oldcroft", "Brask"]),
        ("Rank them by hides tanned in 2023, lowest first.", ["Wendle", "Oldcroft", "Brask"]),
    ],
)
def test_the_word_that_stands_first_tells_the_order(assistant: Assistant, question: str, order: list[str]) -> None:
    (tanneries,) = (document.id for document in assistant.documents if "Tanneries" in document.title)
    text = assistant.ask(question, (), tanneries).text
    assert sorted(order, key=text.index) == order


@pytest.mark.parametrize(
    "question",
    ["How many roses did Pinefold grow in 2019?", "Pinefold roses grown 2017", "Tell me Larchmont's roses in 2025."],
)
def test_a_figure_of_one_year_is_no_answer_about_another(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_a_year_that_only_another_article_mentions_is_foreign(assistant: Assistant) -> None:
    (gardens,) = (document.id for document in assistant.documents if "Gardens" in document.title)
    assert assistant.ask("How many hides did Pinefold buy in 2016?", (), gardens).status == "not_found"
    assert assistant.ask("How many hides did Pinefold buy?", (), gardens).text.startswith("19")


def test_a_lesser_sentence_does_not_step_in_for_one_of_another_year(tmp_path: Path) -> None:
    text = "# Ferns\n\nUlley reported a market share of 31% in 2022. The state gave each nursery a share of the land.\n"
    (tmp_path / "ferns.md").write_text(text, encoding="utf-8")
    ferns = Assistant.open(tmp_path, tmp_path / "data")
    assert ferns.ask("What market share did Ulley report in 2019?").status == "not_found"
    assert ferns.ask("What market share did Ulley report in 2022?").text.startswith("31%")
