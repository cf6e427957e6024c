"""A row of a table is quoted with what heads its columns, wherever its quote is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import receipts, render
from assistant.api.service import Service
from assistant.commands.ask import as_text
from assistant.pipeline import Assistant
from assistant.render_replay import told
from assistant.types import Answer

ARTICLE = """# Two farms

| | Fenwick | Harrow Farms |
| --- | --- | --- |
| Beans sold in 2024 (tonnes) | 3,100 | 4,650 |
| Staff | 210 | 365 |

Fenwick was founded by Ada Pell.
"""
COLUMNS = "Fenwick | Harrow Farms"
QUESTION = "How many tonnes of beans did Harrow Farms sell in 2024?"


@pytest.fixture(scope="module")
def farms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder, data = tmp_path_factory.mktemp("farms"), tmp_path_factory.mktemp("data")
    (folder / "farms.md").write_text(ARTICLE, encoding="utf-8")
    return folder, data


def ask(farms: tuple[Path, Path], question: str) -> Answer:
    return Assistant.open(*farms).ask(question)


def test_a_row_comes_with_its_columns_and_stays_verbatim(farms: tuple[Path, Path]) -> None:
    answer = ask(farms, QUESTION)
    (cited,) = answer.citations
    assert (cited.quote, cited.columns) == ("Beans sold in 2024 (tonnes) | 3,100 | 4,650", COLUMNS)
    assert f'<p class="columns">Columns: <bdi>{COLUMNS}</bdi></p><blockquote' in render.answer(answer)
    assert f"      Columns: {COLUMNS}\n      “Beans sold" in as_text(answer, width=100)
    assert answer.to_dict()["citations"][0]["columns"] == COLUMNS


def test_a_sentence_has_none(farms: tuple[Path, Path]) -> None:
    answer = ask(farms, "Who founded Fenwick?")
    assert [citation.columns for citation in answer.citations] == [None]
    assert "Columns:" not in render.answer(answer) + as_text(answer, width=100)


def test_an_edited_row_is_told_below_its_columns(farms: tuple[Path, Path]) -> None:
    folder, _ = farms
    receipt = receipts.issue(ask(farms, QUESTION), (), None)
    (folder / "farms.md").write_text(ARTICLE.replace("4,650", "4,700"), encoding="utf-8")
    note = told(receipts.replay(Service(Assistant.open(*farms)), receipts.read(receipt)))
    assert note.index(f"Columns: <bdi>{COLUMNS}</bdi>") < note.index("3,100 | 4,650") < note.index("3,100 | 4,700")
