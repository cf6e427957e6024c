"""What a refusal says that the article gives: a measure by its name, of others only where nobody else stands beside."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

DAIRIES = """# Two dairies

Orle Dairy and Tamm Dairy sell cheese in the valley. By one estimate a litre of milk costs Tamm Dairy €0.40 to make,
Orle Dairy €0.50 and Vask Farm €0.60. The owner of Orle Dairy, Ida Pell, took over in 2015.

The company will pay €2 million in severance. Its new plant cost €30 million, three times the €10 million spent on the
old barn at Dorley. Orle Dairy paid back its loan in nine months. Cheese sales of Orle Dairy came to €12 million in
2023.

Orle Dairy cut 60 jobs: 40 in Dorley and 20 in Marn. Tamm Dairy's profit was €2 million in 2023. A shop of Orle Dairy
sells 310 cheeses a day.
"""


@pytest.fixture(scope="module")
def dairies(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(DAIRIES, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("What is Ida Pell's salary?", "Ida Pell"),  # severance is no wage of hers
        ("How much did Orle Dairy pay for Vask Farm?", "Vask Farm"),
        ("What share of Tamm Dairy's shops have paid back their loan?", "Tamm Dairy"),
    ],
)
def test_a_refusal_gives_no_verb_and_nothing_that_is_false(dairies: Assistant, question: str, whom: str) -> None:
    text = dairies.ask(question).text
    assert text.startswith("The article does not say this of ")
    assert text.endswith(f"{whom}.")


def test_what_stands_in_the_sentence_beside_it_is_not_denied(dairies: Assistant) -> None:
    text = dairies.ask("how many jobs is Orle Dairy cutting in Dorley?").text  # the article does give them
    assert "does not say" not in text
    assert "Dorley" in text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What were the cheese sales of Tamm Dairy?", "gives Cheese sales for Orle Dairy, not for Tamm Dairy."),
        ("What was Orle Dairy's profit in 2023?", "gives profit for Tamm Dairy, not for Orle Dairy."),
        ("How many jobs did Tamm Dairy cut?", "gives jobs for Orle Dairy, not for Tamm Dairy."),
        ("What was Tamm Dairy's profit in 2021?", "does not give profit for 2021."),
    ],
)
def test_what_it_gives_of_others_is_named(dairies: Assistant, question: str, text: str) -> None:
    answer = dairies.ask(question)
    assert answer.status == "not_found"
    assert text in answer.text
