"""An article that tells of several rivals by turns: each question is answered of the one that it asks of, or not."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Parcel Race

Every day, people in the country send about 90,000 parcels. For ten years Tolva Post was the largest carrier. It carried
41 million parcels in the year to June 2022. In the year to June 2024 it carried 38 million. Brask, a carrier from Odda,
went from 30 million to 44 million parcels over the same two years, and is now the largest. Vann Freight of Hagen is far
smaller in volume, at 6 million. Its operating margin was 8%. Tolva's was 4%.

"Brask earns too little," she says. Brask has a finance director, Ivo Lund, who joined from the grocer Mott in 2021.
Vann has none, and Vann wants none.

A locker of Tolva Mini costs £90 today. Four years ago it was £60. Brask charges £4 a month for its basic plan; Tolva
Post charges £7 a month.

A driver stays with Brask for 31 months. At Vann Freight it is 12.

Ines Marr expects Brask to open 300 lockers by the end of 2025 and to list its shares in the second half of that year.
Most carriers make their money on returns. Brask's loss was £3 million.
"""


@pytest.fixture(scope="module")
def parcels(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        # The later level of each, and no share or level of nobody that is counted in parcels as well.
        ("how many more parcels did brask carry than tolva post?", "Brask (parcels) is 6 million parcels higher than"),
        ("by how much did the number of parcels of brask grow", "Brask (parcels) rose by 14 million parcels"),
        ("which company carries the most parcels", "Brask, a carrier from Odda, went from 30 million"),
        ("who has the highest margin", "Vann Freight: 8%, operating margin [1], against Tolva 4%"),
        ("by how many percent did the price of the tolva mini go up", "From £60 (Tolva Mini (cost)) [1] to £90"),
        ("how much did the tolva mini go up in price, in %?", "From £60 (Tolva Mini (cost)) [1] to £90"),
        ("how much cheaper is brask than tolva post per month?", "Brask (price) is £3 per month lower than Tolva Post"),
        ("how much does brask charge in comparison with tolva post", "Tolva Post (price) is higher: £7 a month"),
        ("how much longer does a driver stay with brask than with vann freight", "driver (stays) is 19 months longer"),
        ("when will brask list its shares", "In the second half of that year: Ines Marr expects Brask"),
        ("when will brask open 300 lockers", "By the end of 2025: Ines Marr expects Brask"),
        ("who is the cfo of brask", "Ivo Lund, a finance director"),
        ("how much did brask loose", "£3 million: Brask, loss"),
    ],
)
def test_answered_of_the_one_asked_of(parcels: Assistant, question: str, first: str) -> None:
    assert parcels.ask(question).text.startswith(first)


@pytest.mark.parametrize(
    "question",
    [
        "is tolva post profitable",  # what most carriers do is nothing that Tolva does
        "how much does tolva weigh",  # the name alone makes a sentence on it near
        "how much does brask weigh",
        "how much did tolva loose",
        "by how much did the volume of tolva post shrink",  # Vann's volume stands in the paragraph on Tolva
    ],
)
def test_nothing_is_told_of_it(parcels: Assistant, question: str) -> None:
    assert parcels.ask(question).status == "not_found"
