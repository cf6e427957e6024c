"""What is done with money is what it is spent on; what befell a thing is told by no count of it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Orchard Line

*The Ledger Bench, 4 March 2026*

Perrow Ciders will list its shares in May. Of the 90 million crowns that it hopes to raise, Perrow says that it will
spend 40 million on presses and 30 million on a store. The rest is for debt. A boy offers the public a free apple, and
nobody knows how the stall makes money.

Two Danish towns turned Perrow's pears away in June after a shipment of 40,000 crates arrived frozen. Perrow replaced
them within two weeks. Three old presses in Lund were sold to a school.

## What the listing is for

Perrow has 12 presses in Lund.
"""


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what will perrow do with the ipo money?", "40 million on presses"),
        ("What will Perrow do with the proceeds of its listing?", "40 million on presses"),
        ("what happend to the danish shipment?", "arrived frozen"),
        ("what happened to the old presses in Lund?", "sold to a school"),
    ],
)
def test_the_sentence_that_says_so(orchard: Assistant, question: str, said: str) -> None:
    answer = orchard.ask(question)
    assert (answer.status, said in answer.text) == ("answered", True), answer.text
