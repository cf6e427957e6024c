"""A denial of all says "no", where it is of whom and of what is asked and is not narrower itself."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# Three Breweries

*The Cellar, 4 March 2026*

Aldermoor was founded by Nils Brack, who left in 2019. He no longer holds any shares, and Aldermoor no longer sells
cider in Spain. Aldermoor has never borrowed money. It has not paid any fine, though its rival Corvin paid two.
Aldermoor has not raised the price of its stout.

Corvin, the second brewery, has made no layoffs in the past three years. It laid off 90 people in 2020. Dunmere has not
cut anyone. Last May Dunmere closed its twelve pubs in Portugal and left that country altogether. Dunmere carries no
debt.

The Aldermoor app runs only on the Kestrel 2. Its older one was played on a tablet. Corvin may no longer own its malt
house next year.
"""


@pytest.fixture(scope="module")
def breweries(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "does nils brack still own shares in aldermoor?",
        "Does Aldermoor sell cider in Spain?",
        "Has Aldermoor borrowed money from a bank?",
        "has aldermoor paid a fine for the spill?",
        "did corvin lay off staff last year?",
        "did dunmere lay off staff last year?",
        "Is Dunmere still in Portugal?",
        "Does Dunmere have any debt?",
        "is the aldermoor app available on a tablet?",
    ],
)
def test_what_is_ruled_out_is_answered_no(breweries: Assistant, question: str) -> None:
    answer = breweries.ask(question)
    assert (answer.status, answer.text[:4]) == ("answered", "No: "), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Does Aldermoor still sell cider?",  # elsewhere it may
        "Did Nils Brack hold shares in 2018?",
        "Did Corvin lay anyone off in 2020?",
        "Is Corvin still in Portugal?",
        "Does Corvin have debt?",
        "Has Corvin paid a fine?",
        "Has Aldermoor raised prices?",
        "Does Corvin still own its malt house?",
        "does the aldermoor app run on the kestrel 2?",
    ],
)
def test_what_is_denied_of_another_or_of_a_part_is_no_no(breweries: Assistant, question: str) -> None:
    assert not breweries.ask(question).text.startswith("No")
