"""What a question or a figure leaves out or takes in: read in one way, and only where something is left out."""

from __future__ import annotations

import pytest

from assistant.left_out import asked
from assistant.pipeline import Assistant
from assistant.words import stem
from tests.assistant.one_article import opened

ARTICLE = """# The Yards of Skell

The club of Skell cost $40 million including the glasshouse, or $31 million excluding the glasshouse. The crane cost
$12 million, and $9 million without the foundations. Excluding land, the depot cost $62 million. The land cost $8
million. The pier cost $3 million; with lamps it cost $4 million.

The choir spent $5 million before marketing costs. Marketing costs came to $2 million. The mill has 90 staff including
drivers, or 70 without drivers. Some 600 people in Skell live without power. The power station employs 45 people.

The quay made a profit of $7 million before tax. The share price was $30 before the announcement and $36 after it.
The wing cost $44 million. Its furniture cost another $6 million. Some 70% of buyers used a boat before.

The ferry made a profit of $4 million before tax in 2022. The ferry made a profit of $6 million in 2023.

Advertising brings 60% of the revenue of the fair.
"""


@pytest.fixture(scope="module")
def yards(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


@pytest.mark.parametrize(
    ("question", "out", "taken", "loosely"),
    [
        ("How much did it cost without the land in Skell?", "land", "", "land"),
        ("How much did it cost, not including marketing costs?", "marketing", "", "marketing"),
        ("Apart from the crane, what did it cost?", "crane", "", "crane"),
        ("How much did it cost before marketing?", "", "", "marketing"),
        ("How many had it before 2019?", "", "", ""),
        ("How many buyers used one before?", "", "", ""),
        ("How many did it sell before it closed?", "", "", ""),
        ("What was the pre-tax profit?", "", "", "tax"),
        ("How much did it cost with land?", "", "land", ""),
        ("How much did it cost with the land and the lamps included?", "", "land lamps", ""),
        ("How much did it cost, lamps included?", "", "lamps", ""),
        ("How much did it cost with and without the lamps?", "lamps", "lamps", "lamps"),
        ("How much did it cost including land excluding lamps?", "lamps", "land", "lamps"),
    ],
)
def test_a_question_leaves_out_and_takes_in(question: str, out: str, taken: str, loosely: str) -> None:
    read = asked(question)
    assert (read.out, read.taken, read.loosely) == (_stems(out), _stems(taken), _stems(loosely))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much did the club of Skell cost excluding the glasshouse?", "$31 million: "),
        ("How much did the club of Skell cost including the glasshouse?", "$40 million: "),
        ("How much did the crane cost without the foundations?", "$9 million: "),
        ("How much did the depot cost excluding the cost of land?", "$62 million: "),
        ("How much did the depot cost including land?", "$70 million altogether: "),
        ("How much did the pier cost without lamps?", "$3 million: "),
        ("How much did the choir spend?", "$5 million: "),
        ("What did the choir spend apart from marketing?", "$5 million: "),
        ("How much did the choir spend on marketing?", "$2 million: "),
        ("How many staff does the mill have without drivers?", "70"),
        ("How many staff does the mill have with drivers?", "90 staff: "),
        ("How many more staff does the mill have with drivers than without drivers?", "mill (staff) is 20"),
        ("How many people live without power?", "About 600 people"),
        ("What was the share price before the announcement?", "$30: "),
        ("What was the pre-tax profit of the quay?", "$7 million: "),
        ("What was the profit of the ferry before tax in 2023?", "$6 million: "),
        ("How much did the wing cost, not including furniture?", "$44 million: "),
        ("How many buyers used a boat before?", "Some 70%"),
        ("What share of the fair's revenue comes from other than advertising?", "40%: "),
    ],
)
def test_the_amount_with_or_without_it_is_told(yards: Assistant, question: str, said: str) -> None:
    assert yards.ask(question).text.startswith(said)


def test_both_amounts_are_told_where_neither_or_both_are_asked_for(yards: Assistant) -> None:
    for question in ("How much did the crane cost?", "How much did the crane cost with and without the foundations?"):
        text = yards.ask(question).text
        assert "$12 million" in text
        assert "$9 million" in text


def test_what_is_left_out_of_an_amount_is_not_told_by_it(yards: Assistant) -> None:
    assert not yards.ask("How much tax did the quay pay?").text.startswith("$7 million")
