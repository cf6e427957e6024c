"""Tables whose cell borders are lost: the gold tables of lost_tables.txt come back cell by cell, prose does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.structure import plain_blocks

_FILE = Path(__file__).with_name("lost_tables.txt")
_AROUND = "A Title Of The Article\n\n{context}\n\nThe Figures\n\n{table}\n\nThat is what the table says, and so on.\n"


def _gold() -> list[tuple[str, str, list[list[str]]]]:
    cases = []
    for part in _FILE.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = part.strip().split("\n")
        context = "\n".join(line for line in lines if not line.startswith("|")).strip()
        rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if line.startswith("|")]
        cases.append((name, context, rows))
    return cases


def _recovered(text: str) -> list[list[str]]:
    return [[cell.of(text) for cell in raw.cells] for raw in plain_blocks(text) if raw.kind == "row"]


@pytest.mark.parametrize(("name", "context", "rows"), _gold(), ids=[name for name, _, _ in _gold()])
def test_every_cell_comes_back(name: str, context: str, rows: list[list[str]]) -> None:
    table = "\n".join(" ".join(cell for cell in row if cell) for row in rows)
    text = _AROUND.format(context=context, table=table)
    assert _recovered(text) == rows


def test_there_are_tables_of_many_kinds() -> None:
    gold = _gold()
    assert len(gold) >= 40
    assert {len(rows[0]) for _, _, rows in gold} >= {2, 3, 4, 5, 6}


@pytest.mark.parametrize("end", ["Source: annual reports", "Figures are rounded and may not add up to the total."])
def test_a_line_below_the_table_stays_text(end: str) -> None:
    text = f"Item 2023 2024\nSales 120 140\nCosts 80 95\nStaff 12 13\n{end}\n"
    assert _recovered(text)[-1] == ["Staff", "12", "13"]
    assert [raw.span.of(text) for raw in plain_blocks(text)][-1] == end


def test_a_caption_above_the_table_stays_text() -> None:
    text = "Table 2: Results of the group\nItem 2023 2024\nSales 120 140\nCosts 80 95\nStaff 12 13\n"
    assert _recovered(text)[0] == ["Item", "2023", "2024"]


def test_a_row_of_data_is_never_taken_for_the_header() -> None:
    text = "Sales 120.5 140.2\nCosts 80.1 95.4\nStaff 12.0 13.3\nRent 4.4 4.8\n"
    assert _recovered(text) == []


NOT_TABLES = {
    "paragraphs": "The firm sold 120 cars in 2023 and 140 in 2024.\nIn 2022 it had sold 90, in 2021 only 40.\n"
    "Its rival sold 300 in 2023 and 310 in 2024.\nBoth lost money in 2020 and 2021.\n",
    "poem": "The wheel stands still, the river low,\nAnd nobody has come to mend\nThe broken sluice of long ago\n"
    "Or ask the miller for a friend.\n",
    "names": "Anna Berg\nTom Lindqvist\nMaria del Carmen Ortiz\nJohn Smith Jr.\nWei Zhang\n",
    "address": "Harbour Institute\n12 High Street\nFloor 3\nLondon SW1A 1AA\nUnited Kingdom\nPhone 020 7946 0018\n",
    "recipe": "Flour 500 g\nSugar 200 g\nEggs 3\nMilk 250 ml\n",
    "contents": "Contents\nIntroduction 3\nThe first winter 12\nA new engine 41\nIndex 240\n",
    "dialogue": "Anna: How many were there?\nTom: About 40, or 50.\nAnna: And in 2019?\nTom: None.\n",
    "scores": "Rovers won 3 to 1.\nUnited lost 0 to 2.\nCity drew 1 to 1.\n",
    "dates": "Born 4 May 1951 in Bergen\nMoved to Oslo in 1969\nJoined the ministry in 1980\nRetired in 2016\n",
    "one long line": "Word " * 500 + "\n" + "Other " * 500 + "12 13\n" + "More " * 400 + "14 15\n",
}


@pytest.mark.parametrize("text", NOT_TABLES.values(), ids=NOT_TABLES.keys())
def test_other_text_is_not_taken_for_a_table(text: str) -> None:
    assert _recovered(f"A Title\n\n{text}\nAn end to the text.\n") == []


def test_names_known_from_the_article_settle_the_header() -> None:
    table = "Measure Red Kite Foods Plover Foods\nShops 12 19\nStaff 140 260\nSales $4.1m $7.7m\n"
    known = f"Red Kite Foods opened in May. Later came Plover Foods.\n\n{table}\n"
    assert _recovered(known)[0] == ["Measure", "Red Kite Foods", "Plover Foods"]
