"""A follow-up that only names another thing puts it in the place of the one before it."""

from __future__ import annotations

import pytest

from assistant.lexicon import Lexicon
from assistant.substitution import put_back, put_thing


@pytest.mark.parametrize(
    ("base", "said", "reading"),
    [
        ("Who makes the batteries?", "the chips?", "Who makes the chips?"),
        ("Where does the bakery get its flour from?", "its salt", "Where does the bakery get its salt from?"),
        ("What is the price of the small van?", "the large lorry?", "What is the price of the large lorry?"),
        ("What is the margin of the ferry business?", "the bus services", "What is the margin of the bus services?"),
        ("How many vans did the depot wash?", "the buses?", "How many buses did the depot wash?"),
        ("How long is the wait?", "the price?", None),
        ("When did it open?", "the museum?", None),
        ("Who makes the batteries?", "when?", None),
    ],
)
def test_the_thing_said_takes_the_place_of_one_of_its_sort(base: str, said: str, reading: str | None) -> None:
    assert put_thing(base, said, Lexicon()) == reading


@pytest.mark.parametrize(
    ("said", "reading"),
    [
        ("and the chips, who makes them?", "who makes the chips?"),
        ("the museum - when did it open", "when did the museum open"),
        ("and who makes them?", "and who makes them?"),
        ("the chips and the batteries?", "the chips and the batteries?"),
    ],
)
def test_a_thing_in_front_stands_where_its_pronoun_was(said: str, reading: str) -> None:
    assert put_back(said) == reading
