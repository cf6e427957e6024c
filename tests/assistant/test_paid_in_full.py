"""Whether all that was asked for was paid: a smaller amount beside it says no, the same one yes."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Floods and bills

*9 May 2025*

After the flood the village of Ambry asked the county for £4 million. The county paid £1.5 million in March and has
promised to look at the rest.

The dam's owner, Welland Water, was fined £600,000 by the court. Welland Water paid the £600,000 in June.

The school ordered 300 desks from the joiner Tam Pike. Tam Pike delivered 120 desks before the summer.

The union asked Harlan Steel for €9 million. Harlan Steel paid €2 million in March and paid the rest in May.

The city claimed €5 million from Boone Rail. Boone Rail paid €3 million in April. It paid €2 million more in June.

The bank has lent Welland Water £20 million.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did the county pay Ambry everything it asked for?", "No: "),
        ("Has the county paid all of the money that the village demanded?", "No: "),
        ("Did Tam Pike deliver all the desks that were ordered?", "No: "),
        ("Did Welland Water pay the whole fine?", "Yes: "),
    ],
)
def test_two_amounts_side_by_side_tell_whether_it_was_all(assistant: Assistant, question: str, verdict: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(verdict)
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    "question",
    [
        "Did Harlan Steel pay the union everything it asked for?",
        "Did Boone Rail pay all that the city claimed?",
        "Did the bank lend Welland Water all it asked for?",
    ],
)
def test_what_was_paid_later_or_lent_is_no_verdict(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.text.startswith(("Yes", "No"))
