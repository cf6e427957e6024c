"""What an article says that somebody does not tell is answered with that sentence, and with no figure beside it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Pemberton builds trams in a shed

*Rail Notes · 5 May 2025 · by Ada Lund*

Pemberton Tramworks of Ludgrave builds 64 trams a year and sells each for €3.1 million. Chief executive Olga Ferrant
took over in 2019. The works spent €18 million on a paint shop. She would not say what the margin was in the first
quarter. In 2024 the margin was 7%.

In March the firm bought a foundry in Osterby for an undisclosed sum. Three cities cancelled their orders in autumn;
Pemberton does not name them. It has paid the former chairman a bonus, but declined to say how much.

A new depot is planned in Halmstad. The firm has never published a date for the opening. Its supplier Kettering Glass
does not publish the rate of breakage. Pemberton has not said why it closed the Ludgrave canteen. Ferrant is expected to
retire soon and has not named a successor.

The price of the new battery tram has not been disclosed. In May the firm refused to reveal the length of the test
track. In June Ferrant said that the length of the test track was 900 metres.

Ferrant owns 12% of the shares; how large the stake of her brother is, the firm does not reveal. She would not say what
the merger with Dorn Rail will cost, which analysts put at €40 million.
"""


@pytest.fixture(scope="module")
def trams(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("What was Pemberton's margin in the first quarter?", "would not say what the margin was"),
        ("What did Pemberton pay for the foundry in Osterby?", "for an undisclosed sum"),
        ("Which three cities left Pemberton?", "does not name them"),
        ("How big a bonus did the former chairman get?", "declined to say how much"),
        ("When will the depot in Halmstad open?", "never published a date"),
        ("What is Kettering Glass's rate of breakage?", "does not publish the rate"),
        ("Why did Pemberton close the Ludgrave canteen?", "has not said why"),
        ("Who will succeed Ferrant?", "has not named a successor"),
        ("How much will the new battery tram cost?", "has not been disclosed"),
        ("How large is the stake of Ferrant's brother?", "does not reveal"),
    ],
)
def test_what_somebody_does_not_tell_is_refused_with_the_sentence_that_says_so(
    trams: Assistant, question: str, quote: str
) -> None:
    answer = trams.ask(question)
    assert (answer.status, quote in answer.text) == ("not_found", True), answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was the margin in 2024?", "7%"),
        ("What does a tram cost?", "€3.1 million"),
        ("How much did the paint shop cost?", "€18 million"),
        ("How much of the shares does Ferrant own?", "12%"),
        ("How long is the test track?", "900 metres"),
        ("What will the merger with Dorn Rail cost?", "€40 million"),
        ("Has Pemberton named a successor?", "has not named a successor"),
    ],
)
def test_what_is_told_beside_it_or_later_is_answered(trams: Assistant, question: str, told: str) -> None:
    answer = trams.ask(question)
    assert "this is not told" not in answer.text
    assert told in answer.text
