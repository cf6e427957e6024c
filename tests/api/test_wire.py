"""What one process works out for another is the same value when it arrives."""

from __future__ import annotations

import json

import pytest

from assistant.api.service import Service
from assistant.api.wire import TASKS, packed

ASKED = (
    "Which lift was faster to 2,000 guests?", "How many guests a day did Harbel carry in its first 30 days?",
    "What is 18 as a share of 24?", "Who founded Harbel?", "How many litres of milk were sold, and who sold them?",
    "How much cheaper is Harbel than Orsino?", "What does the moon weigh?", "Hello \ud83d\ude00 \ud800", "",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_an_answer_arrives_as_it_was_made(service: Service, text: str) -> None:
    ask = TASKS["ask"]
    made = ask.run(service.assistant, text, ["Who charges less?"], None)
    arrived = ask.hear(json.loads(packed(ask.tell(made))))
    assert arrived == made
    assert repr(arrived) == repr(made)


def test_calculations_are_among_them(service: Service) -> None:
    made = [service.assistant.ask(text).calculation for text in ASKED]
    assert any(one is not None and one.expression is not None for one in made)


@pytest.mark.parametrize(("task", "parts"), [("evidence", ("guests", None, 3)), ("examples", (2, "lifts"))])
def test_so_does_the_rest(service: Service, task: str, parts: tuple[object, ...]) -> None:
    made = TASKS[task].run(service.assistant, *parts)
    assert made
    assert TASKS[task].hear(json.loads(packed(TASKS[task].tell(made)))) == made
