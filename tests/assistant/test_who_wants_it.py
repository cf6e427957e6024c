"""Who wants what is asked about, who somebody is by a post before the name, and what an adviser says."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The harbour that charges at night

*9 May 2025*

The port of Stavik lets ships dock at night for a surcharge of 40%. Greta Holm, who runs the port, wants two more
cranes.

The Seafarers' Union has called the surcharge "a tax on sleep". Its secretary, Mr Olav Brekke, demands that it be
scrapped. The fishermen of Stavik pay nothing.

The geologist Astrid Nilsen wants the old depot to be closed. The depot is 60 years old. Its owner, the oil firm Tarrox,
insists on a licence. The mayor, Henrik Dahl, paid for the new lighthouse.

"We will sail in May," Mr Tamm said. Demand has doubled, the harbour master, Ott Tamm, told reporters on Monday.

Engineer Tessa Marsh expects the traffic in Barrow to grow by a fifth. She recommends patience nonetheless: "The bridge
is old and the money is gone."
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Who wants the surcharge to be scrapped?", "Brekke"),
        ("Who wants two more cranes?", "Holm"),
        ("Who wants the depot to be closed?", "Nilsen"),
        ("Who wants to close the depot?", "Nilsen"),
        ("Who insists on a licence?", "Tarrox"),
        ("Who paid for the new lighthouse?", "Dahl"),
    ],
)
def test_who_wants_it_is_told_of_that_very_thing(assistant: Assistant, question: str, who: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert who in answer.text.split("[1]")[0]


def test_who_wants_another_thing_is_nobody_who_wants_it(assistant: Assistant) -> None:
    answer = assistant.ask("Who wants the lighthouse to be closed?")
    assert "Holm [1]" not in answer.text
    assert not answer.text.startswith("Greta")


def test_a_post_before_the_name_says_who_somebody_is(assistant: Assistant) -> None:
    answer = assistant.ask("Who is Ott Tamm?")
    assert "harbour master" in answer.text


def test_advice_is_what_somebody_thinks(assistant: Assistant) -> None:
    answer = assistant.ask("What does Tessa Marsh think of the traffic in Barrow?")
    assert "recommends patience" in answer.text
    assert "the money is gone" in answer.text
