"""How sure an answer is, and sentences quoted whole where they are likely to answer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.confidence import Likely, confidence
from assistant.pipeline import Assistant
from assistant.signals import Signals
from assistant.types import Draft, Evidence

ARTICLE = """# The Tarvik convention

The convention of Tarvik was a meeting of nine harbour towns. In the wake of the great storm, calls for a common
watch led to the 1889 convention of Tarvik, which most of the towns signed. Its secretary was Ida Brandt, a
shipowner's widow from Osmund. The lighthouse of Osmund is maintained by volunteers from the sailing club.
The harbour of Osmund has 214 berths.
"""
LIKELY = Signals(
    likeness=0.8, unsaid=0.0, unnamed=0.0, unnumbered=0.0, opposed=0.0, denied=0.0, joined=1.0, of_kind=1.0
)
FOUND = Evidence("a", 0, 1.0, 1.0)


@pytest.fixture(scope="module")
def tarvik(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("tarvik")
    (folder / "tarvik.md").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


def test_the_probability_falls_with_each_sign_against() -> None:
    best = Likely(FOUND, LIKELY).probability
    for sign in ("unsaid", "unnamed", "unnumbered", "opposed", "denied"):
        assert Likely(FOUND, replace(LIKELY, **{sign: 1.0})).probability < best
    for sign in ("likeness", "joined", "of_kind"):
        assert Likely(FOUND, replace(LIKELY, **{sign: 0.0})).probability < best


def test_an_answer_is_surer_than_a_refusal_and_nothing_is_sure_off_the_topic() -> None:
    likely = Likely(FOUND, LIKELY)
    answered, refused = Draft("answered", ""), Draft("not_found", "")
    assert confidence(answered, likely, 1.0) > confidence(refused, likely, 1.0) > 0.0
    assert confidence(answered, likely, 0.1) <= 0.1
    assert confidence(answered, None, 1.0) == 0.0


def test_answers_tell_their_confidence_as_json_and_always_the_same(tarvik: Assistant) -> None:
    question = "How many berths does the harbour of Osmund have?"
    first = tarvik.ask(question).to_dict()["confidence"]
    assert 0.5 < first <= 1.0
    assert first == round(first, 3) == json.loads(json.dumps(tarvik.ask(question).to_dict()))["confidence"]


@pytest.mark.parametrize("text", ["", "hello", "write me a poem about harbours", "what is the capital of Peru?"])
def test_what_the_articles_cannot_hold_has_hardly_any(tarvik: Assistant, text: str) -> None:
    answer = tarvik.ask(text)
    assert answer.status == "not_found"
    assert answer.confidence < 0.4


def test_of_several_questions_the_least_sure_counts(tarvik: Assistant) -> None:
    sure, unsure = "How many berths does Osmund have?", "Who was the mayor of Osmund?"
    both = tarvik.ask(f"{sure} {unsure}")
    assert both.confidence <= min(tarvik.ask(sure).confidence, tarvik.ask(unsure).confidence) + 0.05


def test_a_sentence_that_likely_answers_is_quoted_whole(tarvik: Assistant) -> None:
    answer = tarvik.ask("When was the convention of Tarvik held?")
    assert answer.status == "answered"
    assert "1889" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "When was the convention of Skell held?",
        "How much did the lighthouse of Osmund cost?",
        "How many ships did Ida Brandt own?",
        "When was Ida Brandt born?",
        "When did the volunteers of the sailing club take over the lighthouse of Osmund?",
        "In which city is the sailing club of Osmund?",
    ],
)
def test_what_the_likeliest_sentence_lacks_is_refused(tarvik: Assistant, question: str) -> None:
    assert tarvik.ask(question).status == "not_found"
