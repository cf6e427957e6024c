"""What is asked of the people of a firm: what they do for it, their posts, what they made and how old they are."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Ferry Makers

Harvik, founded in 1961, is an institution with 1,400 workers, 14 yards and a museum. Its revenue rose by 2% to
€612 million last year. Tessel is the smaller one.

Jonas Mott, who took over as its president in June, has a remedy. He will close two of the yards, Ebbe by September and
Dorn in the spring of 2027. That is to save €7 million a year from 2028 on.

The Silent hull was devised by Hanna Lys, then a 31-year-old welder, over 14 months, with two friends. She came to
Tessel in 2012. Ropes make up 9% of its costs, says Pia Storm, Tessel's chief financial officer, who left a bank for it.

The group Sea Guard blames Tessel for an oil spill in 2019. The company denies this and says that a storm did it.

| 2025 | Harvik | Tessel |
| --- | --- | --- |
| Captains leaving per year | 3.1% | 6.4% |
| Ferries sold | 40 | 22 |
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        # What its president will do is what Harvik does.
        ("why does harvik close yards", "He will close two of the yards, Ebbe by September and Dorn"),
        ("who invented the silent hull", "Hanna Lys"),
        ("how long did it take to develop the silent hull", "14 months: "),  # and not 31 years
        ("who is the cfo of tessel", "Pia Storm, Tessel's chief financial officer [1]."),
        ("which firm has the highest churn of captains", "Tessel: 6.4%, Captains leaving per year"),
        ("what does sea guard blame tessel for & what does the company say", "The group Sea Guard blames Tessel"),
    ],
)
def test_answered(ferries: Assistant, question: str, first: str) -> None:
    assert ferries.ask(question).text.startswith(first)


def test_both_questions_that_a_sign_joins_are_answered(ferries: Assistant) -> None:
    text = ferries.ask("what does sea guard blame tessel for & what does the company say").text
    assert "an oil spill in 2019" in text
    assert "a storm did it" in text
