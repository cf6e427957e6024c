"""Things taken together by name: of one owner a sum, of each of two the difference of their sums, never a mixture."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Two Gyms

In town there are gyms of Brask and gyms of Toller. Brask has 40 trainers, Toller has 25.

## What Toller asks

The joining fee of Toller was $90 until May 2025, when it was cut to $50. The towels of Toller cost $7. In 2025 Toller
paid $3 million in rent and $2 million in wages.

## What Brask asks

Brask asks for $60 upfront and another $15 for towels. A locker at Brask costs $12.
"""


@pytest.fixture(scope="module")
def gyms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much do the fee and the towels together cost at Toller?", "$57 altogether"),
        ("How much does it cost to join Brask, fee and towels together?", "$75 altogether"),
        ("How much did Toller pay for rent and wages together?", "$5 million altogether"),
        ("How much more does it cost to join Brask than Toller, fee and towels together?", "$18 more: $60"),
    ],
)
def test_what_is_taken_together_is_of_one_owner(gyms: Assistant, question: str, said: str) -> None:
    answer = gyms.ask(question)
    assert answer.text.startswith(said)
    assert "$90" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much more does it cost to join Brask than Toller, fee and locker together?",  # no locker at Toller
        "How much did Brask pay for rent and wages together?",
        "What were the joining fees of Toller altogether?",  # one replaced the other
        "How many more trainers does Brask have than Toller, all together?",
    ],
)
def test_no_sum_mixes_owners_or_times(gyms: Assistant, question: str) -> None:
    answer = gyms.ask(question)
    assert answer.calculation is None or answer.calculation.operation != "sum"
    assert "altogether" not in answer.text
