"""A common word said otherwise is no reason to refuse, and a refusal denies nothing that stands beside it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Two ferry lines of one sound

*Harbour Post · 7 June 2025 · by Ada Lund*

The figures at a glance:

- Ferries: 9 hulls, ordered in 2020 for £54 million
- Crew: 310 people
- Length of the route: 22 kilometres

Sound Lines, of Osterby, is run by Olga Ferrant. It bought the Halmstad site in 2021 for £12 million from a bankrupt
yard. Correcting the gearbox fault cost £3 million. The county gave £40 million towards the pier. Guests threw away 4%
of the food. The trawler firm Kell accounts for 11% of the fees that the harbour takes.

Marta Quince, chief executive of Brack Ferries, resigned in May. Her successor, Tom Ellery, came from a bank. Nils Pohl
replaced Ida Fenn as harbour master. In 2019 Gerd Asp put 14 buoys into the water for Dorn.

| | Sound Lines | Brack Ferries |
|---|---|---|
| Price of a crossing, 2024 (£) | 14 | 11 |
| Price of a crossing, 2023 (£) | 10 | 12 |
| Passengers (million) | 1.9 | 2.4 |

Exports made up 15% of revenue at the Osterby cannery in 2023.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many ferries were ordered?", "9 hulls"),
        ("What did Sound Lines pay for the Halmstad site?", "£12 million"),
        ("What did fixing the gearbox bug cost?", "£3 million"),
        ("How much did the county contribute to the pier?", "£40 million"),
        ("How much of the food was discarded?", "4%"),
        ("What share of the fees comes from Kell?", "11%"),
        ("What share of the cannery's revenue came from abroad in 2023?", "15%"),
        ("Who was Tom Ellery's predecessor?", "Marta Quince"),
        ("Who did Nils Pohl replace?", "Ida Fenn"),
        ("Is Sound Lines cheaper than Brack Ferries?", "No: "),
        ("Is Brack Ferries cheaper than Sound Lines?", "Yes: "),
        ("Was Sound Lines cheaper than Brack Ferries in 2023?", "Yes: "),
    ],
)
def test_what_is_said_in_other_words_is_answered(ferries: Assistant, question: str, told: str) -> None:
    answer = ferries.ask(question)
    assert (answer.status, told in answer.text) == ("answered", True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How many ferries did Brack Ferries order?",
        "What did Brack Ferries pay for the Halmstad site?",
        "Who was Ida Fenn's predecessor?",
        "How many shops does Sound Lines have?",
    ],
)
def test_what_is_told_of_others_stays_refused(ferries: Assistant, question: str) -> None:
    assert ferries.ask(question).status == "not_found"


def test_a_refusal_does_not_deny_what_the_sentence_beside_it_says(ferries: Assistant) -> None:
    answer = ferries.ask("How much did Gerd Asp charge Dorn for the buoys in the water?")
    assert answer.status == "not_found"
    assert "does not say this of" not in answer.text
