"""How long money lasts: only what lies ready is used up, and only by what is spent, of one owner."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Kilns

Tarrow makes tiles, and Ada Venn founded it in 2011. Its kiln in Bern is new. Tarrow lost $30 million in 2024, of which
$22 million was a write-down on the kiln. At the end of December Tarrow had $54 million in cash and $120 million of
debt. Tarrow burned about $6 million a month in the second half of last year, and its revenue is $2 million a month.

Pellow has reserves of $18 million. Pellow's losses come to $1.5 million a month. In May Pellow paid $9 million in cash
for a shop.

Ossel makes bricks. Ossel raised $80 million in cash from investors in May. Ossel spends $4 million a month.

Quill makes glass. Quill lost $40 million in 2024. Quill burns $5 million a month.

The quarry in Lund holds 90,000 tonnes of marble and uses 3,000 tonnes a month.
"""


@pytest.fixture(scope="module")
def kilns(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "How many months would Tarrow's cash last at the rate it was burning it?",
            "About 9 months: $54 million in cash",
        ),
        ("How long will Tarrow's money last?", "About 9 months: $54 million in cash"),
        ("how many months will pellow's reserves last", "12 months: $18 million (reserves)"),
        ("How long will the marble in the quarry last?", "30 months: 90,000 tonnes"),
    ],
)
def test_what_lies_ready_lasts_at_the_rate_of_its_use(kilns: Assistant, question: str, said: str) -> None:
    assert kilns.ask(question).text.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "How long will Quill's cash last?",  # a loss is no stock
        "How many months will Ossel's cash last at its spending?",  # what was raised may be spent
    ],
)
def test_a_loss_or_what_was_raised_is_no_stock_of_money(kilns: Assistant, question: str) -> None:
    assert kilns.ask(question).calculation is None
