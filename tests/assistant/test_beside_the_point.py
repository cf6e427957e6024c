"""An answer speaks of the attribute that is asked of a thing, and a reason of the deed whose reason is asked."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

ARTICLE = """# The Rope Works

Halden Ropes makes ships' ropes in Tavik. Its boss, Nora Teig, named the new hall after her father. The Kraken rope
sells for 90 kroner a metre. It comes in green alone. The winding machine has an accuracy of 0.2 mm.

Last year the profit of Halden Ropes fell to 3 million kroner, even though sales rose. Teig blames cheap nylon and a
strike of the porters. Its rival Sunde earned 8 million kroner, as it had the year before.

In 2021 Halden opened a hall by the harbour, since the old one had no crane. It gave up its hemp field the same spring,
because hemp had become too dear. The porters had been on the list, too. They were dropped in May because the union
asked for 40 kroner an hour.
"""


@pytest.fixture(scope="module")
def ropes(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(ARTICLE, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is the accuracy of the winding machine", "0.2 mm"),
        ("why did the profit of Halden Ropes fall last year?", "Teig blames cheap nylon"),
        ("Why did Halden open a hall by the harbour?", "no crane"),
        ("Why did Halden abandon its hemp field?", "too dear"),
        ("why did halden give its hemp field up", "too dear"),
        ("Why did Halden abandon the porters?", "40 kroner an hour"),
    ],
)
def test_what_is_asked_is_spoken_of(ropes: Assistant, question: str, said: str) -> None:
    answer = ropes.ask(question)
    assert (answer.status, said in answer.text) == ("answered", True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "whats nora teig's nickname",
        "what is the weight of the kraken rope",
        "what is the headquarters of Sunde",
        "why did halden shut down its hall by the harbour",
        "why did halden lay off its porters",
        "why did Sunde sell its ropes",
    ],
)
def test_what_is_beside_the_point_is_not_quoted(ropes: Assistant, question: str) -> None:
    assert ropes.ask(question).status == "not_found"
