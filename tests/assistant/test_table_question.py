"""Questions that calculate with the cells of a report's tables, on an invented bakery."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from assistant.types import Answer
from tests.assistant.one_article import opened

PAGE = """<html><body><article><h1>Brannick Mills: the year in figures</h1>
<p>The mill in Dorley was closed for a month. All amounts are in thousands of pounds.</p>
<p>Revenue and costs of the group were as follows:</p>
<table>
<tr><td></td><td></td><td>Year ended June 30,</td><td></td></tr>
<tr><td></td><td>2023</td><td>2022</td><td>2021</td></tr>
<tr><td>Revenue:</td><td></td><td></td><td></td></tr>
<tr><td>Bread</td><td>4,200</td><td>3,900</td><td>3,150</td></tr>
<tr><td>Biscuits (1)</td><td>1,050</td><td>1,300</td><td>1,210</td></tr>
<tr><td>Total revenue</td><td>5,250</td><td>5,200</td><td>4,360</td></tr>
<tr><td>Operating costs:</td><td></td><td></td><td></td></tr>
<tr><td>Flour and grain</td><td>1,900</td><td>1,500</td><td>1,400</td></tr>
<tr><td>Wages</td><td>1,600</td><td>1,450</td><td>1,380</td></tr>
<tr><td>Energy</td><td>700</td><td>420</td><td>310</td></tr>
<tr><td>Total operating costs</td><td>4,200</td><td>3,370</td><td>3,090</td></tr>
</table>
<p>Repairs of ovens cost 90,000 pounds, 75,000 pounds and 40,000 pounds in 2023, 2022 and 2021, respectively.</p>
<table>
<tr><td>Rent due</td><td>Shops</td><td>Depots</td></tr>
<tr><td>2024</td><td>£310</td><td>£45</td></tr>
<tr><td>2025</td><td>£290</td><td>£40</td></tr>
<tr><td>2026</td><td>£150</td><td>£38</td></tr>
</table>
</article></body></html>
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("mill")
    Path(folder, "mill.html").write_text(PAGE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("mill-data"))


def result(answer: Answer) -> tuple[str, Decimal]:
    assert answer.calculation is not None, answer.text
    return answer.calculation.operation, Decimal(answer.calculation.result.low)


@pytest.mark.parametrize(
    ("question", "operation", "value", "words"),
    [
        ("What was the change in biscuits revenue between 2022 and 2023?", "difference", "250000", "fell by"),
        ("What was the increase in wages in 2023?", "difference", "150000", "rose by"),
        ("What was the percentage change in energy from 2021 to 2023?", "percent_change", "125.806451613", "rose by"),
        ("What was the average cost of flour and grain for 2021-2023?", "average", "1600000", "on average"),
        ("What was the total of bread revenue in 2021 and 2022?", "sum", "7050000", "altogether"),
        ("What is the difference between flour and grain and energy in 2022?", "difference", "1080000", "higher"),
        ("What are wages as a percentage of total operating costs in 2023?", "share", "38.0952380952", "38.1"),
        ("What is the ratio of bread to biscuits in 2021?", "ratio", "2.60330578512", "times"),
        ("What is the sum of the rent due for depots from 2024 to 2026?", "sum", "123000", "altogether"),
        ("What were the repairs of ovens from 2021 to 2023 in total?", "sum", "205000", "altogether"),
        ("How many years did total revenue exceed £5,000 thousand?", "count", "2", "2022"),
        ("How many components of operating costs were above £1,000 thousand in 2022?", "count", "2", "Wages"),
        ("How many items are there under operating costs?", "count", "3", "Energy"),
    ],
)
def test_rows_columns_and_periods_tell_the_operands(
    mill: Assistant, question: str, operation: str, value: str, words: str
) -> None:
    answer = mill.ask(question)
    assert result(answer) == (operation, Decimal(value))
    assert words in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    ["What was the change in sugar between 2022 and 2023?", "What was the change in wages between 2016 and 2018?"],
)
def test_what_no_row_or_column_names_is_not_calculated(mill: Assistant, question: str) -> None:
    answer = mill.ask(question)
    assert answer.calculation is None


def test_a_reason_is_not_answered_with_a_change(mill: Assistant) -> None:
    answer = mill.ask("Why did energy increase in 2023 compared to 2022?")
    assert answer.calculation is None


def test_all_that_are_named_are_taken_together(tmp_path: Path) -> None:
    text = """# Three roofers

| Measure | Oshaven | Gorwick | Osdal |
|---|---|---|---|
| Roofs surveyed | 620 | 830 | 70 |
| Recycling rate | 9.6% | 70.5% | 13.4% |
"""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "roofers.md").write_text(text, encoding="utf-8")
    roofers = Assistant.open(tmp_path / "library", tmp_path / "data")
    total = roofers.ask("Total roofs surveyed of Oshaven, Gorwick and Osdal").calculation
    mean = roofers.ask("What was the mean recycling rate of Oshaven, Gorwick and Osdal?").calculation
    assert total is not None
    assert mean is not None
    assert (total.result.low, len(total.inputs)) == ("1520", 3)
    assert len(mean.inputs) == 3


RAILWAYS = """# Two railways

Marlow Rail and Tavish Rail carry more each year.

| Year | Marlow Rail trips (millions) | Tavish Rail trips (millions) | Marlow Rail staff |
|---|---|---|---|
| 2021 | 4 | 7 | 310 |
| 2022 | 6 | 5 | 295 |
| 2023 | 9 | 8 | 340 |
"""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("By how much did Marlow Rail trips grow from 2021 to 2023?", "Marlow Rail trips rose by 5 million"),
        ("By what percentage did Tavish Rail trips grow from 2021 to 2023?", "Tavish Rail trips rose by 14.3%"),
        (
            "How many trips did Marlow Rail have altogether from 2021 to 2023?",
            "altogether (Marlow Rail trips): 4 million",
        ),
        ("How many fewer staff did Marlow Rail have in 2022 than in 2021?", "Marlow Rail staff is 15 lower: 295, 2022"),
    ],
)
def test_the_columns_of_a_table_of_years_name_what_is_calculated(
    tmp_path_factory: pytest.TempPathFactory, question: str, text: str
) -> None:
    assert text in opened(RAILWAYS, tmp_path_factory).ask(question).text
