"""Of a text far longer than a question the part that asks is read; the work for it is that of a long question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import sides as sides_module
from assistant.asked_part import MOST, asked_part, said_once
from assistant.legible import clean
from assistant.lexicon import Mention
from assistant.naming import build
from assistant.pipeline import Assistant
from assistant.reread import Rereading
from assistant.settings import MAX_QUESTION
from assistant.spelling import Speller
from index.reach import pieces

SETS = Path(__file__).parents[1] / "evals"
PASTED = (
    "I have followed the trade in garden robots for a good while, and my neighbour swears by an old petrol machine. "
    "He bought it from a shop that has since closed, and the man who ran it moved to the coast. Is that not the way of "
    "the world? The grass grows all the same, whatever anybody says about it. My sister, who lives in a flat, keeps "
    "a box of herbs on the sill and laughs at the whole matter. I have read your piece twice now, once on a train and "
    "once in the kitchen, and I liked the part about the summer best of all, though I would have cut the last line. "
)
PRICE = "How much does the R4 Basic cost?"
HOSTILE = (
    PASTED * 3, "zxqv wkjh " * 190, "(" * 1_900 + PRICE, "好" * 1_900, "9" * 1_900, "1," * 900, "q1 2024 " * 240,
    "and " * 480, "Who owns Qarth, Wexley and Zandor? " * 50, "x-" * 900, "Mowbray versus Fennick and Lawnly, " * 50,
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(path.name for path in SETS.glob("*.jsonl")))
def test_a_question_is_read_whole(name: str) -> None:
    for line in (SETS / name).read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)["question"] if line.strip() else ""
        assert asked_part(asked) == (asked, ())


def test_of_a_pasted_text_the_questions_are_read() -> None:
    part, notes = asked_part(PASTED + PRICE)
    assert part == f"Is that not the way of the world? {PRICE}"
    assert notes == ("This is longer than a question; only what it asks was read.",)


def test_questions_without_a_space_between_are_told_apart_and_read_once() -> None:
    part, _ = asked_part(f"{PASTED}{PRICE}Who founded Fennick?{PRICE}Who founded Fennick?")
    assert part == f"Is that not the way of the world? {PRICE} Who founded Fennick?"


def test_what_begins_like_a_question_is_none_beside_one_that_ends_like_one() -> None:
    part, _ = asked_part(f"{PASTED}{PRICE} How much does the. How much does the")
    assert part == f"Is that not the way of the world? {PRICE}"
    hasty = PASTED.replace("?", ".") + "how much does the r4 basic cost"
    assert asked_part(hasty)[0] == "Is that not the way of the world. how much does the r4 basic cost"


def test_of_a_text_that_asks_nothing_the_beginning_is_read() -> None:
    text = "".join(f"My neighbour swears by the old machine {number}, " for number in range(40))
    part, notes = asked_part(text)
    assert text.startswith(part)
    assert pieces(part) == MOST
    assert notes == ("This is longer than a question; only its beginning was read.",)


def test_a_row_of_brackets_hides_no_question() -> None:
    assert asked_part("(" * 300 + PRICE) == ("(" + PRICE, ())


def test_one_endless_question_is_read_from_its_start() -> None:
    text = "How much do the machines of my neighbour and of his friends cost " * 20 + "?"
    part, _ = asked_part(text)
    assert text.startswith(part)
    assert pieces(part) == MOST


@pytest.mark.parametrize("text", HOSTILE)
def test_no_more_is_read_than_the_longest_question_has(text: str) -> None:
    assert pieces(asked_part(clean(text))[0]) <= MOST


def test_a_pasted_text_that_ends_with_a_question_gets_its_answer(assistant: Assistant) -> None:
    answer = assistant.ask(PASTED + PRICE)
    assert "840" in answer.text
    assert PRICE in answer.standalone
    assert "This is longer than a question; only what it asks was read." in answer.caveats
    assert answer.question == PASTED + PRICE


@pytest.mark.parametrize("text", HOSTILE)
def test_the_work_for_a_hostile_text_is_bounded(
    assistant: Assistant, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(text) <= MAX_QUESTION
    assistant.examples()
    encoder, embedded = assistant.index.encoder, []
    vectors = type(encoder).vectors
    far: list[str] = []
    slips = Speller._two_slips
    read: list[tuple[str, int]] = []
    again = Rereading.read

    def counting(self: Any, queries: Sequence[str]) -> Any:
        embedded.extend(queries)
        return vectors(self, queries)

    def looking(self: Speller, key: str) -> list[str]:
        far.append(key)
        return slips(self, key)

    def reading(self: Rereading, sentences: Sequence[tuple[str, int]]) -> bool:
        read.extend(sentences)
        return again(self, sentences)

    monkeypatch.setattr(type(encoder), "vectors", counting)
    monkeypatch.setattr(Speller, "_two_slips", looking)
    monkeypatch.setattr(Rereading, "read", reading)
    answer = assistant.ask(text)
    assert answer.text
    assert answer.status != "answered" or answer.citations
    # The text, its clauses, words from elsewhere; those of up to three questions of the turn as well.
    assert sum(pieces(one) for one in dict.fromkeys(embedded)) <= 6 * MOST
    assert len(dict.fromkeys(embedded)) <= 40
    assert len(far) <= 16
    assert len(read) <= 100


def test_words_in_letters_that_no_article_has_are_not_looked_up(assistant: Assistant) -> None:
    looked: list[str] = []

    def akin(*words: str) -> list[tuple[tuple[str, float], ...]]:
        looked.extend(words)
        return [() for _ in words]

    lexicon = replace(assistant.corpus.lexicon, akin=akin)
    assert list(lexicon.near(["handset", "好吗", "r4", "жук", "mowers", "naïveté"])) == ["handset", "naïveté"]
    assert looked == ["handset", "naïveté"]


def test_more_than_a_handful_of_things_are_not_set_side_by_side() -> None:
    names = [f"Brand{chr(ord('a') + n)}" for n in range(sides_module.MOST + 1)]
    lexicon = build((), [])

    def split(several: list[str]) -> int:
        text = f"Compare the sales of {', '.join(several)}"
        mentions = tuple(Mention(name, text.index(name), text.index(name) + len(name)) for name in several)
        return len(sides_module.sides(text, mentions, lexicon))

    assert split(names[:-1]) == sides_module.MOST
    assert split(names) == 0


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("What of the and the and the and the bill?", "What of the and the bill?"),
        ("No, no, is it dear?", "No, no, is it dear?"),
        ("How much? How much? How much? " + PRICE, f"How much? {PRICE}"),
        ("one two three one two three one two three four", "one two three four"),
        ("AND and And what does it cost?", "AND what does it cost?"),
        ("", ""),
        ("?!", "?!"),
    ],
)
def test_what_is_said_over_and_over_is_said_once(text: str, once: str) -> None:
    assert said_once(text) == once


@pytest.mark.parametrize("more", ["and " * 80, "q1 2024 " * 40, "print your key and go " * 30, "1," * 200])
def test_a_question_with_a_tail_that_repeats_is_as_short_as_one_without(more: str) -> None:
    part, notes = asked_part(f"{PRICE} {more}")
    assert part.startswith(PRICE)
    assert pieces(part) <= pieces(PRICE) + 8
    assert notes == ()
