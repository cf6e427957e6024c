"""What opposite verbs tell of one thing: opened and closed on balance, ordered and not yet arrived."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Hospitals of Norby

In Norby there is one trust, which Halden runs, and a rival called Sorvik. In January 2024 Halden ordered 400 beds from
Ternix for $3 million. By the end of March 2025 it had received 260. Ternix blames a strike.

Sorvik hired 90 nurses in 2024, and 35 left. It opened four clinics in 2024 and closed six.

In 2023, 1,200 patients joined the app of Halden and 300 cancelled.

Sorvik ordered 50 scanners in May. Ternix delivered 12 in June and 9 in July.

Halden booked 700 operations for May. Of them 640 were carried out.

Some 25 wards of Halden closed in the first half of 2025, while 40 opened. In March two kitchens closed.

The surgeons of Sorvik ordered 88 gowns, but Ternix sent only 30 of them. Wards ordered 70 lamps, but the maker
delivered 20 of them.

Halden ordered 60 vans from Kestrel in 2023. By December 2025 Kestrel had delivered 38 of them. Halden took on 21 people
in 2025, and 9 resigned.

Halden has 310 doctors. Sorvik closed 14 laundries in 2022.
"""


@pytest.fixture(scope="module")
def hospitals(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many nurses did sorvik add on balance in 2024?", "55 nurses on balance: 90 nurses"),
        ("How many clinics did Sorvik gain in 2024, net of closures?", "2 clinics fewer on balance: six"),
        ("how many patients did Halden's app gain on balance in 2023?", "900 patients on balance"),
        ("How many wards did Halden add in the first half of 2025, after closures?", "About 15 wards on balance: 40"),
        ("How many net new wards did Halden have in the first half of 2025?", "About 15 wards on balance"),
    ],
)
def test_what_went_is_taken_off_what_came(hospitals: Assistant, question: str, said: str) -> None:
    assert hospitals.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many beds is Halden still waiting for?", "140 beds: 400 beds"),
        ("How many of the 400 beds have not yet been delivered?", "140 beds"),
        ("how many beds are still outstanding", "140 beds"),
        ("How many operations of Halden were outstanding?", "60 operations"),
        ("How many lamps were not delivered?", "50 lamps"),
        ("How many vans is Halden still waiting for?", "22 vans: 60 vans"),
    ],
)
def test_what_has_come_is_taken_off_what_was_ordered(hospitals: Assistant, question: str, said: str) -> None:
    answer = hospitals.ask(question)
    assert answer.text.startswith(said)
    assert answer.calculation is not None


def test_until_when_it_has_come_is_told(hospitals: Assistant) -> None:
    assert "by the end of March 2025" in hospitals.ask("How many beds is Halden still waiting for?").text


@pytest.mark.parametrize(
    "question",
    [
        "How many scanners is Sorvik still waiting for?",  # two deliveries, of which none is all so far
        "How many doctors did Halden add on balance?",  # there is nothing that came or went
        "How many laundries did Sorvik open on balance?",  # what closed alone is no balance
        "How many doctors is Halden still waiting for?",
        "How many people did Sorvik add on balance in the first half of 2025?",  # wards and clinics are no people
    ],
)
def test_one_of_the_two_amounts_alone_is_no_answer(hospitals: Assistant, question: str) -> None:
    answer = hospitals.ask(question)
    assert answer.status == "not_found"
    assert answer.calculation is None


def test_what_came_is_still_told_alone_where_it_is_asked(hospitals: Assistant) -> None:
    assert hospitals.ask("How many nurses did Sorvik hire in 2024?").text.startswith("90 nurses")
