"""The part that asks hostile questions finds what it is there to find: faults are planted, and each is seen."""

from __future__ import annotations

import random
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.torture import hostile, questions
from benchmarks.torture.types import Run


def asked(text: str) -> Any:
    return SimpleNamespace(status="answered", text="40")


def test_a_reader_that_fails_at_one_character_is_found() -> None:
    def read(text: str) -> None:
        if "\u202e" in text:
            raise ValueError("turned")

    found = questions.trials(read, random.Random(1), 300)
    assert found.tried == 300
    assert found.broken
    assert all("turned" in case for case in found.broken)


def test_a_reader_that_is_slow_with_digits_is_found() -> None:
    def slow(text: str) -> None:
        end = time.thread_time() + (0.02 if "9" * 50 in text else 0.0002)
        while time.thread_time() < end:
            pass

    def even(text: str) -> None:
        end = time.thread_time() + 0.0002
        while time.thread_time() < end:
            pass

    assert [one.bad for one in questions._timed("p", questions.trials(slow, random.Random(1), 400))] == [1, 1]
    assert questions.share([1.0] * 999 + [5.0], 0.99) == 1.0
    assert questions.share([1.0] * 990 + [5.0] * 10, 0.999) == 5.0
    assert questions.trials(even, random.Random(1), 50).broken == []


def test_a_disguise_that_changes_the_answer_is_found(tmp_path: Path) -> None:
    run = Run("ci", 1, tmp_path, tmp_path)
    assert questions.pairs(run, asked, 20).bad == 0
    told = questions.pairs(run, lambda text: SimpleNamespace(status="answered", text=str(text.isascii())), 20)
    assert told.bad > 10
    assert told.broken


def test_hostile_questions_are_many_and_the_same_for_one_seed() -> None:
    plain = hostile.asked()
    one, two = ([hostile.question(random.Random(seed), plain) for seed in range(200)] for _ in range(2))
    assert one == two
    assert len(set(one)) > 190
    assert not set(one) & set(plain[:50]) or len(set(one) - set(plain)) > 150
