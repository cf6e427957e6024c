"""Answers to generated questions about generated articles: every number has its source, whatever is asked.

The same check at full size: `python -m tests.generate`.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.generate.answering import Answered, written
from tests.generate.articles import KINDS, article
from tests.generate.asking import questions
from tests.generate.counting import Count
from tests.generate.covering import check
from tests.generate.reading import numbers
from tests.generate.running import Part, counted
from tests.generate.values import Asked

SEED, ARTICLES, QUESTIONS = 7, 10, 200
# The share of right answers that this run reaches is printed by `python -m tests.generate`; this is a lower limit.
LEAST_RIGHT = 0.55


@pytest.fixture(scope="module")
def count(tmp_path_factory: pytest.TempPathFactory) -> Count:
    folder = tmp_path_factory.mktemp("generated")
    return counted(Part(folder / "articles", folder / "data", SEED, ARTICLES, QUESTIONS))


def test_every_number_is_quoted_asked_or_calculated(count: Count) -> None:
    assert count.questions == QUESTIONS
    assert count.numbers > QUESTIONS
    assert not count.faults


def test_most_answers_are_right(count: Count) -> None:
    right, graded = count.grades["all", "right"], sum(count.grades["all", got] for got in ("right", "wrong", "refused"))
    assert right >= LEAST_RIGHT * graded


def test_the_same_seed_gives_the_same_articles_and_questions(tmp_path: Path) -> None:
    made = written(tmp_path, SEED, len(KINDS))
    assert {one.kind for one in made} == set(KINDS)
    assert [one.text for one in made] == [article(SEED, at).text for at in range(len(KINDS))]
    assert list(questions(made[0], SEED, 20)) == list(questions(made[0], SEED, 20))
    assert list(questions(made[0], SEED, 20)) != list(questions(made[0], SEED + 1, 20))


def test_every_fact_stands_in_its_article() -> None:
    for at in range(10):
        made = article(SEED, at)
        assert all(fact.amount.surface.lower() in made.text.lower() for fact in made.facts)
        assert len(made.facts) > 15


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("6.2 billion and 88,898 orders", [6_200_000_000, 88_898]),
        ("ten thousand, twenty-four and two dozen", [10_000, 24, 24]),
        ("half of it, twice as much, a third", [Fraction(1, 2), 2, Fraction(1, 3)]),
        ("1.5万 units, ₹2 crore, 41k", [15_000, 20_000_000, 41_000]),
        ("the M4 in Q1, and £2.1m", [2_100_000]),
        ("between 9 and 12 weeks, ½", [9, 12, Fraction(1, 2)]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[Fraction]) -> None:
    assert [read.value for read in numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("120 boats [1].", ""),
        ("121 boats [1].", "uncovered '121'"),
        ("120 thousand boats [1].", "uncovered '120 thousand'"),
        ("Twelve boats [1].", "uncovered 'Twelve'"),
        ("Twice as many boats [1].", "uncovered 'Twice'"),
        ("120 boats from the R7 [1].", "uncovered name 'r7'"),
    ],
)
def test_the_check_sees_what_nothing_covers(text: str, fault: str) -> None:
    quote = "The yard sold 120 boats in 2024."
    cited = {"number": 1, "quote": quote, "title": "The yard", "heading": [], "start": 0, "end": len(quote)}
    answer = {
        "status": "answered", "text": text, "standalone": "how many boats?", "caveats": [], "calculation": None,
        "citations": [cited],
    }  # fmt: skip
    one = Answered(Asked("yard", "lookup", "how many boats?", None), article(SEED, 0), answer)
    faults = check(one, quote).faults
    assert [found.startswith(fault) for found in faults] == ([True] if fault else [])
