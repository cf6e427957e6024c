"""Asked of one article, the assistant says nothing that another one says."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

TANNERIES = """# Three Tanneries

## What they say

The hides that each of them tanned in 2023:

- Oldcroft: It tanned 4,120 hides.
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
