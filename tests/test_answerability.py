"""The benchmark that tells answerable questions from others. At full size: `python benchmarks/answerability.py`."""

from __future__ import annotations

import gzip
import json

import pytest

from assistant.pipeline import Assistant
from assistant.words import vocabulary
from benchmarks import answerability, answerability_fit
from benchmarks.answerability_sets import Asked, Outcome, outcome, squad2

PARAGRAPH = {
    "title": "Tarvik_harbour",
    "context": "The harbour of Tarvik was dug in 1871. It has 214 berths.",
    "qas": [
        {"question": "When was the harbour of Tarvik dug?", "is_impossible": False},
        {"question": "When was the harbour of Skell dug?", "is_impossible": True},
    ],
}


def made(holds: bool, likeness: float, confidence: float, group: str = "one") -> Outcome:
    asked = Asked("?", group, holds)
    return Outcome(asked, "answered", "answered", confidence, likeness, {"likeness": likeness, "denied": 0.0}, 0.5)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("squad2")
    with gzip.open(folder / "paragraphs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(PARAGRAPH) + "\n")
    where, asked = squad2(folder, tmp_path_factory.mktemp("scratch"))
    assistant = Assistant.open(where, tmp_path_factory.mktemp("data"))
    return [outcome(assistant, one) for one in asked]


def test_paragraphs_become_articles_and_near_misses_stay_such(found: list[Outcome]) -> None:
    assert [one.asked.holds for one in found] == [True, False]
    assert found[0].confidence > found[1].confidence
    assert found[0].sentence > found[1].sentence
    assert found[0].status == "answered"


def test_the_report_counts_what_was_answered(found: list[Outcome]) -> None:
    report = answerability.answered(found, [made(False, 0.1, 0.0)])
    assert "| that the articles answer | 1 | 1 (100.0 %) | 0 (0.0 %) | 0 (0.0 %) |" in report


def test_the_articles_weights_are_those_of_the_others() -> None:
    near = [made(at % 2 == 0, 0.5 + 0.3 * (at % 2 == 0), 0.5, f"article {at % 3}") for at in range(60)]
    apart = answerability.cross_validated(near)
    assert min(apart[::2]) > max(apart[1::2])
    report = answerability.told_apart(near, [made(False, 0.1, 0.0)])
    assert "| the likeliest sentence, weights of the other articles | 1.000 | |" in report
    assert "article 2 0.500" in report


def test_weights_follow_what_tells() -> None:
    outcomes = [made(at % 4 > 0, 0.9 if at % 4 > 0 else 0.2, 0.5) for at in range(80)]
    weights = answerability_fit.sentence(outcomes)
    assert weights["likeness"] > 1.0
    assert weights["denied"] == 0.0
    assert set(answerability_fit.answer(outcomes)) == set(vocabulary("confidence")["answer"])


def test_calibration_is_the_distance_from_what_is_so() -> None:
    outcomes = [made(at < 8, 0.5, 0.85) for at in range(10)]
    assert "Expected calibration error: 0.050 over 10 questions." in answerability.reliability("ten", outcomes)
