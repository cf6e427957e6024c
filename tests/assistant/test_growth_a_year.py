"""Growth a year on average is compounded between two years; what is foreseen would rise, and has not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.evaluate import OPERATORS, Value
from assistant.interval import exact
from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The beekeepers of Solna

Solna Honey had revenue of €20 million in 2021 and €45 million in 2023. The market for honey was worth €400 million in
2024 and will reach €900 million by 2030, a research firm estimates. The number of hives rose from 300 to 420.

| Year | Jars sold (thousand) | Shops |
|---|---|---|
| 2020 | 100 | 40 |
| 2021 | 120 | 36 |
| 2022 | 144 | 30 |
"""


@pytest.fixture(scope="module")
def honey(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the average annual growth rate of Solna's revenue from 2021 to 2023?", "50% a year on average"),
        ("What is the CAGR of Solna's revenue from 2021 to 2023?", "50% a year on average"),
        ("By what percentage did Solna's revenue grow a year on average from 2021 to 2023?", "50% a year on average"),
        ("What was the average annual growth of jars sold from 2020 to 2022?", "20% a year on average"),
        ("average annual growth rate of the honey market between 2024 and 2030", "would be 14.5% a year on average"),
        ("What was the average annual growth rate of shops from 2020 to 2022?", "-13.4% a year on average"),
    ],
)
def test_growth_a_year_is_compounded(honey: Assistant, question: str, said: str) -> None:
    answer = honey.ask(question)
    assert answer.calculation is not None
    assert said in answer.text


def test_without_years_there_is_no_growth_a_year(honey: Assistant) -> None:
    answer = honey.ask("What was the average annual growth rate of the number of hives?")
    assert answer.calculation is None
    assert "40%" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("By what percentage will the market for honey grow between 2024 and 2030?", "would "),
        ("By what percentage did Solna's revenue grow from 2021 to 2023?", "125%"),
    ],
)
def test_growth_in_all_is_told_and_a_forecast_as_such(honey: Assistant, question: str, said: str) -> None:
    answer = honey.ask(question)
    assert said in answer.text
    assert "a year on average" not in answer.text


@pytest.mark.parametrize(
    ("new", "old", "years", "rate"), [(144, 100, 2, "0.2"), (27, 8, 3, "0.5"), (90, 100, 1, "-0.1")]
)
def test_a_yearly_rate_compounds_to_the_whole(new: int, old: int, years: int, rate: str) -> None:
    values = [Value(exact(new), "jar"), Value(exact(old), "jar"), Value(exact(years), "")]
    found = OPERATORS["yearly"][2](values)
    assert found.unit == "x"
    assert abs(found.number.low - Fraction(rate)) < Fraction(1, 10**14)
