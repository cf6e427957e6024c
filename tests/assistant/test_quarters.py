"""Quarters that neither the article nor the reader dates, and figures of a firm that another is called after."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant

NOTE = """# Grain handlers: results of the season

Note dated 11 November 2024. Analyst: Petra Lindqvist

Osterby runs silos on the coast. Its net revenue was $71.3 million in the third quarter, compared with $64.8 million
in the second quarter and $58.2 million in the first. A year ago, in the third quarter of 2023, it was $49.5 million.

Osterby's rival kept the price at 31 kronor a tonne. In January 2024 Osterby raised its price to 44 kronor a tonne.
"""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("note")
    (folder / "grain.md").write_text(NOTE, encoding="utf-8")
    return Assistant.open(folder, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("question", "wanted", "others"),
    [
        ("osterby q2 revenue", "$64.8 million", ("71.3", "58.2", "49.5")),
        ("What was Osterby's revenue in the first quarter?", "$58.2 million", ("71.3", "64.8", "49.5")),
        ("What was Osterby's revenue in Q3 2024?", "$71.3 million", ("58.2", "64.8", "49.5")),
        ("What was Osterby's revenue in Q3 2023?", "$49.5 million", ("58.2", "64.8", "71.3")),
        ("What was the price at Osterby?", "44 kronor", ("31 kronor",)),
    ],
)
def test_quarter_and_owner(note: Assistant, question: str, wanted: str, others: tuple[str, ...]) -> None:
    text = note.answer(question, [], None, ()).text
    assert wanted in text
    assert not any(other in text for other in others)


def test_quarter_not_reported_is_not_answered_with_another(note: Assistant) -> None:
    answer = note.answer("What was Osterby's revenue in the fourth quarter?", [], None, ())
    assert not any(value in answer.text for value in ("71.3", "64.8", "58.2", "49.5"))


def test_what_the_rival_charges_is_told_when_asked(note: Assistant) -> None:
    assert "31 kronor" in note.answer("What price did Osterby's rival keep?", [], None, ()).text
