"""Names that hold a number are taken out of a text whole, whichever others are known."""

from __future__ import annotations

import random

from assistant.numbered import Numbered


def test_the_longest_name_goes_where_names_overlap() -> None:
    names = Numbered(["Nine Elms", "Nine Elms 2", "R9", "R9 Plus", "Acme"])
    assert names.without("Nine Elms 2 sold 9 R9 Plus, R9s and Acme.") == "  sold 9  , R9s and Acme."
    assert names.without("nine elms, XR9 and R9X") == "nine elms, XR9 and R9X"
    assert Numbered().without("R9") == "R9"


def test_only_names_that_a_text_may_hold_are_looked_for(monkeypatch) -> None:
    rng = random.Random(5)
    many = [f"Type{number} Mark {rng.randint(1, 99)}" for number in range(2_000)]
    names = Numbered(many)
    looked: list[str] = []
    from assistant import numbered

    real = numbered.re.escape
    monkeypatch.setattr(numbered.re, "escape", lambda name: looked.append(name) or real(name))
    assert names.without(f"{many[7]} outsold {many[9]} by 3.") == "  outsold   by 3."
    assert sorted(looked) == sorted({many[7], many[9]})
