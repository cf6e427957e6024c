"""How readers really type: "and" for "&", short forms, rows by their unit, and turns that lean on a figure."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

ARTICLE = """# Two Potters and a Kiln

Marrow & Finch makes tiles. The pair fired a first kiln in 2009, in a barn outside the town of Ostrey. Today the firm
sells its tiles in 420 showrooms.

| | 2022 | 2023 | 2024 |
|---|---|---|---|
| Revenue (£m) | 3.1 | 3.6 | 3.4 |
| Clay fired (tonnes) | 5,200 | 6,100 | 5,800 |

The Ostrey works also glazes pots for Delwick Stoneware Co., a competitor from the coast, at a fee of £9 per crate.
Delwick spends its own money elsewhere. Delwick fires 9,000 tonnes of clay a year.

Its kilns give off 12 grams of carbon dioxide per tile. The European grant came to £40,000.

The new kiln will cost £800,000. By the end of 2024 the firm had spent £200,000 on the kiln. Marrow & Finch has 40
workers. It put £90,000 into bone ash, a calcium-rich powder that hardens the glaze.
"""


@pytest.fixture(scope="module")
def kiln(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("kiln")
    (folder / "kiln.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many showrooms sell marrow and finchs tiles?", "420 showrooms"),
        ("delwick glazing fee", "£9 per crate"),
        ("CO2 per tile", "12 grams"),
        ("How much did the EU grant come to?", "£40,000"),
        ("How many tonnes did Marrow & Finch fire in 2024?", "5,800"),
        ("whats bone ash", "calcium-rich powder"),
    ],
)
def test_a_hasty_question_is_answered(kiln: Assistant, question: str, said: str) -> None:
    answer = kiln.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_a_word_that_opens_a_sentence_is_no_stranger(kiln: Assistant) -> None:
    text = kiln.ask("I like tiles. Whenever the kiln is ready, what will it cost?").text
    assert "does not mention" not in text


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("How many tonnes did Marrow & Finch fire in 2024?", "and how many fewer is that than the year before?", "300"),
        ("How much had been spent on the kiln by the end of 2024?", "what % of the kiln's cost is that?", "25%"),
        ("What was revenue in 2024?", "and per worker?", "85"),
    ],
)
def test_a_turn_calculates_with_the_figure_before_it(kiln: Assistant, first: str, then: str, said: str) -> None:
    answer = kiln.ask(then, [first])
    assert answer.calculation is not None
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many ppl work at Marrow & Finch", "40 workers"),
        ("approx how many tonnes of clay does Delwick fire in a yr", "9,000 tonnes"),
        ("gray clay fired 2023", "6,100"),
    ],
)
def test_what_is_typed_short_or_spelt_otherwise(kiln: Assistant, question: str, said: str) -> None:
    answer = kiln.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
