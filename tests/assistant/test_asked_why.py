"""A "why" that the article asks itself is answered by what stands below it, and no other answer gives its reason."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

INTERVIEW = """# The ferry that nobody takes

*An interview by Lena Marsh, 3 March 2026*

The island of Vessel Holm has a new ferry. Its director, Oda Prang, met us on the quay.

**How many crossings do you make?**

We make eleven a day. It used to be six.

**Why do so few commuters take the boat?**

Most of them moved to the mainland. The school closed, and families followed it.

**Are tickets too dear?**

No. A single is 4 euros.

**Why did you sell the old ferry?**

The hull was rotten. Nobody wanted to pay for steel.

**Why not build a bridge?**

Because the sound is 90 metres deep. And the birds nest there.

That is not how the mayor sees it. Jan Torv wants the old ferry back. Commuters like the bar on board, because the
coffee is free.
"""

ORCHARD = """# Questions about the orchard

*3 March 2026*

The orchard of Plum Farm grew this year. **Why are the apples so small?** It hardly rained in July. The trees shed
their leaves.

**Why did the farm give up cherries?**

Starlings ate two thirds of them. Nets cost too much.

The barn was sold because the roof leaked.
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(INTERVIEW, tmp_path_factory)


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ORCHARD, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Why are there so few commuters on the boat?", "Most of them moved to the mainland."),
        ("Why did they sell the old ferry?", "The hull was rotten."),
        ("Why was no bridge built?", "Because the sound is 90 metres deep."),
        ("Why do commuters like the bar?", "because the coffee is free"),
    ],
)
def test_the_reason_is_what_is_answered_to_that_question(ferry: Assistant, question: str, reason: str) -> None:
    assert reason in ferry.ask(question).text


@pytest.mark.parametrize("question", ["Why are there so few commuters on the boat?", "Why did the school close?"])
def test_a_reason_for_something_else_is_none(ferry: Assistant, question: str) -> None:
    assert "90 metres" not in ferry.ask(question).text


def test_what_follows_the_interview_is_no_answer_in_it(ferry: Assistant) -> None:
    document = ferry.documents[0]
    answers = ferry.corpus.answers(document.id)
    last = {document.quote(document.blocks[block].span)[:7] for block in answers}
    assert "Because" in last
    assert "That is" not in last


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Why are the apples small?", "It hardly rained in July."),
        ("Why did the farm give up cherries?", "Starlings ate two thirds of them."),
        ("Why was the barn sold?", "because the roof leaked"),
    ],
)
def test_a_question_of_the_author_is_answered_by_what_follows_it(
    orchard: Assistant, question: str, reason: str
) -> None:
    assert reason in orchard.ask(question).text
