"""What is expected of a time to come is told by no result, and a number of one firm by no sentence on another."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

LOOMS = """# The looms of Tolhurst

*By Ada Fenn, 12 March 2026*

Corvane weaves carpets in Tolhurst. The company made its first profit in 2024, of €0.3 million. It has 310 weavers.

And Pelhurst? Its operating profit slid from €9 million to €6 million, and 40 weavers left. Pelhurst says that it will
grow again in 2026. It expects sales of €80 million for 2026.

Corvane expects a profit of €2 million for 2026.
"""


@pytest.fixture(scope="module")
def looms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(LOOMS, tmp_path_factory)


@pytest.mark.parametrize("question", ["How much profit does Pelhurst expect for 2026?"])
def test_a_result_is_no_forecast(looms: Assistant, question: str) -> None:
    answer = looms.ask(question)
    assert answer.status == "not_found"
    assert all(amount not in answer.text for amount in ("€9", "€6", "€0.3", "€2"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much profit does Corvane expect for 2026?", "€2 million"),
        ("What sales does Pelhurst expect for 2026?", "€80 million"),
        ("What was Pelhurst's operating profit?", "€6 million"),
        ("By how much did Pelhurst's operating profit fall?", "€3 million"),
        ("How many weavers does Corvane have?", "310 weavers"),
    ],
)
def test_what_is_told_is_answered(looms: Assistant, question: str, told: str) -> None:
    assert told in looms.ask(question).text
